"""Background work on what methodologists hand in: checking takes longer than a request may.

Work that breaks down says so in its row, so that nobody waits for it; the error itself is kept with the task.
"""

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from qosyl.people.access import person_by_uuid
from qosyl.programmes import actions
from qosyl.programmes.access import submission_by_uuid
from qosyl.programmes.bundles import as_audience, keep_bundle


@task()
def check_submission(submission_uuid: str) -> None:
    """Check a submission; one that is gone or already checked needs nothing."""
    submission = submission_by_uuid(UUID(submission_uuid))
    if submission is not None and submission.checked_at is None:
        try:
            actions.check_submission(submission, at=timezone.now())
        except Exception:
            actions.give_up_checking(submission, at=timezone.now())
            raise


@task()
def publish_submission(submission_uuid: str, actor_uuid: str) -> None:
    """Publish a submission that its methodologist asked to publish."""
    submission, actor = submission_by_uuid(UUID(submission_uuid)), person_by_uuid(UUID(actor_uuid))
    if submission is not None and actor is not None and submission.publication_id is None:
        try:
            actions.publish_submission(actor, submission, at=timezone.now())
        except Exception:
            actions.give_up_publishing(submission)
            raise


@task()
def make_bundle(version_fingerprint: str, number: str, audience: str) -> None:
    """Make the zip of a topic; one that is there already needs nothing."""
    keep_bundle(version_fingerprint, number, as_audience(audience))
