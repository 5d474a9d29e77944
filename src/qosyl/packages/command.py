"""The command `qosyl check`: reads a package or a live bank, checks it, prints what is found. Needs no Django.

Here belong arguments, exit codes and where output goes. Not here: the words of reports (`report`).
"""

import argparse
import contextlib
import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from qosyl.packages.check import check_bank_reading, check_reading
from qosyl.packages.check.coverage import coverage_table
from qosyl.packages.findings import FINDING_LANGUAGES, Finding, catalogue, printable
from qosyl.packages.model.package import Package
from qosyl.packages.reading import read_bank, read_package
from qosyl.packages.report import counted, coverage_report, explanation_report, json_report, text_report
from qosyl.packages.schema import write_schemas

NOTHING_OPEN, OPEN_FINDINGS, WRONG_USAGE = 0, 1, 2

_DESCRIPTION = """Check a programme package, or a provider's live bank, and print each finding as
file:line: CODE severity message. Exit code 0: no open errors; 1: open errors (with --strict also open
warnings); 2: wrong usage or nothing to read."""
_NOT_A_FOLDER = {
    "en": "{path} is not a folder that can be read.",
    "kk": "{path} – оқуға болатын қалта емес.",
    "ru": "{path} – не папка, которую можно прочитать.",
}
_NO_PACKAGE = {
    "en": "{path} holds neither a programme package nor a bank: there is no YAML file in it.",
    "kk": "{path} ішінде бағдарлама пакеті де, сұрақтар банкі де жоқ, бірде-бір YAML файлы табылмады.",
    "ru": "В {path} нет ни пакета программы, ни банка вопросов, в ней нет ни одного файла YAML.",
}
_NO_CODE = {
    "en": "There is no code {path}.",
    "kk": "{path} деген код жоқ.",
    "ru": "Кода {path} нет.",
}
_CANNOT_WRITE = {
    "en": "The schemas cannot be written to {path}.",
    "kk": "Схемаларды {path} орнына жазу мүмкін болмады.",
    "ru": "Не удалось записать схемы в {path}.",
}


class _UsageError(Exception):
    """Nothing can be checked; carries the sentence for the person at the terminal."""


def check_main(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Run `qosyl check` with the arguments after the command's name; returns the exit code."""
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            parser = _parser()
            options = parser.parse_args(argv)
            if options.path is None and options.explain is None and options.schema is None:
                parser.error("PATH is missing")
    except SystemExit as stop:  # argparse has printed its help or what is wrong with the arguments
        return stop.code if isinstance(stop.code, int) else WRONG_USAGE
    with _without_collector():
        try:
            return _run(options, out)
        except _UsageError as error:
            err.write(f"qosyl check: {error}\n")
            return WRONG_USAGE


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Nothing of a package lives in circles: looking for them time and again would cost a tenth of a run."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="qosyl check", description=_DESCRIPTION)
    parser.add_argument("path", nargs="?", type=Path, metavar="PATH", help="folder of the package or the bank")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print findings")
    parser.add_argument(
        "--lang", choices=FINDING_LANGUAGES, default=_language_of_terminal(), help="language of findings"
    )
    parser.add_argument("--strict", action="store_true", help="open warnings count like errors for the exit code")
    parser.add_argument("--coverage", action="store_true", help="also print what serves each task, result and outcome")
    parser.add_argument("--explain", metavar="CODE", help="say why a finding matters and how to mend it")
    parser.add_argument("--schema", type=Path, metavar="DIR", help="write JSON Schemas of all files for editors")
    return parser


def _language_of_terminal() -> str:
    """Kazakh or Russian where the terminal is set to it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        language = os.environ.get(name, "")[:2]
        if language:
            return language if language in FINDING_LANGUAGES else "en"
    return "en"


def _run(options: argparse.Namespace, out: TextIO) -> int:
    if options.explain is not None:
        out.write(_explained(options.explain, options.lang))
        return NOTHING_OPEN
    if options.schema is not None:
        out.writelines(f"{file}\n" for file in _schemas(options.schema, options.lang))
        if options.path is None:
            return NOTHING_OPEN
    findings, package = _checked(options.path, options.lang)
    coverage = coverage_table(package) if options.coverage and package else None
    if options.format == "json":
        out.write(json_report(options.path, findings, options.lang, coverage))
    else:
        out.write(coverage_report(coverage, options.lang) + "\n" if coverage else "")
        out.write(text_report(findings, options.lang))
    counts = counted(findings)
    return OPEN_FINDINGS if counts.errors or (options.strict and counts.warnings) else NOTHING_OPEN


def _explained(name: str, language: str) -> str:
    code = catalogue().get(name.strip().upper())
    if code is None:
        raise _UsageError(_NO_CODE[language].format(path=printable(name)))
    return explanation_report(code, language)


def _schemas(folder: Path, language: str) -> list[Path]:
    try:
        return write_schemas(folder)
    except OSError:
        raise _UsageError(_CANNOT_WRITE[language].format(path=printable(str(folder)))) from None


def _checked(root: Path, language: str) -> tuple[tuple[Finding, ...], Package | None]:
    """All findings of the package or bank in a folder, and the package if it has a shape."""
    shown = printable(str(root))
    try:
        names = {entry.name for entry in root.iterdir()}
    except OSError:
        raise _UsageError(_NOT_A_FOLDER[language].format(path=shown)) from None
    if not any(name.endswith(".yaml") for name in names):
        raise _UsageError(_NO_PACKAGE[language].format(path=shown))
    if "bank.yaml" in names and "programme.yaml" not in names:
        return check_bank_reading(read_bank(root)), None
    reading = read_package(root)
    return check_reading(reading), reading.package
