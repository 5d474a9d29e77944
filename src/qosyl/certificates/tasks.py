"""Background work: PDFs are made after their documents are issued, one by one."""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from qosyl.certificates import actions
from qosyl.certificates.queries import document_by_uuid


@task()
def make_printout(document_uuid: str) -> None:
    """Make the PDF of a document; one that is there needs nothing."""
    document = document_by_uuid(UUID(document_uuid))
    if document is not None:
        actions.keep_printout(document, at=timezone.now())
