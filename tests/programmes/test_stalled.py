"""Background work that ended in the middle: it is said, and can be asked for again."""

import shutil
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from qosyl.localtext import LocalText
from qosyl.people.roles import Role
from qosyl.programmes import actions
from qosyl.programmes.bundles import ask_once, bundle_path
from qosyl.programmes.models import Publication, Submission
from qosyl.programmes.states import SubmissionState, is_stalled
from tests import factories
from tests.factories import NOW
from tests.programmes.published import package, publish_small
from tests.programmes.test_workroom import zipped

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def methodologist():
    person = factories.user()
    factories.role_holding(person, Role.METHODOLOGIST, factories.provider("home"))
    return person


@pytest.fixture
def room(methodologist):
    client = Client()
    client.force_login(methodologist, backend="qosyl.people.backends.SignInNameBackend")
    return client


@pytest.mark.parametrize(("minutes", "stalled"), [(2, False), (3, False), (4, True)])
def test_work_stalls_after_three_minutes(minutes, stalled):
    assert is_stalled(SubmissionState.WAITING, NOW, NOW + timedelta(minutes=minutes)) is stalled


@pytest.mark.parametrize("state", [SubmissionState.CHECKED, SubmissionState.PUBLISHED, SubmissionState.UNREADABLE])
def test_work_that_has_ended_never_stalls(state):
    assert not is_stalled(state, NOW, NOW + timedelta(days=1))


def test_page_of_stalled_work_no_longer_looks_again_by_itself(room, methodologist):
    waiting = factories.submission(methodologist.holdings.get().provider, methodologist, asked_at=timezone.now())
    assert room.get(f"/workroom/{waiting.uuid}/")["Refresh"] == "2"
    Submission.objects.update(asked_at=timezone.now() - timedelta(minutes=10))
    answer = room.get(f"/workroom/{waiting.uuid}/")
    assert "Refresh" not in answer
    assert f"/workroom/{waiting.uuid}/again/" in answer.content.decode()


def test_stalled_check_asked_for_again_is_done(room, methodologist, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    waiting = factories.submission(methodologist.holdings.get().provider, methodologist, zipped())
    room.post(f"/workroom/{waiting.uuid}/again/")
    waiting.refresh_from_db()
    assert waiting.state == SubmissionState.CHECKED


def test_check_that_ends_late_does_not_undo_the_publication(methodologist):
    home = methodologist.holdings.get().provider
    late = factories.submission(home, methodologist, zipped())
    quick = Submission.objects.get(pk=late.pk)
    actions.check_submission(quick, at=NOW)
    quick.refresh_from_db()
    actions.ask_to_publish(methodologist, quick, at=timezone.now())
    publication = actions.publish_submission(methodologist, quick, at=timezone.now())
    actions.check_submission(late, at=timezone.now())
    late.refresh_from_db()
    assert (late.state, late.publication, late.checked_at) == (SubmissionState.PUBLISHED, publication, NOW)


def test_publishing_done_twice_does_not_push_out_what_followed(methodologist):
    home = methodologist.holdings.get().provider
    first = factories.submission(home, methodologist, zipped(), state=SubmissionState.PUBLISHING)
    again = Submission.objects.get(pk=first.pk)
    publication = actions.publish_submission(methodologist, first, at=timezone.now())
    sheet = package().programme.model_copy(update={"title": LocalText(kk="Басқа атау", ru="Другое название")})
    actions.publish_package(None, home, package().model_copy(update={"programme": sheet}), (), at=timezone.now())
    assert actions.publish_submission(methodologist, again, at=timezone.now()) == publication
    assert Publication.objects.count() == 2


def test_submission_that_nobody_asked_to_publish_is_not_published(methodologist):
    checked = factories.submission(
        methodologist.holdings.get().provider, methodologist, zipped(), state=SubmissionState.CHECKED
    )
    with pytest.raises(actions.HasErrors):
        actions.publish_submission(methodologist, checked, at=timezone.now())
    assert not Publication.objects.exists()


def test_bundle_that_is_not_made_in_time_is_said(room, methodologist):
    publish_small(methodologist.holdings.get().provider)
    address = "/programmes/home/small/bundles/1.1/learner/"
    assert room.get(address)["Refresh"] == "2; url=?asked=1"
    assert "Refresh" not in room.get(address, {"asked": "46"})


def test_bundle_is_asked_for_once_however_often_its_page_is_looked_at(room, methodologist):
    publish_small(methodologist.holdings.get().provider)
    address = "/programmes/home/small/bundles/2.1/learner/"
    asked = DBTaskResult.objects.filter(task_path="qosyl.programmes.tasks.make_bundle")
    room.head(address)
    assert asked.count() == 0
    for _ in range(3):
        room.get(address)
    assert asked.count() == 1


def test_bundle_is_asked_for_again_when_the_work_was_lost():
    mark = "0" * 64
    times = [NOW, NOW + timedelta(minutes=2), NOW + timedelta(minutes=4), NOW + timedelta(minutes=5)]
    assert [ask_once(mark, "1.1", "learner", each) for each in times] == [True, False, True, False]
    shutil.rmtree(bundle_path(mark, "1.1", "learner").parent)


def publishing(methodologist, room, archive: bytes) -> Submission:
    """A submission whose publishing was asked for again, done at once."""
    found = factories.submission(
        methodologist.holdings.get().provider,
        methodologist,
        archive,
        state=SubmissionState.PUBLISHING,
        fingerprint="0" * 64,
        checked_at=NOW,
    )
    room.post(f"/workroom/{found.uuid}/again/")
    found.refresh_from_db()
    return found


@pytest.fixture
def at_once(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def test_publishing_that_breaks_down_can_be_asked_for_anew_and_says_so(at_once, room, methodologist):
    broken = publishing(methodologist, room, b"no archive any more")
    text = room.get(f"/workroom/{broken.uuid}/").content.decode()
    assert (broken.state, Publication.objects.count()) == (SubmissionState.CHECKED, 0)
    assert "Жариялау үзілді" in text
    assert f"/workroom/{broken.uuid}/publish/" in text


def test_errors_found_when_publishing_stand_on_the_page(at_once, room, methodologist):
    stricter = publishing(methodologist, room, zipped({"programme.yaml": "key: small\n"}))
    assert (stricter.state, Publication.objects.count()) == (SubmissionState.CHECKED, 0)
    assert stricter.errors > 0
    assert stricter.findings
    assert f"/workroom/{stricter.uuid}/publish/" not in room.get(f"/workroom/{stricter.uuid}/").content.decode()


def test_check_that_breaks_down_says_so(at_once, room, methodologist):
    waiting = factories.submission(methodologist.holdings.get().provider, methodologist, zipped())
    Submission.objects.filter(pk=waiting.pk).update(sealed_archive=b"unsealed by nobody")
    room.post(f"/workroom/{waiting.uuid}/again/")
    waiting.refresh_from_db()
    assert waiting.state == SubmissionState.UNREADABLE
    assert "Тексеру ақаудан үзілді" in room.get(f"/workroom/{waiting.uuid}/").content.decode()


def test_bundle_that_is_ready_is_offered_and_then_given(room, methodologist):
    publication = publish_small(methodologist.holdings.get().provider)
    path = bundle_path(publication.version.fingerprint, "1.1", "learner")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"PK")
    address = "/programmes/home/small/bundles/1.1/learner/"
    assert f'href="{address}"' in room.get(address, {"asked": "3"}).content.decode()
    given = room.get(address)
    assert given["Content-Disposition"].startswith("attachment")
    assert b"".join(given.streaming_content) == b"PK"
    path.unlink()


def test_bundle_for_tutors_does_not_exist_for_a_reader(methodologist):
    publish_small(methodologist.holdings.get().provider)
    reader = Client()
    reader.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    assert reader.get("/programmes/home/small/bundles/1.1/tutor/").status_code == 404
    assert reader.get("/programmes/home/small/bundles/1.1/owner/").status_code == 404
