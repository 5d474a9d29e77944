"""The part of the permission matrix for pages that span apps."""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "read_acts": frozenset({Role.ADMINISTRATOR, Role.DIRECTOR, Role.AUDITOR}),
}

ROUTES: dict[str, str | Door] = {
    # The interface kit stands below roles and cannot name its doors itself; its gallery shows invented words only.
    "ui:language": Door.PUBLIC,
    "ui:display": Door.PUBLIC,
    "ui:gallery": Door.PUBLIC,
    "web:home": Door.PUBLIC,
    "web:demo": Door.PUBLIC,
    "web:demo-sign-in": Door.PUBLIC,
    "web:acts": "read_acts",
    "web:health": Door.PUBLIC,
}
