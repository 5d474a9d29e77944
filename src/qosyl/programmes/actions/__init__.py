"""Acts on programmes: publishing a package, handing in an archive, taking in and opening a live bank."""

from qosyl.programmes.actions.banks import (
    BankShut,
    MayNotConfirm,
    NoOwnPassword,
    Taken,
    WrongMethodologist,
    confirm_bank_reader,
    open_bank,
    take_in_bank,
)
from qosyl.programmes.actions.submissions import (
    ask_again,
    ask_to_publish,
    check_submission,
    give_up_checking,
    give_up_publishing,
    hand_in,
    publish_submission,
)
from qosyl.programmes.actions.versions import (
    HasErrors,
    difference_from,
    is_trial,
    open_errors,
    publish_package,
)

__all__ = [
    "BankShut",
    "HasErrors",
    "MayNotConfirm",
    "NoOwnPassword",
    "Taken",
    "WrongMethodologist",
    "ask_again",
    "ask_to_publish",
    "check_submission",
    "confirm_bank_reader",
    "difference_from",
    "give_up_checking",
    "give_up_publishing",
    "hand_in",
    "is_trial",
    "open_bank",
    "open_errors",
    "publish_package",
    "publish_submission",
    "take_in_bank",
]
