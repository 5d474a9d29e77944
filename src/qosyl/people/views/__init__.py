"""Conversations about people: signing in, one's own account, and looking after the people of a provider."""

from qosyl.people.views.looking_after import (
    close_account,
    end_role,
    give_role,
    known_person,
    new_person,
    open_account,
    people,
    person,
    renew_password,
)
from qosyl.people.views.own import own_account, own_password
from qosyl.people.views.signing_in import counted_name, locked_out, sign_in, sign_out

__all__ = [
    "close_account",
    "counted_name",
    "end_role",
    "give_role",
    "known_person",
    "locked_out",
    "new_person",
    "open_account",
    "own_account",
    "own_password",
    "people",
    "person",
    "renew_password",
    "sign_in",
    "sign_out",
]
