"""Acts of this room in words, for the record of acts."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    "appoint_commission": _("A commission was appointed"),
    "draw_up_protocol": _("A protocol was drawn up"),
    "confirm_protocol": _("A commission member confirmed a protocol"),
    "withdraw_protocol": _("A protocol was withdrawn"),
}
