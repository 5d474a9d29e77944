"""Forms of the workroom."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from qosyl.ui.choices import offer

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from qosyl.people.models import Provider

_MEGABYTE = 1024 * 1024


class HandInForm(forms.Form):
    """An archive of a package for one of the person's providers."""

    provider = forms.ChoiceField(label=_("Organisation"))
    archive = forms.FileField(
        label=_("Package as a zip archive"),
        help_text=_(
            "The folder of the package, packed as it is. Nothing is published before you have seen the findings."
        ),
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )

    def __init__(self, *args: Any, providers: "list[Provider]", interface_language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._providers = {str(provider.uuid): provider for provider in providers}
        named = [(uuid, provider.name.pick(interface_language)) for uuid, provider in self._providers.items()]
        offer(self.fields["provider"], named)

    def clean_archive(self) -> "UploadedFile[Any]":
        archive: UploadedFile[Any] = self.cleaned_data["archive"]
        if (archive.size or 0) > settings.PACKAGE_ARCHIVE_BYTES:
            raise ValidationError(
                _("The archive is larger than %(most)s MB."),
                params={"most": settings.PACKAGE_ARCHIVE_BYTES // _MEGABYTE},
            )
        return archive

    @property
    def chosen_provider(self) -> "Provider":
        return self._providers[self.cleaned_data["provider"]]
