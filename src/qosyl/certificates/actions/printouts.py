"""The PDF of a document: made once in the background, kept as a file, known by its digest."""

import hashlib
import json
import secrets
from datetime import datetime

from django.db import transaction

from qosyl.certificates.models import Document, Printout
from qosyl.certificates.papers import is_kept, path_of
from qosyl.certificates.printing import printed
from qosyl.certificates.seal import Sealing
from qosyl.documents.pdf import NotPrintable
from qosyl.keys.signing_folder import issuing_keys

_LONGEST_FAILURE = 300


def keep_printout(document: Document, *, at: datetime) -> Printout:
    """Make the PDF unless it is there: work that ended in the middle is simply done again."""
    known = Printout.objects.filter(document=document).first()
    if known is not None and (known.failure or is_kept(document, known.size)):
        return known
    # The key that sealed the record seals the file, even after a newer one came: they belong together.
    key = next(one for one in issuing_keys() if one.name == document.key)
    try:
        content = printed(
            json.loads(document.record),
            json.loads(document.seal),
            Sealing(key.certificate, key.sign),
            document.issued_at,
        )
    except NotPrintable as problem:
        return _known(document, {"failure": str(problem)[:_LONGEST_FAILURE], "made_at": at})
    path = path_of(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    draft.write_bytes(content)
    draft.replace(path)
    digest = hashlib.sha256(content).hexdigest()
    return _known(document, {"digest": digest, "size": len(content), "failure": "", "made_at": at})


@transaction.atomic
def _known(document: Document, values: dict[str, object]) -> Printout:
    return Printout.objects.update_or_create(document=document, defaults=values)[0]
