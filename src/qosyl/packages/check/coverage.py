"""C: tasks x results x outcomes x topics x items, as a table and as findings where a cell is empty."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qosyl.packages.check.content import Content, module_file
from qosyl.packages.findings import Finding
from qosyl.packages.model.items import Level
from qosyl.packages.model.kit import KitState
from qosyl.packages.model.package import Package


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One outcome: the tasks and results it serves, the topics that teach it, its items of the final test by level."""

    outcome: str
    module: str
    tasks: tuple[str, ...]
    results: tuple[str, ...]
    topics: tuple[str, ...]
    items: int
    levels: tuple[tuple[Level, int], ...]


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """The rows in the order of the plan, and which results and outcomes serve each task and each result."""

    rows: tuple[CoverageRow, ...]
    results_of_task: tuple[tuple[str, tuple[str, ...]], ...]
    outcomes_of_task: tuple[tuple[str, tuple[str, ...]], ...]
    outcomes_of_result: tuple[tuple[str, tuple[str, ...]], ...]


def coverage_table(package: Package) -> CoverageTable:
    """What serves what, gaps included: an empty tuple or a zero is a gap."""
    rows = tuple(_rows(package))
    programme = package.programme
    return CoverageTable(
        rows,
        tuple((task.key, tuple(r.key for r in programme.results if task.key in r.tasks)) for task in programme.tasks),
        tuple((task.key, tuple(row.outcome for row in rows if task.key in row.tasks)) for task in programme.tasks),
        tuple((r.key, tuple(row.outcome for row in rows if r.key in row.results)) for r in programme.results),
    )


def _rows(package: Package) -> Iterator[CoverageRow]:
    counted = Counter((item.outcome, item.level) for item in package.items())
    for module in package.modules:
        for outcome in module.sheet.outcomes:
            levels = tuple((level, counted[outcome.key, level]) for level in Level)
            yield CoverageRow(
                outcome.key,
                module.sheet.key,
                outcome.tasks,
                outcome.results,
                tuple(topic.sheet.number for topic in package.topics() if outcome.key in topic.sheet.outcomes),
                sum(number for _, number in levels),
                levels,
            )


def check_coverage(content: Content) -> Iterator[Finding]:
    """Every gap of the coverage table."""
    table = coverage_table(content.package)
    programme = content.package.programme
    task_places = {task.key: ("tasks", at) for at, task in enumerate(programme.tasks)}
    result_places = {result.key: ("results", at) for at, result in enumerate(programme.results)}
    for code, column, places in (
        ("C001", table.results_of_task, task_places),
        ("C002", table.outcomes_of_task, task_places),
        ("C003", table.outcomes_of_result, result_places),
    ):
        for key, served_by in column:
            if not served_by:
                yield content.at(code, "programme.yaml", places[key], name=key)
    yield from _outcome_gaps(content, table)


def _outcome_gaps(content: Content, table: CoverageTable) -> Iterator[Finding]:
    places = {
        outcome.key: (module_file(module), ("outcomes", at))
        for module in content.package.modules
        for at, outcome in enumerate(module.sheet.outcomes)
    }
    tested = {row.module for row in content.package.assessment.test.rows}
    for row in table.rows:
        file, path = places[row.outcome]
        if not row.topics:
            yield content.at("C004", file, path, name=row.outcome)
        if not row.tasks and not row.results:
            yield content.at("C005", file, path, name=row.outcome)
        if not row.items and row.module in tested and row.topics:
            states = {content.topics[number].sheet.state for number in row.topics}
            code = "C006" if states == {KitState.FINISHED} else "C007"
            yield content.at(code, file, path, name=row.outcome)
