"""Acts of sittings in words, for the record of acts."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: dict[str, "_StrPromise"] = {
    "start_attempt": _("A learner started the final test"),
    "take_over_attempt": _("A learner went on with the final test on another device or page"),
    "finish_attempt": _("A learner finished the final test"),
}
