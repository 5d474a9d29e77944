"""Where the PDF of a document lies: among the files of the installation, which a backup takes along."""

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from qosyl.certificates.models import Document


def path_of(document: "Document") -> Path:
    name = str(document.uuid)
    return Path(settings.MEDIA_ROOT) / "documents" / name[:2] / f"{name}.pdf"


def is_kept(document: "Document", size: int) -> bool:
    """Whether the whole file is there: one that a loss of power cut short is made again, from the same record."""
    path = path_of(document)
    return path.exists() and path.stat().st_size == size
