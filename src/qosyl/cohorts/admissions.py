"""Admission lists as facts: candidates for the rule, what was proposed, and which decision holds of a learner.

Here belongs gathering. Not here: who is proposed and what may be decided (`rules.admission`), writing
(`actions.admission`).
"""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from qosyl.cohorts.ledgers import ledgers_of
from qosyl.cohorts.models import AdmissionDecision, AdmissionEntry, AdmissionList, Cohort, Enrolment
from qosyl.programmes.access import published_package
from qosyl.programmes.provisions import document_rules
from qosyl.rules.admission import Candidate, Outcome, Proposal, Threshold
from qosyl.rules.eligibility import Admission
from qosyl.rules.enrolment import State
from qosyl.rules.reasons import reason_of

#: Whoever is or was to study here, and has neither left nor finished.
CANDIDATES = (State.ENROLLED, State.STUDYING, State.INTERRUPTED)
_OF_PROPOSAL = {
    Outcome.PROPOSED: Admission.ADMITTED,
    Outcome.NOT_PROPOSED: Admission.NOT_ADMITTED,
    Outcome.ABSENT: Admission.ABSENT,
}


def threshold_of(cohort: Cohort) -> Threshold:
    """What the provider decided when it opened the cohort: a percentage, or expressly none."""
    return Threshold(cohort.threshold_percent, cohort.threshold_clause)


def candidates_of(cohort: Cohort) -> dict[str, tuple[Enrolment, Candidate]]:
    """Everybody to be listed, by public reference, with the hours earned and taught before final assessment."""
    enrolments = list(
        cohort.enrolments.filter(state__in=CANDIDATES)
        .select_related("learner", "group")
        .order_by("group__number", "learner__folded_name", "id")
    )
    hours = {pk: ledger.teaching for pk, ledger in ledgers_of(enrolments).items()}
    return {
        str(one.uuid): (
            one,
            Candidate(str(one.uuid), State(one.state), hours[one.pk].earned, hours[one.pk].delivered),
        )
        for one in enrolments
    }


def lists_of(cohort: Cohort) -> list[AdmissionList]:
    """All lists of a cohort, the newest first; `is_confirmed` says whether the commission has decided."""
    return list(with_standing(cohort.admission_lists.all()).select_related("proposed_by").order_by("-number"))


def latest_admission_list(cohort: Cohort) -> AdmissionList | None:
    """The newest list that was not withdrawn, with `is_confirmed`."""
    return with_standing(cohort.admission_lists.filter(withdrawn_at=None)).order_by("-number").first()


def with_standing(lists: QuerySet[AdmissionList]) -> QuerySet[AdmissionList]:
    """The lists with `is_confirmed`: whether the commission has decided of them."""
    decided = AdmissionDecision.objects.filter(entry__admission_list=OuterRef("pk"))
    return lists.annotate(is_confirmed=Exists(decided))


def is_confirmed(found: AdmissionList) -> bool:
    """Whether the commission has decided of this list."""
    known = getattr(found, "is_confirmed", None)
    if known is None:
        return AdmissionDecision.objects.filter(entry__admission_list=found).exists()
    return bool(known)


def entries_of(found: AdmissionList) -> list[AdmissionEntry]:
    """Entries of a list by group and name, with learner and decision; one query."""
    rows = found.entries.select_related("enrolment__learner", "enrolment__group", "decision")
    return list(rows.order_by("enrolment__group__number", "enrolment__learner__folded_name", "id"))


def proposal_of(entry: AdmissionEntry) -> Proposal:
    """What the rule proposed then; nothing is computed anew, hours may have changed since."""
    learner = str(entry.enrolment.uuid)
    return Proposal(learner, Outcome(entry.outcome), tuple(reason_of(stored) for stored in entry.reasons))


def admission_facts_of(enrolments: Iterable[Enrolment]) -> dict[int, tuple[Admission, bool]]:
    """What the lists say of each enrolment by its id, and whether the commission confirmed it; one query.

    The newest decision holds. Where the commission has not decided yet, the newest list that stands says what is
    proposed, unconfirmed; without any list nothing is decided.
    """
    wanted = list(enrolments)
    rows = (
        AdmissionEntry.objects.filter(enrolment__in=wanted, admission_list__withdrawn_at=None)
        .select_related("decision")
        .order_by("admission_list__number")
    )
    found: dict[int, tuple[Admission, bool]] = {one.pk: (Admission.UNDECIDED, False) for one in wanted}
    for entry in rows:
        decision = decision_of(entry)
        if decision is not None:
            found[entry.enrolment_id] = (_decided(entry, decision), True)
        elif not found[entry.enrolment_id][1]:
            found[entry.enrolment_id] = (_OF_PROPOSAL[Outcome(entry.outcome)], False)
    return found


def admission_facts(enrolment: Enrolment) -> tuple[Admission, bool]:
    """The same of one learner: what is said, and whether the commission confirmed it."""
    return admission_facts_of([enrolment])[enrolment.pk]


def decision_of(entry: AdmissionEntry) -> AdmissionDecision | None:
    """What the commission decided of an entry; None before."""
    return getattr(entry, "decision", None)


def _decided(entry: AdmissionEntry, decision: AdmissionDecision) -> Admission:
    if decision.admitted:
        return Admission.ADMITTED
    return Admission.ABSENT if entry.outcome == Outcome.ABSENT else Admission.NOT_ADMITTED


def admitted_enrolments(cohort: Cohort) -> list[Enrolment]:
    """Learners who may sit the final test: admitted by the commission, or by the list where no commission confirms."""
    enrolments: Sequence[Enrolment] = list(
        cohort.enrolments.filter(state__in=(State.STUDYING, State.COMPLETED))
        .select_related("learner", "group", "cohort__provider")
        .order_by("group__number", "learner__folded_name", "id")
    )
    facts = admission_facts_of(enrolments)
    asks = document_rules(published_package(cohort.publication), cohort.ends_on).commission_confirms.value
    return [one for one in enrolments if facts[one.pk][0] is Admission.ADMITTED and (facts[one.pk][1] or not asks)]
