"""Archives that a methodologist hands in: kept sealed, checked in the background, then published or not."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.keys.sealing import seal, unseal
from qosyl.packages.canonical import fingerprint
from qosyl.people.access import require
from qosyl.programmes.actions.versions import HasErrors, publish_package
from qosyl.programmes.archives import BadArchive, unpack_archive
from qosyl.programmes.models import Publication, Submission
from qosyl.programmes.reports import CheckedPackage, check_folder
from qosyl.programmes.states import NOT_CHECKED, NOT_PUBLISHED, SubmissionState

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User

_SEALED_AS = "submission archive"


@transaction.atomic
def hand_in(actor: "User", provider: "Provider", file_name: str, content: bytes, *, at: datetime) -> Submission:
    """Keep an archive for checking; what is in it is read in the background."""
    require(actor, "publish_programme", timezone.localdate(at), provider)
    submission = Submission(
        provider=provider,
        handed_in_by=actor,
        handed_in_at=at,
        asked_at=at,
        file_name=Path(file_name).name[:200],
    )
    submission.sealed_archive = seal(_SEALED_AS, content, str(submission.uuid))
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
        found = _as_found(_read_submission(submission))
    except BadArchive as problem:
        found = {"state": SubmissionState.UNREADABLE, "refusal": problem.reason}
    # One statement, and only while it waits: work asked for twice must not undo a publication made in between.
    Submission.objects.filter(pk=submission.pk, state=SubmissionState.WAITING).update(**found, checked_at=at)


def _as_found(checked: CheckedPackage) -> dict[str, object]:
    """What a check writes into the row of its submission."""
    return {
        "state": SubmissionState.CHECKED,
        "findings": checked.rows,
        "coverage": checked.coverage,
        "errors": checked.errors,
        "warnings": checked.warnings,
        "fingerprint": fingerprint(checked.package) if checked.package else "",
    }


def give_up_checking(submission: Submission, *, at: datetime) -> None:
    """End a check that broke down: whoever handed the archive in is told, and may hand it in again."""
    waiting = Submission.objects.filter(pk=submission.pk, state=SubmissionState.WAITING)
    waiting.update(state=SubmissionState.UNREADABLE, refusal=NOT_CHECKED, checked_at=at)


def give_up_publishing(submission: Submission) -> None:
    """Put a submission back that could not be published: it is checked as before, and says that it was tried."""
    publishing = Submission.objects.filter(pk=submission.pk, state=SubmissionState.PUBLISHING)
    publishing.update(state=SubmissionState.CHECKED, refusal=NOT_PUBLISHED)


def _read_submission(submission: Submission) -> CheckedPackage:
    content = unseal(_SEALED_AS, bytes(submission.sealed_archive), str(submission.uuid))
    with TemporaryDirectory(prefix="qosyl-") as folder:
        return check_folder(unpack_archive(content, Path(folder)))


@transaction.atomic
def ask_to_publish(actor: "User", submission: Submission, *, at: datetime) -> None:
    """Mark a checked submission for publishing; the work itself is done in the background.

    :raises HasErrors: open errors were found, or it was not checked yet.
    """
    require(actor, "publish_programme", timezone.localdate(at), submission.provider)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state == SubmissionState.CHECKED and not locked.errors and locked.fingerprint:
        locked.state, locked.asked_at, locked.refusal = SubmissionState.PUBLISHING, at, ""
        locked.save(update_fields=["state", "asked_at", "refusal"])
    elif locked.state not in {SubmissionState.PUBLISHING, SubmissionState.PUBLISHED}:
        raise HasErrors


@transaction.atomic
def ask_again(actor: "User", submission: Submission, *, at: datetime) -> SubmissionState:
    """Ask once more for background work that does not end; both works may be done twice without harm.

    Returns the state, which says which work that is.
    """
    require(actor, "publish_programme", timezone.localdate(at), submission.provider)
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    locked.asked_at = at
    locked.save(update_fields=["asked_at"])
    return SubmissionState(locked.state)


def publish_submission(actor: "User", submission: Submission, *, at: datetime) -> Publication:
    """Publish what was handed in: read again from its sealed bytes, so that what was checked is what is published.

    Done twice, the second finds the publication of the first, even where another one has followed since.

    Where the checks have become stricter since, what they find now stands on the page, and nothing is published.

    :raises HasErrors: errors are open, or nobody asked to publish it.
    """
    checked = _read_submission(submission)
    if checked.package is None or checked.errors:
        publishing = Submission.objects.filter(pk=submission.pk, state=SubmissionState.PUBLISHING)
        publishing.update(**_as_found(checked), checked_at=at)
        raise HasErrors
    with transaction.atomic():
        locked = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
        if locked.publication is not None:
            return locked.publication
        if locked.state != SubmissionState.PUBLISHING:
            raise HasErrors
        publication, _new = publish_package(actor, locked.provider, checked.package, checked.findings, at=at)
        locked.state, locked.publication = SubmissionState.PUBLISHED, publication
        locked.save(update_fields=["state", "publication"])
    return publication
