"""The part of the permission matrix for documents. Anybody may verify; learners reach their own without these acts."""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "issue_documents": frozenset({Role.DIRECTOR}),
    "annul_document": frozenset({Role.DIRECTOR}),
    "set_documents_up": frozenset({Role.DIRECTOR}),
    "read_register": frozenset({Role.DIRECTOR, Role.COORDINATOR, Role.AUDITOR}),
}

#: Open, within it, to a role held in one branch or in one cohort.
NARROW = frozenset({"issue_documents", "annul_document", "read_register"})

ROUTES: dict[str, str | Door] = {}
