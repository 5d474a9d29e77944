"""Conversations about documents: setting up, issuing, the register, one's own, and verification by anybody."""

from qosyl.certificates.views.documents import annul, document, pdf, replace
from qosyl.certificates.views.issuing import awaiting, awaiting_in_cohort, issue
from qosyl.certificates.views.own import own_documents, own_pdf
from qosyl.certificates.views.register import export, register
from qosyl.certificates.views.setting_up import set_letterhead, set_next_number, set_up, set_up_provider
from qosyl.certificates.views.verification import verification, verify

__all__ = [
    "annul",
    "awaiting",
    "awaiting_in_cohort",
    "document",
    "export",
    "issue",
    "own_documents",
    "own_pdf",
    "pdf",
    "register",
    "replace",
    "set_letterhead",
    "set_next_number",
    "set_up",
    "set_up_provider",
    "verification",
    "verify",
]
