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


class LastAdministrator(Exception):
    """The act would leave a provider without anybody who can look after its people."""


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in one language; family name and patronymic may be absent."""

    family: str
    given: str
    patronymic: str = ""

    def one_line(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the person who opened an account hands over, once: the user and the first password."""

    user: User
    password: str


def _local_day(at: datetime) -> date:
    return timezone.localdate(at)


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
        require(actor, "look_after_people", _local_day(at), provider)
    _refuse_taken(contacts)
    user = User(
        code=_free_code(),
        language=language,
        created_at=at,
        must_change_password=password is None,
        opened_by=provider,
        **{contact.kind: contact.value for contact in contacts},
    )
    _write_names(user, kk, ru)
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
        _hold(actor, user, role, provider, since=_local_day(at), until=None, at=at)
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


def _write_names(user: User, kk: PersonalName, ru: PersonalName) -> None:
    user.family_kk, user.given_kk, user.patronymic_kk = kk.family, kk.given, kk.patronymic
    user.family_ru, user.given_ru, user.patronymic_ru = ru.family, ru.given, ru.patronymic
    user.folded_name = f"{fold(kk.one_line())} {fold(ru.one_line())}"[:500]


@transaction.atomic
def give_role(  # noqa: PLR0913 - who gives what to whom, where and for how long
    actor: User,
    person: User,
    role: Role,
    provider: Provider,
    *,
    branch: Branch | None,
    since: date,
    until: date | None,
    at: datetime,
) -> RoleHolding:
    """Let a person hold a role from a day on; the branch, if given, must be one of the provider's."""
    require(actor, "look_after_people", _local_day(at), provider)
    if branch is not None and branch.provider_id != provider.pk:
        raise NotVisible
    return _hold(actor, person, role, provider, since=since, until=until, at=at, branch=branch)


@transaction.atomic
def hold_in_cohort(  # noqa: PLR0913 - who gives what to whom, where and for how long
    actor: User | None,
    person: User,
    role: Role,
    provider: Provider,
    cohort: UUID,
    *,
    since: date,
    until: date | None,
    at: datetime,
) -> RoleHolding:
    """Let a person hold a role in one cohort; the room of cohorts has asked whether ``actor`` may. Twice is once."""
    held = person.holdings.filter(role=role, cohort=cohort, since__lte=since, until=until, ended_at=None).first()
    if held is not None:
        return held
    return _hold(actor, person, role, provider, cohort=cohort, since=since, until=until, at=at)


@transaction.atomic
def leave_cohort(actor: User | None, person: User, role: Role, cohort: UUID, *, at: datetime) -> None:
    """Take away a person's role in one cohort. The room of cohorts has asked whether ``actor`` may."""
    for holding in person.holdings.filter(role=role, cohort=cohort).select_related("provider", "user"):
        _end(actor, holding, at=at)


def _hold(  # noqa: PLR0913 - as above
    actor: User | None,
    person: User,
    role: Role,
    provider: Provider,
    *,
    since: date,
    until: date | None,
    at: datetime,
    branch: Branch | None = None,
    cohort: UUID | None = None,
) -> RoleHolding:
    holding = RoleHolding.objects.create(
        user=person, role=role, provider=provider, branch=branch, cohort=cohort, since=since, until=until
    )
    record_act(
        "give_role",
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="user",
        thing=str(person.uuid),
        facts={
            "role": role.value,
            "branch": branch.key if branch else None,
            "since": since.isoformat(),
            "until": until.isoformat() if until else None,
        }
        | ({"cohort": str(cohort)} if cohort else {}),
    )
    return holding


@transaction.atomic
def end_role(actor: User, holding: RoleHolding, *, at: datetime) -> RoleHolding:
    """Take a role away at once. The row stays as history.

    :raises LastAdministrator: nobody would be left to look after the provider's people.
    """
    today = _local_day(at)
    require(actor, "look_after_people", today, holding.provider)
    # Two administrators who end each other's roles queue here; the second is then the last.
    lock_provider(holding.provider)
    locked = RoleHolding.objects.select_related("provider", "user").get(pk=holding.pk)
    if _administers(locked, today) and not _is_administered(locked.provider, today, without=Q(pk=locked.pk)):
        raise LastAdministrator
    return _end(actor, locked, at=at)


def _end(actor: User | None, holding: RoleHolding, *, at: datetime) -> RoleHolding:
    """Once taken away stays so: the moment of the first act is the true one."""
    if holding.ended_at is None:
        holding.ended_at = at
        holding.save(update_fields=["ended_at"])
        record_act(
            "end_role",
            at=at,
            actor=actor.uuid if actor else None,
            provider=holding.provider.uuid,
            thing_kind="user",
            thing=str(holding.user.uuid),
            facts={"role": holding.role, "since": holding.since.isoformat()},
        )
    return holding


def _administers(holding: RoleHolding, today: date) -> bool:
    return holding.role == Role.ADMINISTRATOR and holding.branch_id is None and holding.covers(today)


def _is_administered(provider: Provider, today: date, *, without: Q) -> bool:
    """Whether somebody looks after the provider's people today, left aside the holdings that are about to end."""
    others = RoleHolding.objects.filter(provider=provider, role=Role.ADMINISTRATOR, user__is_active=True)
    return any(_administers(holding, today) for holding in others.exclude(without))


@transaction.atomic
def renew_password(actor: User, person: User, *, at: datetime) -> str:
    """Give a person a new first password, which is shown once and must be replaced at the next sign-in."""
    _require_for_whole_person(actor, person, at)
    password = new_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    _record_on_person("renew_password", actor, person, at)
    return password


@transaction.atomic
def close_account(actor: User, person: User, *, at: datetime) -> None:
    """Keep a person from signing in; nothing of theirs is removed.

    :raises LastAdministrator: nobody would be left to look after the people of one of the person's providers.
    """
    today = _local_day(at)
    _require_for_whole_person(actor, person, at)
    for holding in person.holdings.select_related("provider").order_by("provider__key"):
        if _administers(holding, today):
            lock_provider(holding.provider)
            if not _is_administered(holding.provider, today, without=Q(user=person)):
                raise LastAdministrator
    person.is_active = False
    person.save(update_fields=["is_active"])
    _record_on_person("close_account", actor, person, at)


@transaction.atomic
def reopen_account(actor: User, person: User, *, at: datetime) -> None:
    """Let a person sign in again."""
    _require_for_whole_person(actor, person, at)
    person.is_active = True
    person.save(update_fields=["is_active"])
    _record_on_person("reopen_account", actor, person, at)


@transaction.atomic
def choose_own_password(person: User, password: str, *, at: datetime) -> None:
    """Replace one's own password; the caller has checked the old one and the strength of the new one."""
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    _record_on_person("choose_own_password", person, person, at)


@transaction.atomic
def correct_own_names(person: User, kk: PersonalName, ru: PersonalName, *, at: datetime) -> None:
    """Write one's own name as documents shall print it; both spellings are the person's to decide."""
    _write_names(person, kk, ru)
    person.save(
        update_fields=[
            *(f"{part}_{language}" for part in ("family", "given", "patronymic") for language in ("kk", "ru")),
            "folded_name",
        ]
    )
    _record_on_person("correct_own_names", person, person, at)


def _record_on_person(name: str, actor: User, person: User, at: datetime) -> None:
    record_act(name, at=at, actor=actor.uuid, thing_kind="user", thing=str(person.uuid))


def _require_for_whole_person(actor: User, person: User, at: datetime) -> None:
    """An account is one, even where its person serves two providers: only who looks after both may touch it."""
    today = _local_day(at)
    holdings = list(person.holdings.select_related("provider"))
    lasting = {h.provider for h in holdings if h.last_day is None or h.last_day >= today}
    providers = lasting or {holding.provider for holding in holdings}
    if not providers and person.opened_by is not None:
        providers = {person.opened_by}
    if not providers:
        raise NotVisible
    for provider in providers:
        require(actor, "look_after_people", today, provider)


@transaction.atomic
def found_provider(key: str, name: LocalText, *, at: datetime, is_demo: bool = False) -> Provider:
    """Enter a provider; only the command line does this."""
    provider = Provider.objects.create(key=key, name_kk=name.kk, name_ru=name.ru, is_demo=is_demo)
    record_act(
        "found_provider", at=at, actor=None, provider=provider.uuid, thing_kind="provider", thing=str(provider.uuid)
    )
    return provider


def lock_provider(provider: Provider) -> None:
    """Let acts that must not cross at a provider queue behind each other until the end of the transaction.

    On SQLite every transaction queues at its beginning already, so that the row need not be locked there.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
