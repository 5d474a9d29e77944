"""Acts on programmes: publishing a package, taking in a live bank, handing in an archive, opening a bank."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.keys.sealing import seal, unseal
from qosyl.packages.canonical import fingerprint
from qosyl.packages.difference import Difference, difference
from qosyl.packages.findings import Finding, Severity
from qosyl.packages.model.items import Item
from qosyl.packages.model.package import Bank, Package
from qosyl.people.access import Refused, require
from qosyl.people.actions import lock_provider
from qosyl.people.matrix import matrix
from qosyl.programmes.archives import BadArchive, unpack_archive
from qosyl.programmes.contents import package_of, packed, packed_bank, unpacked_bank
from qosyl.programmes.models import (
    ItemVersion,
    LiveBank,
    Outcome,
    Policy,
    ProgrammeVersion,
    Publication,
    Submission,
    Topic,
)
from qosyl.programmes.reports import CheckedPackage, check_folder
from qosyl.programmes.states import SubmissionState

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User

_ARCHIVE, _BANK = "submission archive", "live bank"


class HasErrors(Exception):
    """The package has open errors: it cannot become a version."""


class WrongMethodologist(Exception):
    """The person named for a bank is no methodologist of the provider."""


def _local_day(at: datetime) -> date:
    return timezone.localdate(at)


def open_errors(findings: tuple[Finding, ...]) -> list[Finding]:
    """Errors that no policy accepts."""
    return [f for f in findings if f.severity is Severity.ERROR and f.accepted_by is None]


@transaction.atomic
def publish_package(
    actor: "User | None", provider: "Provider", package: Package, findings: tuple[Finding, ...], *, at: datetime
) -> tuple[Publication, bool]:
    """Make a checked package the version that runs; the same bytes as the running one change nothing.

    Returns the publication and whether it is new. ``actor`` None is the command line.

    :raises HasErrors: open errors were found.
    """
    if actor is not None:
        require(actor, "publish_programme", _local_day(at), provider)
    if open_errors(findings):
        raise HasErrors
    # Publications of one provider queue here, so that two numbers never collide.
    lock_provider(provider)
    version = _version_of(package, at)
    last = Publication.objects.filter(provider=provider, programme_key=version.programme_key).first()
    if last is not None and last.version_id == version.pk:
        return last, False
    publication = Publication.objects.create(
        provider=provider,
        version=version,
        programme_key=version.programme_key,
        number=last.number + 1 if last else 1,
        published_at=at,
        difference=_as_rows(difference_from(last, package)),
    )
    record_act(
        "publish_programme",
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="publication",
        thing=str(publication.uuid),
        facts={"programme": version.programme_key, "number": publication.number, "fingerprint": version.fingerprint},
    )
    return publication, True


def difference_from(last: Publication | None, package: Package) -> Difference:
    """What changes if ``package`` follows ``last``; nothing to compare for a first publication."""
    return difference(package_of(last.version.fingerprint), package) if last else Difference(())


def _as_rows(changes: Difference) -> list[dict[str, object]]:
    return [
        {"path": change.path, "before": change.before, "after": change.after, "deciding": change.deciding}
        for change in changes.changes
    ]


def _version_of(package: Package, at: datetime) -> ProgrammeVersion:
    mark, content = packed(package)
    # Two providers may publish the same bytes at the same moment: the second takes what the first has made.
    version, new = ProgrammeVersion.objects.get_or_create(
        fingerprint=mark,
        defaults={
            "programme_key": package.programme.key,
            "content": content,
            "is_trial": is_trial(package),
            "created_at": at,
        },
    )
    if not new:
        return version
    Topic.objects.bulk_create(
        Topic(version=version, number=topic.sheet.number, place=place) for place, topic in enumerate(package.topics())
    )
    Outcome.objects.bulk_create(
        Outcome(version=version, key=outcome.key) for module in package.modules for outcome in module.sheet.outcomes
    )
    Policy.objects.bulk_create(
        Policy(version=version, key=policy.key, deciding=policy.deciding) for policy in package.policies.policies
    )
    _share_items(version, [*package.items(), *(item for t in package.topics() for item in t.practice_items.items)])
    return version


def _share_items(version: ProgrammeVersion, items: list[Item]) -> None:
    """Rows for items: those known from earlier versions are shared, the others made."""
    marks = {fingerprint(item): item.key for item in items}
    known = set(ItemVersion.objects.filter(fingerprint__in=marks).values_list("fingerprint", flat=True))
    fresh = (ItemVersion(fingerprint=mark, key=key) for mark, key in marks.items() if mark not in known)
    ItemVersion.objects.bulk_create(fresh, ignore_conflicts=True)  # another provider may be making them right now
    version.item_versions.add(*ItemVersion.objects.filter(fingerprint__in=marks))


def is_trial(package: Package) -> bool:
    """Whether documents of this version are specimens: something deciding is not approved yet (policy B22)."""
    approved = all(policy.approved_by for policy in package.policies.policies if policy.deciding)
    return not (package.programme.approval.is_complete and approved)


# --- archives that a methodologist hands in ---------------------------------------------------------------------------
@transaction.atomic
def hand_in(actor: "User", provider: "Provider", file_name: str, content: bytes, *, at: datetime) -> Submission:
    """Keep an archive for checking; what is in it is read in the background."""
    require(actor, "publish_programme", _local_day(at), provider)
    submission = Submission(
        provider=provider,
        handed_in_by=actor,
        handed_in_at=at,
        asked_at=at,
        file_name=Path(file_name).name[:200],
    )
    submission.sealed_archive = seal(_ARCHIVE, content, str(submission.uuid))
    submission.save()
    record_act(
        "hand_in_package",
        at=at,
        actor=actor.uuid,
        provider=provider.uuid,
        thing_kind="submission",
        thing=str(submission.uuid),
        facts={"bytes": len(content)},
    )
    return submission


def check_submission(submission: Submission, *, at: datetime) -> None:
    """Read and check a submission that waits; done twice, the second leaves what the first has written.

    The long reading happens outside the transaction, so that nobody waits for it.
    """
    try:
        checked = _read_submission(submission)
    except BadArchive as problem:
        found: dict[str, object] = {"state": SubmissionState.UNREADABLE, "refusal": problem.reason}
    else:
        found = {
            "state": SubmissionState.CHECKED,
            "findings": checked.rows,
            "coverage": checked.coverage,
            "errors": checked.errors,
            "warnings": checked.warnings,
            "fingerprint": fingerprint(checked.package) if checked.package else "",
        }
    # One statement, and only while it waits: work asked for twice must not undo a publication made in between.
    Submission.objects.filter(pk=submission.pk, state=SubmissionState.WAITING).update(**found, checked_at=at)


def _read_submission(submission: Submission) -> CheckedPackage:
    content = unseal(_ARCHIVE, bytes(submission.sealed_archive), str(submission.uuid))
    with TemporaryDirectory(prefix="qosyl-") as folder:
        return check_folder(unpack_archive(content, Path(folder)))


@transaction.atomic
def ask_to_publish(actor: "User", submission: Submission, *, at: datetime) -> None:
    """Mark a checked submission for publishing; the work itself is done in the background.

    :raises HasErrors: open errors were found, or it was not checked yet.
    """
    require(actor, "publish_programme", _local_day(at), submission.provider)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state == SubmissionState.CHECKED and not locked.errors and locked.fingerprint:
        locked.state, locked.asked_at = SubmissionState.PUBLISHING, at
        locked.save(update_fields=["state", "asked_at"])
    elif locked.state not in {SubmissionState.PUBLISHING, SubmissionState.PUBLISHED}:
        raise HasErrors


@transaction.atomic
def ask_again(actor: "User", submission: Submission, *, at: datetime) -> SubmissionState:
    """Ask once more for background work that does not end; both works may be done twice without harm.

    Returns the state, which says which work that is.
    """
    require(actor, "publish_programme", _local_day(at), submission.provider)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    locked.asked_at = at
    locked.save(update_fields=["asked_at"])
    return SubmissionState(locked.state)


def publish_submission(actor: "User", submission: Submission, *, at: datetime) -> Publication:
    """Publish what was handed in: read again from its sealed bytes, so that what was checked is what is published.

    Done twice, the second finds the publication of the first, even where another one has followed since.

    :raises HasErrors: errors are open, or nobody asked to publish it.
    """
    checked = _read_submission(submission)
    with transaction.atomic():
        locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if locked.publication is not None:
            return locked.publication
        if checked.package is None or locked.state != SubmissionState.PUBLISHING:
            raise HasErrors
        publication, _new = publish_package(actor, locked.provider, checked.package, checked.findings, at=at)
        locked.state, locked.publication = SubmissionState.PUBLISHED, publication
        locked.save(update_fields=["state", "publication"])
    return publication


# --- live banks ------------------------------------------------------------------------------------------------------
@transaction.atomic
def take_in_bank(provider: "Provider", methodologist: "User", bank: Bank, *, at: datetime) -> tuple[LiveBank, bool]:
    """Seal a provider's live bank for the methodologist named; the same items again change nothing.

    Only the command line does this: a live bank does not travel through a browser.

    :raises WrongMethodologist: that person is no methodologist of the provider on this day.
    """
    lock_provider(provider)
    day = _local_day(at)
    holdings = methodologist.holdings.filter(provider=provider, role__in=matrix().roles_for("read_live_bank"))
    if not any(holding.covers(day) for holding in holdings):
        raise WrongMethodologist
    mark = fingerprint(bank)
    rows = LiveBank.objects.filter(provider=provider, key=bank.sheet.key)
    last = rows.first()
    if last is not None and (last.fingerprint, last.methodologist_id) == (mark, methodologist.pk):
        return last, False
    live = LiveBank(
        provider=provider,
        methodologist=methodologist,
        programme_key=bank.sheet.programme,
        key=bank.sheet.key,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        title_kk=bank.sheet.title.kk,
        title_ru=bank.sheet.title.ru,
        fingerprint=mark,
        size=len(bank.items),
        taken_in_at=at,
    )
    live.sealed = seal(_BANK, packed_bank(bank), str(live.uuid))
    live.save()
    record_act(
        "take_in_bank",
        at=at,
        actor=None,
        provider=provider.uuid,
        thing_kind="live_bank",
        thing=str(live.uuid),
        facts={"items": live.size, "fingerprint": mark},
    )
    return live, True


@transaction.atomic
def open_bank(actor: "User", live_bank: LiveBank, *, purpose: str, at: datetime) -> Bank:
    """The items of a bank in plain, for the named methodologist; ``purpose`` ("view", "export") is recorded first.

    :raises Refused: the actor is not the person named, or is no methodologist of the provider any more.
    """
    require(actor, "read_live_bank", _local_day(at), live_bank.provider)
    if live_bank.methodologist_id != actor.pk:
        raise Refused("read_live_bank")
    record_act(
        "open_live_bank",
        at=at,
        actor=actor.uuid,
        provider=live_bank.provider.uuid,
        thing_kind="live_bank",
        thing=str(live_bank.uuid),
        facts={"purpose": purpose},
    )
    return unpacked_bank(unseal(_BANK, bytes(live_bank.sealed), str(live_bank.uuid)))
