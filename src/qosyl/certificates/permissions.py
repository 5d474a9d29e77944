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

ROUTES: dict[str, str | Door] = {
    "certificates:awaiting": "issue_documents",
    "certificates:awaiting-in-cohort": "issue_documents",
    "certificates:issue": "issue_documents",
    "certificates:register": "read_register",
    "certificates:export": "read_register",
    "certificates:document": "read_register",
    "certificates:pdf": "read_register",
    "certificates:annul": "annul_document",
    "certificates:replace": "annul_document",
    "certificates:set-up": "set_documents_up",
    "certificates:set-up-provider": "set_documents_up",
    "certificates:set-letterhead": "set_documents_up",
    "certificates:set-next-number": "set_documents_up",
    "certificates:own-documents": Door.SIGNED_IN,
    "certificates:own-pdf": Door.SIGNED_IN,
    "certificates:verify": Door.PUBLIC,
    "certificates:verification": Door.PUBLIC,
}
