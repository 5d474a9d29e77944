"""The commissions' part of the permission matrix.

A commission member draws a protocol up only as the secretary of that commission, and confirms only from a seat with a
voice: both are asked by the acts, for the matrix knows roles alone.
"""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "appoint_commission": frozenset({Role.COORDINATOR, Role.DIRECTOR}),
    "draw_up_protocol": frozenset({Role.COORDINATOR, Role.COMMISSION_MEMBER}),
    "confirm_protocol": frozenset({Role.COMMISSION_MEMBER}),
    "read_protocols": frozenset({Role.COORDINATOR, Role.COMMISSION_MEMBER, Role.DIRECTOR, Role.AUDITOR}),
}

ROUTES: dict[str, str | Door] = {
    "commissions:protocols": "read_protocols",
    "commissions:commission": "read_protocols",
    "commissions:appoint": "appoint_commission",
    "commissions:admission": "draw_up_protocol",
    "commissions:results": "draw_up_protocol",
    "commissions:protocol": "read_protocols",
    "commissions:correct": "draw_up_protocol",
    "commissions:confirm": "confirm_protocol",
    "commissions:withdraw": "draw_up_protocol",
}

#: Commissions are of one cohort, and so are most of those who sit on them.
NARROW = frozenset(ACTS)
