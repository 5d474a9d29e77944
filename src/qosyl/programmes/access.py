"""Who may see which programme, submission and bank. Published programmes are open to everybody."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from qosyl.packages.model.package import Package
from qosyl.people.access import Actor, NotVisible, person_behind, providers_where, roles_on
from qosyl.people.matrix import matrix
from qosyl.programmes.contents import package_of
from qosyl.programmes.models import LiveBank, Publication, Submission
from qosyl.rules.reasons import Reason


def current_publications() -> list[Publication]:
    """The newest publication of each provider's programmes, in the order of their keys."""
    newest: dict[tuple[int, str], Publication] = {}
    rows = Publication.objects.select_related("provider", "version").defer("version__content", "difference")
    for publication in rows.order_by("provider__key", "programme_key", "number"):
        newest[publication.provider_id, publication.programme_key] = publication
    return list(newest.values())


def publication_of(provider_key: str, programme_key: str, number: int | None = None) -> Publication:
    """A provider's publication of a programme: the newest, or the one of that number."""
    rows = Publication.objects.select_related("provider", "version").defer("version__content")
    rows = rows.filter(provider__key=provider_key, programme_key=programme_key)
    if number is not None:
        rows = rows.filter(number=number)
    found = rows.order_by("-number").first()
    if found is None:
        raise NotVisible
    return found


def publications_of(provider_key: str, programme_key: str) -> list[Publication]:
    """All publications of a programme, the newest first."""
    rows = Publication.objects.select_related("provider", "version").defer("version__content")
    found = list(rows.filter(provider__key=provider_key, programme_key=programme_key).order_by("-number"))
    if not found:
        raise NotVisible
    return found


def published_package(publication: Publication) -> Package:
    """What a publication says; read once a process."""
    return package_of(publication.version.fingerprint)


def submissions_visible_to(user: Actor, day: date) -> QuerySet[Submission]:
    """Archives handed in at providers where this person works on programmes."""
    providers = providers_where(user, "read_submissions", day)
    return (
        Submission.objects.filter(provider__in=providers)
        .select_related("provider", "handed_in_by", "publication")
        .defer("sealed_archive", "findings", "coverage")
    )


def submission_visible_to(user: Actor, act: str, day: date, submission: UUID) -> Submission:
    """One of them, for reading ("read_submissions") or for publishing ("publish_programme")."""
    providers = providers_where(user, act, day)
    found = (
        Submission.objects.filter(uuid=submission, provider__in=providers)
        .select_related("provider", "handed_in_by", "publication")
        .defer("sealed_archive")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def live_banks_visible_to(user: Actor, day: date) -> QuerySet[LiveBank]:
    """Banks that name this very person; no other role opens them, not even the administrator's."""
    person = person_behind(user)
    if person is None:
        return LiveBank.objects.none()
    return (
        LiveBank.objects.filter(methodologist=person, provider__in=providers_where(user, "read_live_bank", day))
        .select_related("provider", "methodologist")
        .prefetch_related("confirmations")
        .defer("sealed")
    )


def live_bank_visible_to(user: Actor, day: date, bank: UUID) -> LiveBank:
    """One of them, or :class:`NotVisible`."""
    found = live_banks_visible_to(user, day).filter(uuid=bank).first()
    if found is None:
        raise NotVisible
    return found


def live_bank_to_confirm(user: Actor, day: date, bank: UUID) -> LiveBank:
    """A bank of a provider where this person may be the second one, or :class:`NotVisible`; its items stay closed."""
    found = (
        LiveBank.objects.filter(uuid=bank, provider__in=providers_where(user, "confirm_bank_reader", day))
        .select_related("provider", "methodologist")
        .defer("sealed")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def shut_banks(user: Actor, day: date) -> list[LiveBank]:
    """Banks that wait for a second person, where this person may be that one."""
    rows = LiveBank.objects.filter(
        provider__in=providers_where(user, "confirm_bank_reader", day), methodologist__password_renewed_at__isnull=False
    )
    found = rows.select_related("provider", "methodologist").prefetch_related("confirmations").defer("sealed")
    return [bank for bank in found if is_shut(bank) and not why_not_confirm(user, bank)]


def is_shut(bank: LiveBank) -> bool:
    """Whether somebody else made a first password for the person named after anybody last vouched for them.

    Whoever made that password could have signed in with it, and have chosen the one that is in force now.
    """
    renewed = bank.methodologist.password_renewed_at
    vouched = max([bank.taken_in_at, *(each.confirmed_at for each in bank.confirmations.all())])
    return renewed is not None and renewed > vouched


def why_not_confirm(user: Actor, bank: LiveBank) -> tuple[Reason, ...]:
    """Why this person may not be the second one; empty when they may.

    The second person is not the one named, not the one who made the password, and nobody whom that one could be: their
    account is older than the password and has been their own for as long as the bank is here.
    """
    person, named = person_behind(user), bank.methodologist
    if person is None or not is_shut(bank) or named.password_renewed_at is None:
        return (Reason("bank.not-shut"),)
    unmet = {
        "bank.own": person.pk == named.pk,
        "bank.made-the-password": person.uuid == named.password_renewed_by,
        "bank.account-too-new": person.created_at > named.password_renewed_at,
        "bank.password-from-others": person.password_renewed_at is not None
        and person.password_renewed_at > bank.taken_in_at,
    }
    return tuple(Reason(code) for code, holds in unmet.items() if holds)


def may_read_tutor_kits(user: Actor, day: date, publication: Publication) -> bool:
    """Whether keys, speaker notes and sample answers of this provider's programme are open to this person."""
    return bool(roles_on(user, day, publication.provider) & matrix().roles_for("read_tutor_kits"))


def submission_by_uuid(submission: UUID) -> Submission | None:
    """For background work, which has no user of its own."""
    return Submission.objects.select_related("provider", "handed_in_by").filter(uuid=submission).first()
