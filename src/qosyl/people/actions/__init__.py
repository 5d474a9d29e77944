"""Acts on people: opening accounts, giving and ending roles, passwords, names. Each is checked, done and recorded."""

from qosyl.people.actions.accounts import (
    AlreadyOpened,
    NameTaken,
    NewAccount,
    choose_own_password,
    close_account,
    open_account,
    renew_learners_password,
    renew_password,
    reopen_account,
)
from qosyl.people.actions.learners import NewLearner, Workplace, open_learner_account, write_workplace
from qosyl.people.actions.names import PersonalName, correct_own_names
from qosyl.people.actions.providers import found_provider, lock_provider
from qosyl.people.actions.roles import LastAdministrator, end_role, give_role, hold_in_cohort, leave_cohort

__all__ = [
    "AlreadyOpened",
    "LastAdministrator",
    "NameTaken",
    "NewAccount",
    "NewLearner",
    "PersonalName",
    "Workplace",
    "choose_own_password",
    "close_account",
    "correct_own_names",
    "end_role",
    "found_provider",
    "give_role",
    "hold_in_cohort",
    "leave_cohort",
    "lock_provider",
    "open_account",
    "open_learner_account",
    "renew_learners_password",
    "renew_password",
    "reopen_account",
    "write_workplace",
]
