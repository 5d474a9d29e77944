"""`qosyl kit PATH TOPIC`: a topic's bundle written to a file. Reads a folder, writes one file, knows nothing else."""

import argparse
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

from qosyl.kits.bundle import topic_bundle
from qosyl.packages.findings import Severity
from qosyl.packages.reading import read_package

_DONE, _FAILED, _MISUSED = 0, 1, 2
_SHOWN = 20


def kits_main(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Write the bundle; 0 when done, 1 when the package or topic cannot be read, 2 when called wrongly."""
    parser = argparse.ArgumentParser(prog="qosyl kit", description="Write everything of a topic into one zip.")
    parser.add_argument("path", type=Path, help="folder of the programme package")
    parser.add_argument("topic", help="number of the topic, as 1.2")
    parser.add_argument("--audience", choices=("learner", "tutor"), default="learner")
    parser.add_argument("--out", type=Path, help="file to write; topic-NUMBER-AUDIENCE.zip here if not given")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            wanted = parser.parse_args(argv)
    except SystemExit as end:
        return _MISUSED if end.code else _DONE
    return _write(wanted, out, err)


def _write(wanted: argparse.Namespace, out: TextIO, err: TextIO) -> int:
    reading = read_package(wanted.path)
    if reading.package is None:
        errors = [finding for finding in reading.findings if finding.severity is Severity.ERROR]
        err.writelines(
            f"{finding.file}:{finding.line}: {finding.code} {finding.sentence('en')}\n" for finding in errors[:_SHOWN]
        )
        err.write(f"The package in {wanted.path} cannot be read.\n")
        return _FAILED
    target = wanted.out or Path(f"topic-{wanted.topic}-{wanted.audience}.zip")
    try:
        bundle = topic_bundle(reading.package, wanted.topic, wanted.audience)
        target.write_bytes(bundle)
    except (LookupError, OSError) as fault:
        err.write(f"{fault}\n")
        return _FAILED
    out.write(f"{target}: {len(bundle)} bytes\n")
    return _DONE
