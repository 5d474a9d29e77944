"""The seal over a record: a digest for each field, and one signature over all of them with the certificate of its key.

The digests let a verifier name the field that was altered; the signature keeps them from being made anew. Pure: no
Django, no files, so that anybody can check a record anywhere. Not here: what a record says (`record`).
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from qosyl.keys.signing import Certificate, NotAKey, Trust, as_text, canonical, from_text, is_signed, read_certificate

FORMAT = "qosyl-seal/1"
RECORD, FILE = "qosyl/record/1", "qosyl/file/1"
_DIGEST_BYTES = 20
_DEEPEST = 12


class Flaw(StrEnum):
    """What can be wrong with a record, a file or a row; each has its words where it is shown."""

    FIELD_ALTERED = "field-altered"
    FIELD_ADDED = "field-added"
    FIELD_MISSING = "field-missing"
    SEAL_ALTERED = "seal-altered"
    UNKNOWN_ROOT = "unknown-root"
    KEY_REVOKED = "key-revoked"
    KEY_OUT_OF_TIME = "key-out-of-time"
    FILE_ALTERED = "file-altered"
    FILE_UNSEALED = "file-unsealed"
    PAGE_DIFFERS = "page-differs"
    ROW_DIFFERS = "row-differs"
    NO_RECORD = "no-record"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `field` is the path of the field that it concerns, where one can be named."""

    flaw: Flaw
    field: str = ""


@dataclass(frozen=True, slots=True)
class Sealing:
    """A key at hand: its certificate, and how it signs content for a purpose."""

    certificate: Certificate
    sign: Callable[[str, object], bytes]


def sealed(record: Mapping[str, Any], sealing: Sealing, at: datetime) -> dict[str, Any]:
    """The seal of a record as JSON."""
    content = {
        "format": FORMAT,
        "at": at.isoformat(),
        "certificate": sealing.certificate.as_json(),
        "fields": {path: digest(path, value) for path, value in fields(record)},
    }
    return content | {"signature": as_text(sealing.sign(RECORD, content))}


def seal_problems(record: object, seal: object, trust: Trust) -> tuple[Problem, ...]:
    """Everything that keeps this record from being the one that was sealed by a key that is relied on."""
    if not isinstance(record, Mapping) or not isinstance(seal, Mapping):
        return (Problem(Flaw.NO_RECORD),)
    try:
        certificate, signature = read_certificate(seal.get("certificate")), from_text(seal.get("signature"))
        at = datetime.fromisoformat(str(seal.get("at")))
        content = {name: value for name, value in seal.items() if name != "signature"}
        is_whole = is_signed(certificate.public, RECORD, content, signature) and seal.get("format") == FORMAT
    except (NotAKey, ValueError, RecursionError):
        return (*_field_problems(record, seal), Problem(Flaw.SEAL_ALTERED))
    problems = list(_field_problems(record, seal))
    if not is_whole:
        problems.append(Problem(Flaw.SEAL_ALTERED))
    if record.get("specimen") is not certificate.specimen:
        problems.append(Problem(Flaw.FIELD_ALTERED, "specimen"))  # a key of specimens makes no document
    return tuple(dict.fromkeys((*problems, *_key_problems(certificate, at, trust))))


def _field_problems(record: Mapping[str, Any], seal: Mapping[str, Any]) -> Iterator[Problem]:
    stated = seal.get("fields")
    if not isinstance(stated, Mapping):
        return
    try:
        found = {path: digest(path, value) for path, value in fields(record)}
    except (ValueError, RecursionError):
        yield Problem(Flaw.UNREADABLE)
        return
    for path in sorted({*stated, *found}, key=str):
        if path not in found:
            yield Problem(Flaw.FIELD_MISSING, str(path))
        elif path not in stated:
            yield Problem(Flaw.FIELD_ADDED, path)
        elif found[path] != stated[path]:
            yield Problem(Flaw.FIELD_ALTERED, path)


def _key_problems(certificate: Certificate, at: datetime, trust: Trust) -> Iterator[Problem]:
    if trust.root_of(certificate) is None:
        yield Problem(Flaw.UNKNOWN_ROOT)
    if trust.revocation_of(certificate.name) is not None:
        yield Problem(Flaw.KEY_REVOKED)
    if at.tzinfo is None or not certificate.covers(at):
        yield Problem(Flaw.KEY_OUT_OF_TIME)


def fields(record: Mapping[str, Any], above: str = "", depth: int = 0) -> Iterator[tuple[str, object]]:
    """Every leaf of a record with its path («holder.kk.family», «annex.modules.0.hours»); an empty branch is a leaf."""
    if depth > _DEEPEST:
        raise ValueError("a record is not so deep")
    for name, value in record.items():
        path = f"{above}.{name}" if above else str(name)
        inner = dict(enumerate(value)) if isinstance(value, list) else value
        if isinstance(inner, Mapping) and inner:
            yield from fields({str(key): each for key, each in inner.items()}, path, depth + 1)
        else:
            yield path, value


def digest(path: str, value: object) -> str:
    """The digest of one field, bound to its place."""
    return as_text(hashlib.sha256(canonical([path, value])).digest()[:_DIGEST_BYTES])
