"""The methodologist's way through the workroom: hand in, see the findings first, publish."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qosyl.people.roles import Role
from qosyl.programmes.models import Publication, Submission
from tests import factories
from tests.programmes.published import SMALL

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def at_once(settings):
    """Background work is done when it is asked for, so that a test sees its end."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def methodologist():
    person, home = factories.user(), factories.provider("home")
    factories.role_holding(person, Role.METHODOLOGIST, home)
    return person


@pytest.fixture
def room(methodologist):
    client = Client()
    client.force_login(methodologist, backend="qosyl.people.backends.SignInNameBackend")
    return client


def zipped(change: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(SMALL.rglob("*")):
            if path.is_file():
                name = path.relative_to(SMALL).as_posix()
                archive.writestr(f"small/{name}", (change or {}).get(name, path.read_text(encoding="utf-8")))
    return made.getvalue()


def hand_in(room, methodologist, content: bytes):
    provider = methodologist.holdings.get().provider
    return room.post(
        "/workroom/hand-in/",
        {"provider": str(provider.uuid), "archive": SimpleUploadedFile("course.zip", content, "application/zip")},
    )


def test_package_without_errors_is_checked_shown_and_published(room, methodologist):
    page = hand_in(room, methodologist, zipped())["Location"]
    assert room.get(page).status_code == 200
    assert Submission.objects.get().state == "checked"
    assert not Publication.objects.exists()
    room.post(f"{page}publish/")
    publication = Publication.objects.get()
    assert f"/programmes/home/{publication.programme_key}/" in room.get(page).content.decode()


def test_package_with_an_error_shows_file_and_line_and_is_not_published(room, methodologist):
    broken = (SMALL / "programme.yaml").read_text(encoding="utf-8").replace("hours:", "hourz:", 1)
    page = hand_in(room, methodologist, zipped({"programme.yaml": broken}))["Location"]
    text = room.get(page).content.decode()
    line = next(number for number, words in enumerate(broken.splitlines(), 1) if words.startswith("hourz:"))
    assert f"programme.yaml:{line}" in text
    assert "K001" in text
    room.post(f"{page}publish/")
    assert not Publication.objects.exists()


def test_file_that_is_no_archive_is_refused_in_words(room, methodologist):
    page = hand_in(room, methodologist, b"just text")["Location"]
    assert "zip" in room.get(page).content.decode()
    assert Submission.objects.get().state == "unreadable"


def test_archive_at_rest_is_sealed(room, methodologist):
    hand_in(room, methodologist, zipped())
    assert b"programme.yaml" not in bytes(Submission.objects.get().sealed_archive)


def test_publishing_twice_publishes_once(room, methodologist):
    page = hand_in(room, methodologist, zipped())["Location"]
    for _ in range(2):
        assert room.post(f"{page}publish/").status_code == 302
    assert Publication.objects.count() == 1


def test_archive_over_the_stated_size_is_refused_by_the_form(room, methodologist, settings):
    archive = zipped()
    settings.PACKAGE_ARCHIVE_BYTES = len(archive) - 1
    assert hand_in(room, methodologist, archive).status_code == 200
    assert not Submission.objects.exists()


def test_findings_are_filtered_by_kind(room, methodologist):
    page = hand_in(room, methodologist, zipped())["Location"]
    assert "<code>" not in room.get(f"{page}?kind=error").content.decode()
