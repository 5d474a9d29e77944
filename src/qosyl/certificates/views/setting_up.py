"""Before the first document: letterhead and numbers of a provider."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from qosyl.certificates import access, actions
from qosyl.certificates.forms import LetterheadForm, NextNumberForm
from qosyl.certificates.reasons import all_in_words
from qosyl.certificates.words import KINDS
from qosyl.people.access import branches_of, provider_where, providers_where, signed_in_person
from qosyl.rules.reasons import Refused
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from qosyl.people.models import Provider

_ACT = "set_documents_up"
_USUAL = "{kind}-{year}-{number:06}"


@require_safe
def set_up(request: HttpRequest) -> HttpResponse:
    """Straight to the provider where there is only one."""
    providers = providers_where(signed_in_person(request), _ACT, timezone.localdate())
    if len(providers) == 1:
        return redirect("certificates:set-up-provider", provider=providers[0].uuid)
    return render(request, "certificates/set_up.html", {"providers": providers})


@require_safe
def set_up_provider(request: HttpRequest, provider: UUID) -> HttpResponse:
    return _page(request, provider_where(signed_in_person(request), _ACT, timezone.localdate(), provider))


@require_POST
def set_letterhead(request: HttpRequest, provider: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = provider_where(person, _ACT, timezone.localdate(now), provider)
    form = LetterheadForm(request.POST)
    if not form.is_valid():
        return _page(request, found, letterhead=form)
    actions.set_letterhead(person, found, form.lines, at=now)
    messages.success(request, _("Documents issued from now on say this."))
    return redirect("certificates:set-up-provider", provider=found.uuid)


@require_POST
def set_next_number(request: HttpRequest, provider: UUID) -> HttpResponse:
    person, now = signed_in_person(request), timezone.now()
    found = provider_where(person, _ACT, timezone.localdate(now), provider)
    form = _number_form(found, request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            actions.set_next_number(
                person,
                found,
                form.chosen_branch,
                values["kind"],
                values["year"],
                pattern=values["pattern"],
                first=values["first"],
                at=now,
                reason=values["reason"],
            )
        except Refused as refusal:
            for sentence in all_in_words(refusal.reasons):
                form.add_error("pattern" if refusal.reasons[0].code.startswith("number.") else "first", sentence)
        else:
            messages.success(request, _("The next document of this kind takes this number."))
            return redirect("certificates:set-up-provider", provider=found.uuid)
    return _page(request, found, number=form)


def _number_form(provider: "Provider", posted: object = None) -> NextNumberForm:
    initial = {"year": timezone.localdate().year, "pattern": _USUAL, "first": 1}
    return NextNumberForm(
        posted, initial=initial, branches=branches_of([provider]), interface_language=get_language() or "kk"
    )


def _page(
    request: HttpRequest,
    provider: "Provider",
    *,
    letterhead: LetterheadForm | None = None,
    number: NextNumberForm | None = None,
) -> HttpResponse:
    page = {
        "provider": provider,
        "letterhead": letterhead or LetterheadForm(initial=access.letterhead_lines(provider)),
        "number": number or _number_form(provider),
        "series": [(row, KINDS[row.kind]) for row in access.series_of(provider)],
        "trail": [
            Link(_("Register of documents"), reverse("certificates:register")),
            Link(_("Letterhead and numbers")),
        ],
    }
    return render(request, "certificates/set_up_provider.html", page, status=422 if letterhead or number else 200)
