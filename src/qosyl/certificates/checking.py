"""A file that somebody brings: a PDF or a JSON record. Does it say what was sealed, by whom is it sealed, what differs?

Pure: it works with a trust file alone, on a machine that has never seen the register. Not here: whether a document was
annulled or replaced, which the register alone knows.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qosyl.certificates.printing import ATTACHMENT, words_on_the_sheet
from qosyl.certificates.seal import FILE, Flaw, Problem, seal_problems
from qosyl.documents.reading import Contents, Unreadable, contents, is_pdf, without_spaces
from qosyl.documents.whole_file import parted
from qosyl.keys.signing import NotAKey, Trust, is_signed, read_certificate


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is found to be; without problems it is genuine. The record is there as far as it could be read."""

    problems: tuple[Problem, ...]
    record: Mapping[str, Any] | None = None

    @property
    def is_genuine(self) -> bool:
        return not self.problems


def check_file(content: bytes, trust: Trust) -> Verdict:
    """Everything that is wrong with a PDF or with a JSON of record and seal."""
    if is_pdf(content):
        return _check_pdf(content, trust)
    try:
        sealed = json.loads(content.decode())
    except (ValueError, RecursionError):
        return Verdict((Problem(Flaw.UNREADABLE),))
    return _check_sealed(sealed, trust)


def _check_sealed(sealed: object, trust: Trust) -> Verdict:
    if not isinstance(sealed, Mapping) or set(sealed) != {"record", "seal"}:
        return Verdict((Problem(Flaw.NO_RECORD),))
    record = sealed["record"]
    problems = seal_problems(record, sealed["seal"], trust)
    return Verdict(problems, record if isinstance(record, Mapping) else None)


def _check_pdf(content: bytes, trust: Trust) -> Verdict:
    try:
        found = contents(content)
        sealed = json.loads(found.attachments[ATTACHMENT].decode())
    except (Unreadable, ValueError, RecursionError):
        return Verdict((Problem(Flaw.UNREADABLE),))
    except KeyError:
        return Verdict((Problem(Flaw.NO_RECORD),))
    verdict = _check_sealed(sealed, trust)
    problems = [*verdict.problems, *_page_problems(found, verdict.record), *_file_problems(content, sealed)]
    return Verdict(tuple(dict.fromkeys(problems)), verdict.record)


def _file_problems(content: bytes, sealed: object) -> Iterator[Problem]:
    """The seal over the whole file, by the key that the record's own seal names."""
    parts = parted(content)
    if parts is None:
        yield Problem(Flaw.FILE_UNSEALED)
        return
    try:
        seal = sealed["seal"] if isinstance(sealed, Mapping) else None
        certificate = read_certificate(seal["certificate"] if isinstance(seal, Mapping) else None)
    except (NotAKey, KeyError):
        yield Problem(Flaw.FILE_ALTERED)
        return
    if not is_signed(certificate.public, FILE, *parts):
        yield Problem(Flaw.FILE_ALTERED)


def _page_problems(found: Contents, record: Mapping[str, Any] | None) -> Iterator[Problem]:
    """Fields whose words the pages do not show as the record has them."""
    if record is None:
        return
    try:
        expected = list(words_on_the_sheet(record))
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        return  # a record so altered that no sheet is made of it has been named by its seal
    for field, words in expected:
        if without_spaces(words) not in found.words:
            yield Problem(Flaw.PAGE_DIFFERS, field)
