"""Acts of this room in words, for the record of acts. Not here: how the record is written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    "hand_in_package": _("A package was handed in"),
    "publish_programme": _("A version of a programme was published"),
    "take_in_bank": _("A live bank was taken in"),
    "confirm_bank_reader": _("A second person confirmed who reads a live bank"),
    "open_live_bank": _("The items of a live bank were read"),
}
#: What is said instead where an act was done for a purpose of its own.
PURPOSES: Mapping[tuple[str, str], "_StrPromise"] = {
    ("open_live_bank", "export"): _("All items of a live bank were exported"),
}
