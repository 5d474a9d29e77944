"""Accounts of learners, whom a coordinator enters: no password is made, the learner chooses one on joining.

Whether a coordinator may do so is asked by the room of cohorts, which knows the cohort that the learner joins.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qosyl.localtext import Language
from qosyl.people.actions.accounts import enter_account
from qosyl.people.actions.names import PersonalName, write_names
from qosyl.people.actions.records import record_on_person
from qosyl.people.models import LearnerCard, Provider, User
from qosyl.people.sign_in_names import SignInName


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a learner works; any part may be unknown."""

    organisation: str = ""
    position: str = ""
    district: str = ""

    def __bool__(self) -> bool:
        return bool(self.organisation or self.position or self.district)


@dataclass(frozen=True, slots=True)
class NewLearner:
    """What a list says of a learner who has no account yet."""

    kk: PersonalName
    ru: PersonalName
    contacts: tuple[SignInName, ...] = ()
    language: Language = "kk"
    workplace: Workplace = Workplace()


@transaction.atomic
def open_learner_account(actor: User, provider: Provider, learner: NewLearner, *, at: datetime) -> User:
    """Open an account without a password: nobody signs in by it before an invitation is accepted.

    :raises NameTaken: when a contact already belongs to somebody.
    """
    user = User(
        language=learner.language,
        created_at=at,
        opened_by=provider,
        **{contact.kind: contact.value for contact in learner.contacts},
    )
    write_names(user, learner.kk, learner.ru)
    user.set_unusable_password()
    enter_account(actor, provider, user, learner.contacts, None, at)
    if learner.workplace:
        write_workplace(actor, user, learner.workplace, at=at)
    return user


@transaction.atomic
def write_workplace(actor: User, person: User, workplace: Workplace, *, at: datetime) -> None:
    """Write where a learner works; what is left empty stays as it was."""
    card = LearnerCard.objects.filter(user=person).first() or LearnerCard(user=person)
    card.organisation = workplace.organisation or card.organisation
    card.position = workplace.position or card.position
    card.district = workplace.district or card.district
    card.save()
    record_on_person("write_workplace", actor, person, at)
