"""People's part of the permission matrix."""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "look_after_people": frozenset({Role.ADMINISTRATOR}),
    "read_people": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
}

ROUTES: dict[str, str | Door] = {
    "people:sign-in": Door.PUBLIC,
    "people:sign-out": Door.PUBLIC,
    "people:own-account": Door.SIGNED_IN,
    "people:own-password": Door.SIGNED_IN,
    "people:people": "read_people",
    "people:person": "read_people",
    "people:new-person": "look_after_people",
    "people:known-person": "look_after_people",
    "people:give-role": "look_after_people",
    "people:end-role": "look_after_people",
    "people:renew-password": "look_after_people",
    "people:close-account": "look_after_people",
    "people:open-account": "look_after_people",
}
