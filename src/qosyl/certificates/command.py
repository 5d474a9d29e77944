"""`qosyl verify FILE`: a PDF or a JSON record, checked with a trust file alone, on any machine and without a network.

Pure: no database. Not here: codes and numbers, which the register alone knows (the management command of that name).
"""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from qosyl.certificates.checking import Verdict, check_file
from qosyl.certificates.codes import printed
from qosyl.certificates.plain import names_in
from qosyl.certificates.seal import Flaw, Problem
from qosyl.documents.reading import MOST_BYTES
from qosyl.keys.signing import NotAKey, Trust, read_trust
from qosyl.keys.signing_folder import SIGNING, trust_in

GENUINE, NOT_GENUINE, USAGE = 0, 1, 2
_SENTENCES = {
    Flaw.FIELD_ALTERED: "was altered after the issue",
    Flaw.FIELD_ADDED: "was added after the issue",
    Flaw.FIELD_MISSING: "was taken away after the issue",
    Flaw.SEAL_ALTERED: "the seal was altered",
    Flaw.UNKNOWN_ROOT: "the seal was made with a key of no root that is relied on here",
    Flaw.KEY_REVOKED: "the seal was made with a key that was revoked",
    Flaw.KEY_OUT_OF_TIME: "the seal was made outside the time of its key",
    Flaw.FILE_ALTERED: "the file was altered",
    Flaw.FILE_UNSEALED: "the file has no seal",
    Flaw.PAGE_DIFFERS: "stands otherwise on the page",
    Flaw.ROW_DIFFERS: "stands otherwise in the register",
    Flaw.NO_RECORD: "there is no sealed record in it",
    Flaw.UNREADABLE: "it cannot be read",
}


def parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="qosyl verify",
        description="Check a document: a PDF or a JSON record with its seal, or a code or number of this register.",
        epilog="Exit codes: 0 genuine, 1 not genuine, not valid or a specimen, 2 called wrongly.",
    )
    parser.add_argument("target", metavar="FILE-OR-CODE")
    parser.add_argument("--trust", type=Path, help="trust file of the provider; else the keys of this installation")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser


def verify_main(words: Sequence[str], out: TextIO, err: TextIO, *, keys: Path) -> int:
    """Check a file; ``keys`` is the folder of secrets of this installation, if there is one."""
    try:
        with redirect_stdout(out), redirect_stderr(err):
            options = parser().parse_args(words)
    except SystemExit as end:  # argparse has printed its help or what is wrong with the arguments
        return USAGE if end.code else GENUINE
    path = Path(options.target)
    try:
        trust = read_trust(options.trust.read_text(encoding="utf-8")) if options.trust else trust_in(keys / SIGNING)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, NotAKey, UnicodeDecodeError) as problem:
        err.write(f"qosyl verify: {problem}\n")
        return USAGE
    if not trust.roots:
        err.write("qosyl verify: no root is known here: name the provider's trust file with --trust\n")
        return USAGE
    verdict = _checked(content, trust)
    out.write(as_json(verdict) if options.format == "json" else as_text(verdict))
    return exit_code(verdict)


def _checked(content: bytes, trust: Trust) -> Verdict:
    if len(content) > MOST_BYTES:
        return Verdict((Problem(Flaw.UNREADABLE),))
    return check_file(content, trust)


def exit_code(verdict: Verdict) -> int:
    is_specimen = verdict.record is not None and verdict.record.get("specimen") is True
    return GENUINE if verdict.is_genuine and not is_specimen else NOT_GENUINE


def as_text(verdict: Verdict, standing: str = "") -> str:
    """Lines for a terminal: each problem with its field, then what the record says; ``standing`` is the register's."""
    if not verdict.is_genuine:
        rows = [f"{each.field} {_SENTENCES[each.flaw]}".strip() for each in verdict.problems]
        return "".join(f"{row}\n" for row in [*rows, "NOT GENUINE"])
    record = verdict.record or {}
    if record["specimen"]:
        return "sealed as a specimen\nSPECIMEN, no document\n"
    name = " / ".join(dict.fromkeys(name.written for name in names_in(record)))
    rows = [
        f"{record['kind']} {record['number']}, code {printed(record['code'])}",
        name,
        f"«{record['programme']['ru']}», hours {record['hours']['printed']}, issued {record['issued']}",
        record["provider"]["ru"],
        standing or f"whether it was annulled or replaced since then is said at {record['address']}\nGENUINE",
    ]
    return "".join(f"{row}\n" for row in rows)


def as_json(verdict: Verdict) -> str:
    content: dict[str, Any] = {
        "genuine": verdict.is_genuine,
        "problems": [{"flaw": str(each.flaw), "field": each.field} for each in verdict.problems],
        "record": verdict.record if verdict.is_genuine else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
