"""Acts of this room in words, for the record of acts. Not here: how the record is written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SENTENCES: Mapping[str, "_StrPromise"] = {
    "found_provider": _("An organisation was entered"),
    "open_account": _("An account was opened"),
    "close_account": _("An account was closed"),
    "reopen_account": _("An account was opened again"),
    "give_role": _("A role was given"),
    "end_role": _("A role was ended"),
    "renew_password": _("A new first password was made"),
    "renew_learners_password": _("A coordinator made a new first password for a learner of the own cohort"),
    "choose_own_password": _("A person chose a password of their own"),
    "correct_own_names": _("A person corrected their own name"),
    "write_workplace": _("The workplace of a learner was written"),
}
