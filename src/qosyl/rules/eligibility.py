"""Which document a learner has earned: a certificate, a statement of attendance, nothing, or not to be said yet.

Here belong the conditions and all that are not met. Not here: points (`scoring`), the proposal of admission
(`admission`), numbers, seals and the act of issuing, which needs a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from qosyl.rules.provisions import Provision
from qosyl.rules.reasons import Reason
from qosyl.rules.scales import Exact

_WHOLE = 100


class Document(StrEnum):
    CERTIFICATE = "certificate"
    STATEMENT = "statement"
    NOTHING = "nothing"
    #: Something that decides has not been recorded or confirmed; nothing may be issued meanwhile.
    UNDECIDED = "undecided"


class Admission(StrEnum):
    """What the commission's list says of the learner; `UNDECIDED` while there is no list."""

    ADMITTED = "admitted"
    NOT_ADMITTED = "not-admitted"
    ABSENT = "absent"
    UNDECIDED = "undecided"


class NotPresented(StrEnum):
    """A record in place of points: the learner did not present it. It lets a protocol close."""

    NOT_PRESENTED = "not-presented"


NOT_PRESENTED = NotPresented.NOT_PRESENTED
#: Points, «not presented», or None while nothing is recorded.
Recorded = Exact | NotPresented | None


@dataclass(frozen=True, slots=True)
class LearnerFacts:
    """Everything that decides, as recorded. Points of the test, of the mean of the works, of the project."""

    admission: Admission
    admission_confirmed: bool
    test: Recorded
    results_confirmed: bool
    works: Recorded
    project: Recorded
    hours_earned: Exact
    hours_planned: int
    name_confirmed: bool
    version_approved: bool
    demo: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRules:
    """The policies in force on the day of the decision; None asks nothing."""

    pass_mark: Provision[int]
    mark_itself_passes: Provision[bool]
    results_recorded: Provision[bool]
    project_at_least: Provision[int | None]
    works_at_least: Provision[int | None]
    attendance_percent: Provision[int | None]
    commission_confirms: Provision[bool]
    absent_gets_document: Provision[bool]
    statement_prints_hours: Provision[bool]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`awaited`: what nobody has decided yet; `no_certificate`, `no_statement`: conditions that are not met.

    `specimen`: why the document, whichever it is, is only a specimen. `hours`: what the document prints.
    """

    document: Document
    awaited: tuple[Reason, ...]
    no_certificate: tuple[Reason, ...]
    no_statement: tuple[Reason, ...]
    specimen: tuple[Reason, ...]
    hours: Exact | None

    @property
    def unmet(self) -> tuple[Reason, ...]:
        """Every condition between the learner and a certificate, each once."""
        return tuple(dict.fromkeys((*self.awaited, *self.no_statement, *self.no_certificate)))


def eligibility(facts: LearnerFacts, rules: DocumentRules) -> Eligibility:
    """The document that follows from the facts, with every unmet condition, not only the first."""
    admission = tuple(_admission_problems(facts, rules))
    awaited = tuple(_awaited(facts, rules))
    no_certificate = (*admission, *_test_problems(facts, rules), *_gate_problems(facts, rules))
    no_statement = () if _is_absent_with_document(facts, rules) else admission
    document = _document(awaited, no_certificate, no_statement)
    return Eligibility(
        document, awaited, no_certificate, no_statement, tuple(_specimen(facts)), _hours(document, facts, rules)
    )


def _document(
    awaited: tuple[Reason, ...], no_certificate: tuple[Reason, ...], no_statement: tuple[Reason, ...]
) -> Document:
    if awaited:
        return Document.UNDECIDED
    if not no_certificate:
        return Document.CERTIFICATE
    return Document.NOTHING if no_statement else Document.STATEMENT


def _awaited(facts: LearnerFacts, rules: DocumentRules) -> Iterator[Reason]:
    """What must be recorded or confirmed first. Of a learner who is not admitted no result is awaited."""
    clause = rules.commission_confirms.clause
    if facts.admission is Admission.UNDECIDED:
        yield Reason("document.admission-undecided", required=1, actual=0, clause=clause)
        return
    if rules.commission_confirms.value and not facts.admission_confirmed:
        yield Reason("document.admission-unconfirmed", required=1, actual=0, clause=clause)
    if facts.admission is Admission.ADMITTED:
        yield from _results_awaited(facts, rules)
    gets_one = facts.admission is Admission.ADMITTED or _is_absent_with_document(facts, rules)
    if gets_one and not facts.name_confirmed:
        yield Reason("document.name-unconfirmed", required=1, actual=0)


def _results_awaited(facts: LearnerFacts, rules: DocumentRules) -> Iterator[Reason]:
    if facts.test is None:
        yield Reason("document.test-unrecorded", required=1, actual=0, clause=rules.pass_mark.clause)
    if rules.results_recorded.value:
        for name, recorded in (("works", facts.works), ("project", facts.project)):
            if recorded is None:
                yield Reason(f"document.{name}-unrecorded", 1, 0, clause=rules.results_recorded.clause)
    if not facts.results_confirmed:
        yield Reason("document.results-unconfirmed", 1, 0, clause=rules.commission_confirms.clause)


def _is_absent_with_document(facts: LearnerFacts, rules: DocumentRules) -> bool:
    return facts.admission is Admission.ABSENT and rules.absent_gets_document.value


def _admission_problems(facts: LearnerFacts, rules: DocumentRules) -> Iterator[Reason]:
    if facts.admission in {Admission.NOT_ADMITTED, Admission.ABSENT}:
        required, clause = str(Admission.ADMITTED), rules.absent_gets_document.clause
        yield Reason("document.not-admitted", required, str(facts.admission), clause=clause)


def _test_problems(facts: LearnerFacts, rules: DocumentRules) -> Iterator[Reason]:
    mark = rules.pass_mark
    if not isinstance(facts.test, int | Fraction):
        yield Reason("document.test", mark.value, _as_amount(facts.test), clause=mark.clause)
    elif facts.test < mark.value:
        yield Reason("document.test", mark.value, facts.test, clause=mark.clause)
    elif facts.test == mark.value and not rules.mark_itself_passes.value:
        yield Reason("document.test", mark.value, facts.test, clause=rules.mark_itself_passes.clause)


def _gate_problems(facts: LearnerFacts, rules: DocumentRules) -> Iterator[Reason]:
    """Stricter conditions that a version may switch on; what was not presented counts nothing."""
    gates = (("works", facts.works, rules.works_at_least), ("project", facts.project, rules.project_at_least))
    for name, recorded, least in gates:
        points = recorded if isinstance(recorded, int | Fraction) else 0
        if least.value is not None and points < least.value:
            yield Reason(f"document.{name}", least.value, _as_amount(recorded), clause=least.clause)
    share = rules.attendance_percent
    if share.value is not None and facts.hours_earned * _WHOLE < share.value * facts.hours_planned:
        actual = Fraction(facts.hours_earned * _WHOLE, facts.hours_planned)
        yield Reason("document.attendance", share.value, actual, clause=share.clause)


def _as_amount(recorded: Recorded) -> Exact | str | None:
    return str(recorded) if isinstance(recorded, NotPresented) else recorded


def _specimen(facts: LearnerFacts) -> Iterator[Reason]:
    if not facts.version_approved:
        yield Reason("document.version-is-a-trial", required="approved", actual="trial")
    if facts.demo:
        yield Reason("document.demo", required="provider", actual="demo")


def _hours(document: Document, facts: LearnerFacts, rules: DocumentRules) -> Exact | None:
    """A certificate prints the hours of the programme, a statement those that the learner earned."""
    if document is Document.CERTIFICATE:
        return facts.hours_planned
    if document is Document.STATEMENT and rules.statement_prints_hours.value:
        return facts.hours_earned
    return None
