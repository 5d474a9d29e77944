"""What the pages of this room share: the reader's language, and refusals beside the fields that they are about."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from qosyl.commissions.reasons import in_words

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, QueryDict

    from qosyl.localtext import Language
    from qosyl.rules.reasons import Reason, Refused


def page_language() -> "Language":
    return "ru" if get_language() == "ru" else "kk"


def posted(request: "HttpRequest") -> "QueryDict | None":
    """What was sent, an empty form too; nothing where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def show_refusal(
    form: "BaseForm", refusal: "Refused", names: Mapping[str, str], place_of: Callable[["Reason"], str | None]
) -> None:
    """Every reason of a refusal in words, beside its field or above the form."""
    for reason in refusal.reasons:
        form.add_error(place_of(reason), in_words(reason, names))
