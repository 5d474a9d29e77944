"""What the pages of this room show: a cohort's commission with what comes next, a protocol, the learners of a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from qosyl.cohorts.queries import admitted_enrolments, latest_admission_list
from qosyl.commissions.access import may_draw_up, seat_of
from qosyl.commissions.forms import AdmissionRow, ResultRow
from qosyl.commissions.kinds import ProtocolKind
from qosyl.commissions.models import Protocol
from qosyl.commissions.queries import (
    Standing,
    admission_lines,
    commission_in_force,
    correction_of,
    correction_problems,
    enrolments_to_correct,
    entries_of,
    entries_to_decide,
    entry_rules,
    list_is_decided,
    open_protocol,
    protocols_of,
    result_lines,
    sat_tests,
    standing_of,
    unconfirmed_enrolments,
    written_recorded,
)
from qosyl.commissions.reasons import in_words
from qosyl.commissions.words import KINDS, OUTCOMES, SEATS
from qosyl.people.access import scope_of
from qosyl.rules.admission import Outcome
from qosyl.rules.eligibility import NotPresented, Recorded
from qosyl.ui.quantities import in_figures
from qosyl.ui.shapes import Link

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from qosyl.cohorts.models import AdmissionEntry, AdmissionList, Cohort, Enrolment
    from qosyl.commissions.models import Commission, Member
    from qosyl.commissions.queries import SatTest
    from qosyl.localtext import Language
    from qosyl.people.models import User


def shown_points(recorded: Recorded) -> "str | _StrPromise":
    """Points in figures, «not presented», or a dash."""
    if recorded is None:
        return "–"
    return _("not presented") if isinstance(recorded, NotPresented) else in_figures(Fraction(recorded))


def shown_test(recorded: Recorded) -> "str | _StrPromise":
    """Points of the test; whoever did not sit it was absent."""
    return _("absent") if isinstance(recorded, NotPresented) else shown_points(recorded)


def names_of(learners: Sequence["Enrolment"], language: str) -> dict[str, str]:
    """By the public reference of the enrolment, the learner's name: what reasons speak of."""
    return {str(each.uuid): each.learner.full_name.pick(_language(language)) for each in learners}


def refused_names(protocol: Protocol, language: str) -> dict[str, str]:
    """Names of the learners of a protocol, for what a refusal says of them."""
    return names_of([entry.enrolment for entry in entries_of(protocol)], language)


def people_named(people: Sequence["User"], language: str) -> dict[str, str]:
    return {str(person.uuid): person.full_name.pick(_language(language)) for person in people}


def _language(code: str) -> "Language":
    return "ru" if code == "ru" else "kk"


# --- a cohort's commission --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Step:
    """A thing to do next, or why it cannot be done yet."""

    words: "_StrPromise"
    address: str = ""


def commission_page(user: "User", cohort: "Cohort", day: date) -> dict[str, object]:
    commission = commission_in_force(cohort)
    appoints = scope_of(user, "appoint_commission", day).covers(cohort.provider, cohort.branch, cohort.uuid)
    draws_up = may_draw_up(user, day, cohort)
    return {
        "cohort": cohort,
        "trail": cohort_trail(cohort),
        "commission": commission,
        "seats": _seats(commission) if commission else [],
        "protocols": [(protocol, KINDS[protocol.kind]) for protocol in protocols_of(cohort)],
        "may_appoint": appoints,
        "steps": _steps(cohort, commission) if draws_up else [],
    }


def cohort_trail(cohort: "Cohort", here: "str | _StrPromise" = "") -> list[Link]:
    own = reverse("commissions:commission", kwargs={"cohort": cohort.uuid})
    trail = [
        Link(_("Cohorts"), reverse("cohorts:cohorts")),
        Link(
            cohort.title.pick(_language(get_language() or "kk")),
            reverse("cohorts:cohort", kwargs={"cohort": cohort.uuid}),
        ),
        Link(_("Commission"), own),
    ]
    return [*trail, Link(here)] if here else trail


def _seats(commission: "Commission") -> list[tuple["Member", "_StrPromise"]]:
    return [(member, SEATS[member.seat]) for member in commission.members.all()]


def _steps(cohort: "Cohort", commission: "Commission | None") -> list[Step]:
    """What whoever draws up protocols can do now; a step without an address says what it waits for."""
    if commission is None:
        return []
    return [_admission_step(cohort), _results_step(cohort)]


def _admission_step(cohort: "Cohort") -> Step:
    found = latest_admission_list(cohort)
    if open_protocol(cohort, ProtocolKind.ADMISSION):
        return Step(_("The protocol of admission awaits confirmation by the members."))
    if found is None or found.withdrawn_at is not None:
        return Step(_("A protocol of admission waits for the admission list of the coordinator."))
    if list_is_decided(found):
        return Step(_("Admission is decided by a confirmed protocol."))
    return Step(
        _("Draw up the protocol of admission"), reverse("commissions:admission", kwargs={"cohort": cohort.uuid})
    )


def _results_step(cohort: "Cohort") -> Step:
    if open_protocol(cohort, ProtocolKind.RESULTS):
        return Step(_("The protocol of results awaits confirmation by the members."))
    if not admitted_enrolments(cohort):
        return Step(_("A protocol of results waits until learners are admitted."))
    if not unconfirmed_enrolments(cohort):
        return Step(_("The results of all admitted learners are confirmed."))
    return Step(_("Draw up the protocol of results"), reverse("commissions:results", kwargs={"cohort": cohort.uuid}))


# --- one protocol -----------------------------------------------------------------------------------------------------
def protocol_page(user: "User", protocol: Protocol, day: date, language: str) -> dict[str, object]:
    """A protocol as it is read and printed, with what this reader may do to it."""
    commission, cohort = protocol.commission, protocol.commission.cohort
    standing = standing_of(protocol)
    is_open = protocol.confirmed_at is None and protocol.withdrawn_at is None
    seat = seat_of(user, commission)
    voices = {each.member_id: each for each in protocol.confirmations.all()}
    return {
        "protocol": protocol,
        "commission": commission,
        "cohort": cohort,
        "trail": cohort_trail(cohort, KINDS[protocol.kind]),
        "kind": KINDS[protocol.kind],
        "members": [
            {"member": member, "seat": SEATS[member.seat], "voice": voices.get(member.pk)}
            for member in _members(protocol)
        ],
        "lacking": [in_words(reason, {}) for reason in standing.lacking] if is_open else [],
        "may_confirm": protocol.withdrawn_at is None and _is_awaited(standing, seat),
        "may_withdraw": is_open and may_draw_up(user, day, cohort),
        "may_correct": not correction_problems(protocol) and may_draw_up(user, day, cohort),
        "correction": correction_of(protocol),
        "admission": _admission_rows(protocol) if protocol.kind == ProtocolKind.ADMISSION else [],
        "results": _result_rows(protocol) if protocol.kind == ProtocolKind.RESULTS else [],
        "language": language,
    }


def _members(protocol: Protocol) -> list["Member"]:
    return list(protocol.commission.members.select_related("person"))


def _is_awaited(standing: Standing, seat: "Member | None") -> bool:
    return seat is not None and seat.pk in {member.pk for member in standing.awaited}


def _admission_rows(protocol: Protocol) -> list[dict[str, object]]:
    return [
        {
            "learner": line.enrolment.learner,
            "group": line.enrolment.group,
            "earned": line.earned,
            "taught": line.taught,
            "outcome": OUTCOMES[line.outcome],
            "absent": line.outcome is Outcome.ABSENT,
            "admitted": line.admitted,
            "departs": line.departs,
            "grounds": line.grounds,
        }
        for line in admission_lines(protocol)
    ]


def _result_rows(protocol: Protocol) -> list[dict[str, object]]:
    return [
        {
            "learner": line.enrolment.learner,
            "group": line.enrolment.group,
            "points": shown_test(line.points),
            "other": shown_points(line.other_points) if line.reading is not None else "",
            "reading": line.reading,
            "grounds": line.grounds,
            "works": shown_points(line.works),
            "project": shown_points(line.project),
        }
        for line in result_lines(protocol)
    ]


# --- drafts -----------------------------------------------------------------------------------------------------------
def list_to_decide(cohort: "Cohort") -> "AdmissionList | None":
    """The admission list on which no confirmed protocol has decided."""
    found = latest_admission_list(cohort)
    return None if found is None or found.withdrawn_at is not None or list_is_decided(found) else found


def admission_draft(found: "AdmissionList | None") -> tuple[list["AdmissionEntry"], list[AdmissionRow]]:
    entries = entries_to_decide(found) if found else []
    return entries, [AdmissionRow(entry.pk, str(entry.enrolment.uuid), Outcome(entry.outcome)) for entry in entries]


@dataclass(frozen=True, slots=True)
class ResultsDraft:
    """Learners of the next protocol of results with what the sittings say of them, and the highest points."""

    learners: Sequence["Enrolment"]
    tests: Mapping[int, "SatTest"]
    works_maximum: int
    project_maximum: int

    @property
    def rows(self) -> list[ResultRow]:
        return [self._row(enrolment) for enrolment in self.learners]

    def points_of(self, enrolment: "Enrolment") -> tuple["str | _StrPromise", "str | _StrPromise | None"] | None:
        """Points by the answers received in time, and with claims where those lead elsewhere; None: no test."""
        sat = self.tests.get(enrolment.pk)
        if sat is None:
            return None
        claimed = shown_points(sat.readings.with_claims) if sat.readings.differ else None
        return shown_points(sat.readings.in_time), claimed

    def is_outside_register(self, enrolment: "Enrolment") -> bool:
        """Whether there is a test to which the register of the sitting admitted nobody."""
        sat = self.tests.get(enrolment.pk)
        return sat is not None and not sat.readings.in_register

    def _row(self, enrolment: "Enrolment") -> ResultRow:
        sat = self.tests.get(enrolment.pk)
        differ = sat is not None and sat.readings.differ
        in_register = sat is None or sat.readings.in_register
        return ResultRow(enrolment.pk, str(enrolment.uuid), sat is not None, differ, in_register)


def correction_against(protocol: Protocol) -> str:
    """Why a protocol cannot be corrected, in words; nothing where it can."""
    return " ".join(in_words(reason, {}) for reason in correction_problems(protocol))


def correction_draft(protocol: Protocol, day: date) -> ResultsDraft:
    """Learners for whom a protocol is in force, with what the sittings say of them now."""
    cohort = protocol.commission.cohort
    rules = entry_rules(cohort, day)
    return ResultsDraft(
        enrolments_to_correct(protocol), sat_tests(cohort), rules.works_maximum.value, rules.project_maximum.value
    )


def results_said(protocol: Protocol) -> dict[str, object]:
    """What a protocol of results says, as the form of its correction begins."""
    said: dict[str, object] = {}
    for line in result_lines(protocol):
        key = str(line.enrolment.uuid)
        said |= {
            f"works-{key}": written_recorded(line.works) or "",
            f"project-{key}": written_recorded(line.project) or "",
            f"absent-{key}": isinstance(line.points, NotPresented),
            f"reading-{key}": line.reading.value if line.reading else "",
            f"grounds-{key}": line.grounds,
        }
    return said


def results_draft(cohort: "Cohort", day: date) -> ResultsDraft:
    rules = entry_rules(cohort, day)
    return ResultsDraft(
        unconfirmed_enrolments(cohort), sat_tests(cohort), rules.works_maximum.value, rules.project_maximum.value
    )
