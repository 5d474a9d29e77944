"""Opening, closing and opening again of accounts, and passwords. Each is checked, done and recorded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from qosyl.audit.actions import record_act, record_refusal
from qosyl.localtext import Language
from qosyl.people.access import NotVisible, only_learns_at, person_named, require
from qosyl.people.actions.names import PersonalName, write_names
from qosyl.people.actions.providers import lock_provider
from qosyl.people.actions.records import local_day, record_on_person
from qosyl.people.actions.roles import LastAdministrator, administers, hold, is_administered
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName, new_password, new_personal_code

_ATTEMPTS_AT_A_FREE_CODE = 20


class NameTaken(Exception):
    """Another account already signs in by a name of this kind."""


class AlreadyOpened(Exception):
    """This very form has opened an account: it was sent twice."""

    def __init__(self, user: User) -> None:
        super().__init__(str(user.uuid))
        self.user = user


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the person who opened an account hands over, once: the user and the first password."""

    user: User
    password: str


def open_account(  # noqa: PLR0913 - a person's names and ways to sign in
    actor: User | None,
    provider: Provider,
    *,
    kk: PersonalName,
    ru: PersonalName,
    role: Role | None,
    at: datetime,
    contacts: tuple[SignInName, ...] = (),
    language: Language = "kk",
    password: str | None = None,
    once: UUID | None = None,
) -> NewAccount:
    """Open an account with a personal code and, if given, phone and e-mail; ``actor`` None is the command line.

    ``once`` names the form that was sent: the same form opens one account, however often it arrives.

    :raises NameTaken: when a contact already belongs to somebody. That is recorded: whoever asks after one number
        after another is seen doing so.
    :raises AlreadyOpened: this form has opened an account.
    """
    if actor is not None:
        require(actor, "look_after_people", local_day(at), provider)
    user = User(
        language=language,
        created_at=at,
        must_change_password=password is None,
        opened_by=provider,
        opened_with=once,
        **{contact.kind: contact.value for contact in contacts},
    )
    write_names(user, kk, ru)
    first_password = password or new_password()
    user.set_password(first_password)
    try:
        with transaction.atomic():
            enter_account(actor, provider, user, contacts, role, at)
    except NameTaken as taken:
        _record_taken(actor, provider, str(taken), at)
        raise
    return NewAccount(user, first_password)


def enter_account(
    actor: User | None,
    provider: Provider,
    user: User,
    contacts: tuple[SignInName, ...],
    role: Role | None,
    at: datetime,
) -> None:
    """Write the account with a personal code of its own, and the role; the caller has asked whether ``actor`` may."""
    _refuse_twice(user)
    _refuse_taken(contacts)
    user.code = _free_code()
    _save_new(user, contacts)
    record_act(
        "open_account",
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="user",
        thing=str(user.uuid),
    )
    if role is not None:
        hold(actor, user, role, provider, since=local_day(at), until=None, at=at)


def _save_new(user: User, contacts: tuple[SignInName, ...]) -> None:
    """Write the row; where somebody took one of the names a moment ago, or sent the same form, say which."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        _refuse_twice(user)
        _refuse_taken(contacts)
        raise


def _refuse_twice(user: User) -> None:
    opened = User.objects.filter(opened_with=user.opened_with).first() if user.opened_with else None
    if opened is not None:
        raise AlreadyOpened(opened)


def _refuse_taken(contacts: tuple[SignInName, ...]) -> None:
    for contact in contacts:
        if person_named(contact.kind, contact.value) is not None:
            raise NameTaken(contact.kind)


def _record_taken(actor: User | None, provider: Provider, kind: str, at: datetime) -> None:
    """The number itself is personal data and stays out of the record."""
    if actor is not None:
        record_refusal(
            "open_account",
            at=at,
            actor=actor.uuid,
            provider=provider.uuid,
            thing_kind="sign_in_name",
            thing=kind,
        )


def _free_code() -> str:
    for _ in range(_ATTEMPTS_AT_A_FREE_CODE):
        code = new_personal_code()
        if person_named("code", code) is None:
            return code
    raise RuntimeError("no free personal code was found; the random source of this machine repeats itself")


@transaction.atomic
def renew_password(actor: User, person: User, *, at: datetime) -> str:
    """Give a person a new first password, which is shown once and must be replaced at the next sign-in.

    Who did so and when stays with the account: for a while somebody else could have signed in as this person.
    """
    _require_for_whole_person(actor, person, at)
    password = _give_first_password(actor, person, at)
    record_on_person("renew_password", actor, person, at)
    return password


@transaction.atomic
def renew_learners_password(actor: User, person: User, provider: Provider, enrolment: UUID, *, at: datetime) -> str:
    """The same for a learner of a cohort. The room of cohorts has asked whether ``actor`` may.

    :raises NotVisible: the account is closed, was never joined, or serves something else than learning here.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    is_ours = locked.is_active and locked.has_usable_password() and only_learns_at(locked, provider, local_day(at))
    if not is_ours:
        raise NotVisible
    password = _give_first_password(actor, locked, at)
    record_act(
        "renew_learners_password",
        at=at,
        actor=actor.uuid,
        provider=provider.uuid,
        thing_kind="user",
        thing=str(locked.uuid),
        facts={"enrolment": str(enrolment)},
    )
    return password


def _give_first_password(actor: User, person: User, at: datetime) -> str:
    password = new_password()
    person.set_password(password)
    person.must_change_password = True
    person.password_renewed_at, person.password_renewed_by = at, actor.uuid
    person.save(update_fields=["password", "must_change_password", "password_renewed_at", "password_renewed_by"])
    return password


@transaction.atomic
def close_account(actor: User, person: User, *, at: datetime) -> None:
    """Keep a person from signing in; nothing of theirs is removed.

    :raises LastAdministrator: nobody would be left to look after the people of one of the person's providers.
    """
    today = local_day(at)
    _require_for_whole_person(actor, person, at)
    for holding in person.holdings.select_related("provider").order_by("provider__key"):
        if administers(holding, today):
            lock_provider(holding.provider)
            if not is_administered(holding.provider, today, without=Q(user=person)):
                raise LastAdministrator
    person.is_active = False
    person.save(update_fields=["is_active"])
    record_on_person("close_account", actor, person, at)


@transaction.atomic
def reopen_account(actor: User, person: User, *, at: datetime) -> None:
    """Let a person sign in again."""
    _require_for_whole_person(actor, person, at)
    person.is_active = True
    person.save(update_fields=["is_active"])
    record_on_person("reopen_account", actor, person, at)


@transaction.atomic
def choose_own_password(person: User, password: str, *, at: datetime) -> None:
    """Replace one's own password; the caller has checked the old one and the strength of the new one."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    record_on_person("choose_own_password", person, person, at)


def _require_for_whole_person(actor: User, person: User, at: datetime) -> None:
    """An account is one, even where its person serves two providers: only who looks after both may touch it."""
    today = local_day(at)
    holdings = list(person.holdings.select_related("provider"))
    lasting = {h.provider for h in holdings if h.last_day is None or h.last_day >= today}
    providers = lasting or {holding.provider for holding in holdings}
    if not providers and person.opened_by is not None:
        providers = {person.opened_by}
    if not providers:
        raise NotVisible
    for provider in providers:
        require(actor, "look_after_people", today, provider)
