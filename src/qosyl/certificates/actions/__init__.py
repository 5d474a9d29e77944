"""Acts of the room, each checked, done and recorded in one transaction."""

from qosyl.certificates.actions.ending import annul_document, replace_document
from qosyl.certificates.actions.exporting import record_export
from qosyl.certificates.actions.issuing import NotIssued, issue_documents
from qosyl.certificates.actions.printouts import keep_printout
from qosyl.certificates.actions.setting_up import Lines, set_letterhead, set_next_number

__all__ = [
    "Lines",
    "NotIssued",
    "annul_document",
    "issue_documents",
    "keep_printout",
    "record_export",
    "replace_document",
    "set_letterhead",
    "set_next_number",
]
