"""What is recorded of a learner, gathered out of the rooms below for the rule of eligibility, and the rule's answer.

Here belongs gathering, for a whole cohort in a fixed number of queries. Not here: what follows from the facts
(`rules.eligibility`), and issuing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qosyl.cohorts.queries import admission_facts_of, ledgers_of, package_of_cohort
from qosyl.commissions.queries import ConfirmedEntry, confirmed_entries
from qosyl.packages.model.package import Package
from qosyl.programmes.provisions import document_rules, hours_in_all
from qosyl.rules.eligibility import Admission, DocumentRules, Eligibility, LearnerFacts, eligibility
from qosyl.rules.scales import Exact

if TYPE_CHECKING:
    from qosyl.cohorts.models import Cohort, Enrolment


@dataclass(frozen=True, slots=True)
class Case:
    """A learner's facts, the policies of the day of decision, and the document that follows from them."""

    enrolment: "Enrolment"
    facts: LearnerFacts
    rules: DocumentRules
    decision: Eligibility
    #: The confirmed protocol of results on which it rests, if there is one.
    entry: ConfirmedEntry | None


def cases_of(cohort: "Cohort", enrolments: Iterable["Enrolment"], day: date) -> list[Case]:
    """The case of each of these learners of one cohort, in their order."""
    wanted = list(enrolments)
    package = package_of_cohort(cohort)
    admissions, entries, ledgers = admission_facts_of(wanted), confirmed_entries(cohort), ledgers_of(wanted)
    return [_case(one, package, admissions[one.pk], entries.get(one.pk), ledgers[one.pk].earned, day) for one in wanted]


def case_of(enrolment: "Enrolment", day: date) -> Case:
    """The case of one learner."""
    return cases_of(enrolment.cohort, [enrolment], day)[0]


def learner_facts(
    enrolment: "Enrolment",
    package: Package,
    admission: tuple[Admission, bool],
    entry: ConfirmedEntry | None,
    hours_earned: Exact,
) -> LearnerFacts:
    """The record of one learner as the rule reads it."""
    cohort = enrolment.cohort
    return LearnerFacts(
        admission=admission[0],
        admission_confirmed=admission[1],
        test=entry.points if entry else None,
        results_confirmed=entry is not None,
        works=entry.works if entry else None,
        project=entry.project if entry else None,
        hours_earned=hours_earned,
        hours_planned=hours_in_all(package),
        name_confirmed=enrolment.names_confirmed_at is not None,
        version_approved=not cohort.publication.version.is_trial,
        demo=cohort.provider.is_demo,
    )


def _case(
    enrolment: "Enrolment",
    package: Package,
    admission: tuple[Admission, bool],
    entry: ConfirmedEntry | None,
    hours_earned: Exact,
    day: date,
) -> Case:
    # The policies of the day on which the commission decided; while it has not, those of the day of asking.
    rules = document_rules(package, entry.dated if entry else day)
    facts = learner_facts(enrolment, package, admission, entry, hours_earned)
    return Case(enrolment, facts, rules, eligibility(facts, rules), entry)
