"""Findings as people and scripts read them: lines of text, JSON, and the table of coverage.

Here belong words and layout. Not here: finding anything, or deciding about exit codes (`command`).

The JSON report is stable: `format` (1), `path`, `language`, `counts` (`errors`, `warnings`, `notes`, `accepted`),
`findings` (each `file`, `line`, `code`, `severity`, `message`, `accepted_by`), and with coverage `coverage`: `outcomes`
(each `outcome`, `module`, `tasks`, `results`, `topics`, `items`, `levels`) and `tasks` (each `task`, `results`,
`outcomes`). New keys may join; none changes its meaning while `format` stays 1.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from qosyl.packages.check.coverage import CoverageTable
from qosyl.packages.findings import Code, Finding, Severity, printable

_SEVERITIES = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"},
    "kk": {Severity.ERROR: "қате", Severity.WARNING: "ескерту", Severity.NOTE: "мәлімет"},
    "ru": {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение", Severity.NOTE: "заметка"},
}
_SUMMARY = {
    "en": "Errors: {errors}. Warnings: {warnings}. Notes: {notes}. Accepted: {accepted}.",
    "kk": "Қате: {errors}. Ескерту: {warnings}. Мәлімет: {notes}. Қабылданғаны: {accepted}.",
    "ru": "Ошибки: {errors}. Предупреждения: {warnings}. Заметки: {notes}. Принято: {accepted}.",
}
_OUTCOME_COLUMNS = {
    "en": ("outcome", "tasks", "results", "topics", "items"),
    "kk": ("оқу нәтижесі", "міндеттер", "күтілетін нәтижелер", "тақырыптар", "сұрақтар"),
    "ru": ("результат обучения", "задачи", "ожидаемые результаты", "темы", "вопросы"),
}
_TASK_COLUMNS = {
    "en": ("task", "results", "outcomes"),
    "kk": ("міндет", "күтілетін нәтижелер", "оқу нәтижелері"),
    "ru": ("задача", "ожидаемые результаты", "результаты обучения"),
}
_GAP = "–"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings are open, by severity, and how many a policy accepts."""

    errors: int
    warnings: int
    notes: int
    accepted: int


def counted(findings: Iterable[Finding]) -> Counts:
    """The counts of a summary; an accepted finding is counted as accepted only."""
    totals = dict.fromkeys(Severity, 0)
    accepted = 0
    for finding in findings:
        if finding.accepted_by is None:
            totals[finding.severity] += 1
        else:
            accepted += 1
    return Counts(totals[Severity.ERROR], totals[Severity.WARNING], totals[Severity.NOTE], accepted)


def text_report(findings: Sequence[Finding], language: str) -> str:
    """Open findings as `file:line: CODE severity message`, one a line, and the summary."""
    lines = [_line(finding, language) for finding in findings if finding.accepted_by is None]
    lines.append(_SUMMARY[language].format_map(asdict(counted(findings))))
    return "\n".join(lines) + "\n"


def _line(finding: Finding, language: str) -> str:
    severity = _SEVERITIES[language][finding.severity]
    return f"{printable(finding.file)}:{finding.line}: {finding.code} {severity} {finding.sentence(language)}"


def json_report(path: Path, findings: Sequence[Finding], language: str, coverage: CoverageTable | None = None) -> str:
    """All findings, the accepted ones too, with the keys that the module's docstring promises."""
    report: dict[str, Any] = {
        "format": 1,
        "path": printable(str(path)),
        "language": language,
        "counts": asdict(counted(findings)),
        "findings": [
            {
                "file": finding.file,
                "line": finding.line,
                "code": finding.code,
                "severity": finding.severity.value,
                "message": finding.sentence(language),
                "accepted_by": finding.accepted_by,
            }
            for finding in findings
        ],
    }
    if coverage is not None:
        report["coverage"] = _coverage_values(coverage)
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _coverage_values(table: CoverageTable) -> dict[str, Any]:
    results = dict(table.results_of_task)
    return {
        "outcomes": [{**asdict(row), "levels": dict(row.levels)} for row in table.rows],
        "tasks": [
            {"task": task, "results": results.get(task, ()), "outcomes": outcomes}
            for task, outcomes in table.outcomes_of_task
        ],
    }


def coverage_report(table: CoverageTable, language: str) -> str:
    """Two tables: what each outcome serves and rests on, and what serves each task; a gap is a dash."""
    outcomes = [
        (row.outcome, _listed(row.tasks), _listed(row.results), _listed(row.topics), str(row.items or _GAP))
        for row in table.rows
    ]
    results = dict(table.results_of_task)
    tasks = [(task, _listed(results.get(task, ())), _listed(served)) for task, served in table.outcomes_of_task]
    return _table(_OUTCOME_COLUMNS[language], outcomes) + "\n" + _table(_TASK_COLUMNS[language], tasks)


def _listed(keys: Sequence[str]) -> str:
    return ", ".join(keys) or _GAP


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    ruler = ["-" * width for width in widths]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (columns, ruler, *rows)
    ]
    return "\n".join(lines) + "\n"


def explanation_report(code: Code, language: str) -> str:
    """What a code says, why it matters and how to mend it."""
    heading = f"{code.code} {_SEVERITIES[language][code.severity]}"
    return f"{heading}\n{code.sentence[language]}\n\n{code.explanation[language]}\n"
