"""The sittings' part of the permission matrix.

Addresses under `/sit/` ask for no role: a capability opens them, or the learner's own enrolment.
"""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

_READERS = frozenset({Role.COORDINATOR, Role.TUTOR, Role.COMMISSION_MEMBER, Role.DIRECTOR, Role.AUDITOR})

ACTS: dict[str, frozenset[Role]] = {
    "open_sitting": frozenset({Role.COORDINATOR}),
    "run_sitting": frozenset({Role.COORDINATOR, Role.TUTOR}),
    "keep_register": frozenset({Role.COORDINATOR, Role.TUTOR}),
    "read_sittings": _READERS,
    "read_results": _READERS,
    "settle_claims": frozenset({Role.COMMISSION_MEMBER}),
    "replay_attempts": frozenset({Role.COMMISSION_MEMBER, Role.DIRECTOR, Role.AUDITOR}),
    "review_likeness": frozenset({Role.COMMISSION_MEMBER, Role.DIRECTOR}),
    "read_item_statistics": frozenset({Role.METHODOLOGIST}),
    "rule_on_item": frozenset({Role.METHODOLOGIST}),
}

#: Items and rulings are a matter of the whole provider: a role in one branch or cohort opens nothing of them.
NARROW = frozenset(ACTS) - {"read_item_statistics", "rule_on_item"}

ROUTES: dict[str, str | Door] = {
    "sittings:events": Door.PUBLIC,
    "sittings:writer": Door.PUBLIC,
    "sittings:finish": Door.PUBLIC,
    "sittings:sittings": "read_sittings",
    "sittings:choose-cohort": "open_sitting",
    "sittings:open-sitting": "open_sitting",
    "sittings:sitting": "read_sittings",
    "sittings:draw": "open_sitting",
    "sittings:more-time": "run_sitting",
    "sittings:end-starting": "run_sitting",
    "sittings:record": "run_sitting",
    "sittings:proof": "read_sittings",
    "sittings:register": "read_sittings",
    "sittings:register-learner": "keep_register",
    "sittings:results": "read_results",
    "sittings:sheet": "read_results",
    "sittings:replay": "replay_attempts",
    "sittings:own-replay": Door.SIGNED_IN,
    "sittings:alike": "review_likeness",
    "sittings:count": "read_item_statistics",
    "sittings:statistics": "read_item_statistics",
    "sittings:items": "read_item_statistics",
    "sittings:item": "read_item_statistics",
    "sittings:ruling": "rule_on_item",
    "sittings:own-results": Door.SIGNED_IN,
    "sittings:result": Door.SIGNED_IN,
    "sittings:claims": "read_results",
    "sittings:sit": Door.PUBLIC,
    "sittings:start": Door.PUBLIC,
    "sittings:go-on": Door.PUBLIC,
    "sittings:questions": Door.PUBLIC,
    "sittings:overview": Door.PUBLIC,
}
