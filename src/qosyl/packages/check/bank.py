"""B: the blueprint of the final test against itself, the plan and the open bank."""

from collections import Counter
from collections.abc import Iterator

from qosyl.packages.check.content import Content, bank_items
from qosyl.packages.findings import Finding
from qosyl.packages.model.assessment import BlueprintRow
from qosyl.packages.model.kit import KitState
from qosyl.rules.blueprint import BankItem, Row, blueprint_problems
from qosyl.rules.reasons import Reason

_FILE = "assessment.yaml"
_USUAL_MULTIPLE = 3
_CODES = {"blueprint.short": "B002", "blueprint.together": "B003", "blueprint.entangled": "B004"}


def check_bank(content: Content) -> Iterator[Finding]:
    """Sums and quotas of the blueprint; whether every row can be filled from the open bank."""
    yield from _sums(content)
    yield from _modules(content)
    yield from _feasibility(content)
    yield from _size(content)


def row_of(row: BlueprintRow) -> Row:
    """A row of the blueprint as the rule reads it."""
    levels = {level.value: least for level, least in row.levels.items()}
    return Row(row.module, row.questions, dict(row.outcomes), levels)


def bank_of(content: Content) -> list[BankItem]:
    """The open bank as the rule reads it."""
    return [
        BankItem(p.item.key, p.module, p.item.outcome, p.item.level.value, frozenset(p.item.enemies))
        for p in bank_items(content.items)
    ]


def _sums(content: Content) -> Iterator[Finding]:
    test = content.package.assessment.test
    total = sum(row.questions for row in test.rows)
    if total != test.questions:
        yield content.at("B001", _FILE, ("test", "questions"), required=test.questions, actual=total)
    for at, row in enumerate(test.rows):
        for name, quotas in (("outcomes", row.outcomes), ("levels", row.levels)):
            asked = sum(quotas.values())
            if asked > row.questions:
                words = {"module": row.module, "required": row.questions, "actual": asked}
                yield content.at("B005", _FILE, ("test", "rows", at, name), **words)
        for outcome in row.outcomes:
            if content.outcomes.get(outcome, row.module) != row.module:
                path = ("test", "rows", at, "outcomes", outcome)
                yield content.at("B006", _FILE, path, name=outcome, module=row.module)


def _modules(content: Content) -> Iterator[Finding]:
    rows = {row.module for row in content.package.assessment.test.rows}
    for module in content.package.modules:
        if module.sheet.key not in rows:
            yield content.at("B007", _FILE, ("test", "rows"), module=module.sheet.key)


def _finished(content: Content) -> set[str]:
    """Modules all topics of which are finished: only their bank can be called too small."""
    return {
        module.sheet.key
        for module in content.package.modules
        if all(topic.sheet.state is KitState.FINISHED for topic in module.topics)
    }


def _feasibility(content: Content) -> Iterator[Finding]:
    rows, finished = content.package.assessment.test.rows, _finished(content)
    places = {row.module: at for at, row in reversed(list(enumerate(rows)))}
    ready = [row_of(row) for row in rows if row.module in finished]
    # Quotas that no bank could meet are a finding of their own (B005); a module twice makes no sense to judge.
    sound = [row for row in ready if max(sum(row.outcomes.values()), sum(row.levels.values())) <= row.questions]
    for reason in _problems_of(sound, bank_of(content)):
        path = ("test", "rows", places[reason.subject.partition(" ")[0]])
        words = {"cell": reason.subject, "required": str(reason.required), "actual": str(reason.actual)}
        yield content.at(_CODES[reason.code], _FILE, path, **words)
    for row in rows:
        if row.module not in finished:
            yield content.at("B009", _FILE, ("test", "rows", places[row.module]), module=row.module)


def _problems_of(rows: list[Row], bank: list[BankItem]) -> tuple[Reason, ...]:
    return blueprint_problems(rows, bank) if rows else ()


def _size(content: Content) -> Iterator[Finding]:
    held = Counter(placed.module for placed in bank_items(content.items))
    multiple, finished = _multiple(content), _finished(content)
    for at, row in enumerate(content.package.assessment.test.rows):
        if row.module in finished and row.questions <= held[row.module] < multiple * row.questions:
            words = {"module": row.module, "actual": held[row.module], "required": multiple * row.questions}
            yield content.at("B008", _FILE, ("test", "rows", at), multiple=multiple, **words)


def _multiple(content: Content) -> int:
    """The multiple that the policy on the conduct of the test sets in its last row."""
    rows = [p.rows[-1].parameters for p in content.package.policies.policies if p.key == "test-conduct" and p.rows]
    value = rows[0].get("bank-multiple") if rows else None
    return value if type(value) is int and value > 0 else _USUAL_MULTIPLE
