"""Acts of this room in words, for the record of acts. Not here: how the record is written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    "restore_backup": _("The installation was made again out of a backup"),
}
