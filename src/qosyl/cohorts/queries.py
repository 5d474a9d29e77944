"""Questions about cohorts that ask for no person: counts, histories, the programme of a cohort."""

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet

from qosyl.cohorts.admissions import admission_facts, admission_facts_of, admitted_enrolments, latest_admission_list
from qosyl.cohorts.admissions import entries_of as admission_entries
from qosyl.cohorts.admissions import proposal_of as admission_proposal
from qosyl.cohorts.attendances import journal_of
from qosyl.cohorts.invitations import ENROLLED, digest_of
from qosyl.cohorts.ledgers import ledger_of, ledgers_of
from qosyl.cohorts.models import Cohort, Enrolment, EnrolmentChange, Group, Invitation, Session
from qosyl.cohorts.roster import GroupPlace, KnownPerson, RosterFacts
from qosyl.cohorts.timetables import digest_of as timetable_mark
from qosyl.cohorts.timetables import sessions_of, usual_wishes
from qosyl.packages.model.package import Package
from qosyl.people.queries import people_by_contact, those_of
from qosyl.people.sign_in_names import SignInName
from qosyl.programmes.access import published_package
from qosyl.rules.enrolment import Act, Actor, Change, State
from qosyl.rules.names import fold_name

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User

#: Questions that stand in modules of their own, and are asked through this door.
__all__ = [
    "admission_entries",
    "admission_facts",
    "admission_facts_of",
    "admission_proposal",
    "admitted_enrolments",
    "journal_of",
    "latest_admission_list",
    "ledger_of",
    "ledgers_of",
    "sessions_of",
    "timetable_mark",
    "usual_wishes",
]


def package_of_cohort(cohort: Cohort) -> Package:
    """The programme of the publication to which the cohort is pinned; read once a process."""
    return published_package(cohort.publication)


def groups_of(cohort: Cohort) -> list[Group]:
    """Groups of a cohort in their order."""
    return list(cohort.groups.all())


def learners_by_group(cohort: Cohort) -> defaultdict[int, Counter[State]]:
    """How many learners of each group (by id) are in each state."""
    found: defaultdict[int, Counter[State]] = defaultdict(Counter)
    rows = cohort.enrolments.order_by().values_list("group", "state").annotate(many=Count("id"))
    for group, state, many in rows:
        found[group][State(state)] = many
    return found


def learners_by_state(cohort: Cohort) -> Counter[State]:
    """How many learners of a cohort are in each state."""
    rows = cohort.enrolments.order_by().values_list("state").annotate(many=Count("id"))
    return Counter({State(state): many for state, many in rows})


def changes_of(enrolment: Enrolment) -> list[EnrolmentChange]:
    """The history of an enrolment, the first change first, with who did it."""
    return list(enrolment.changes.select_related("actor"))


def history_of(enrolment: Enrolment) -> list[Change]:
    """The same as the rule reads it."""
    return [
        Change(Act(act), Actor(by), reason) for act, by, reason in enrolment.changes.values_list("act", "by", "reason")
    ]


def number_after(provider: "Provider") -> int:
    """The number of the provider's next cohort."""
    return (Cohort.objects.filter(provider=provider).aggregate(last=Max("number"))["last"] or 0) + 1


def roster_facts(cohort: Cohort, group: Group | None, contacts: frozenset[SignInName]) -> RosterFacts:
    """What a pasted list is judged by: the groups it may fill, owners of its contacts, learners of the cohort."""
    groups = [group] if group is not None else groups_of(cohort)
    people = people_by_contact(contacts)
    ours = those_of(cohort.provider, people.values())
    learners = {each.learner.pk: each.learner for each in cohort.enrolments.select_related("learner")}
    return RosterFacts(
        groups=tuple(GroupPlace(each.uuid, each.number, each.language) for each in groups),
        people={
            contact: KnownPerson(
                uuid=person.uuid,
                name=person.full_name.kk,
                folded_names=folded_names(person),
                is_ours=person.pk in ours,
                is_enrolled=person.pk in learners,
            )
            for contact, person in people.items()
        },
        enrolled={name: person.uuid for person in learners.values() for name in folded_names(person)},
    )


def folded_names(person: "User") -> frozenset[str]:
    """Both spellings of a name as names are compared."""
    written = (person.full_name.kk, person.full_name.ru)
    return frozenset(folded for name in written if (folded := fold_name(name)))


def invitation_with(token: str) -> Invitation | None:
    """The invitation of a link, with everything that its page shows."""
    return (
        Invitation.objects.filter(token_digest=digest_of(token))
        .select_related(
            "enrolment__learner",
            "enrolment__group",
            "enrolment__cohort__provider",
            "enrolment__cohort__branch",
            "enrolment__cohort__publication__version",
        )
        .defer("enrolment__cohort__publication__version__content", "enrolment__cohort__publication__difference")
        .first()
    )


def invited_without_answer(cohort: Cohort) -> QuerySet[Enrolment]:
    """Learners who may still join by a link, by group and name; those enrolled by order are among them."""
    joinable = {State.INVITED.value, *(state.value for state in ENROLLED)}
    return (
        cohort.enrolments.filter(state__in=joinable, names_confirmed_at=None)
        .select_related("learner", "group", "cohort__provider", "cohort__branch")
        .order_by("group__number", "learner__folded_name", "id")
    )


def next_sessions(enrolment: Enrolment, today: date) -> list[Session]:
    """Sessions of the learner's group from today on, with topic and tutor, the next one first."""
    rows = Session.objects.filter(group=enrolment.group_id, cancelled_at=None, day__gte=today)
    return list(rows.select_related("topic", "tutor").order_by("day", "start", "id"))
