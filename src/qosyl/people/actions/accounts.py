"""Acts on people: opening accounts, giving and ending roles, passwords, names. Each is checked, done and recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.localtext import Language, LocalText, fold
from qosyl.people.access import NotVisible, person_named, require
from qosyl.people.models import Branch, Provider, RoleHolding, User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import SignInName, new_password, new_personal_code

_ATTEMPTS_AT_A_FREE_CODE = 20


class NameTaken(Exception):
    """Another account already signs in by this name."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the person who opened an account hands over, once: the user and the first password."""

    user: User
    password: str


@transaction.atomic
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
) -> NewAccount:
    """Open an account with a personal code and, if given, phone and e-mail; ``actor`` None is the command line.

    :raises NameTaken: when a contact already belongs to somebody.
    """
    if actor is not None:
        require(actor, "look_after_people", local_day(at), provider)
    _refuse_taken(contacts)
    user = User(
        code=_free_code(),
        language=language,
        created_at=at,
        must_change_password=password is None,
        opened_by=provider,
        **{contact.kind: contact.value for contact in contacts},
    )
    write_names(user, kk, ru)
    first_password = password or new_password()
    user.set_password(first_password)
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
    return NewAccount(user, first_password)


def _save_new(user: User, contacts: tuple[SignInName, ...]) -> None:
    """Write the row; where somebody took one of the names a moment ago, say which."""
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        _refuse_taken(contacts)
        raise


def _refuse_taken(contacts: tuple[SignInName, ...]) -> None:
    for contact in contacts:
        if person_named(contact.kind, contact.value) is not None:
            raise NameTaken(contact.kind)


def _free_code() -> str:
    for _ in range(_ATTEMPTS_AT_A_FREE_CODE):
        code = new_personal_code()
        if person_named("code", code) is None:
            return code
    raise RuntimeError("no free personal code was found; the random source of this machine repeats itself")


@transaction.atomic
def renew_password(actor: User, person: User, *, at: datetime) -> str:
    """Give a person a new first password, which is shown once and must be replaced at the next sign-in."""
    _require_for_whole_person(actor, person, at)
    password = new_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    record_on_person("renew_password", actor, person, at)
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


