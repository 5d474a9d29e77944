"""What a browser sends is bounded before it is read, whoever sends it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = pytest.mark.django_db


def send(size: int):
    client = Client(enforce_csrf_checks=True)
    client.get("/account/sign-in/")
    return client.post("/workroom/hand-in/", {"archive": SimpleUploadedFile("a.zip", b"0" * size)})


@pytest.mark.parametrize(("size", "status"), [(1_000, 403), (2_500, 400)])
def test_request_of_more_than_twice_the_largest_archive_is_not_read(settings, size, status):
    """A small one comes as far as the check of where it is from; both are answered by a page that helps."""
    settings.PACKAGE_ARCHIVE_BYTES = 1_000
    answer = send(size)
    assert answer.status_code == status
    assert "<h1" in answer.content.decode()
