"""The demonstration: three cohorts by the acts of the rooms, once, and work for everybody whom one can be."""

import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qosyl.audit.models import Act
from qosyl.certificates.models import Document
from qosyl.cohorts.models import AttendanceMark, Cohort, Enrolment
from qosyl.commissions.models import Protocol
from qosyl.sittings.models import Result
from qosyl.web.demo import CAST
from tests.programmes.published import INCLUSION

pytestmark = pytest.mark.django_db
#: What the home page of each asks the database at most; more cohorts and learners ask no more.
QUERIES = {
    "learner": 20,
    "coordinator": 20,
    "tutor": 10,
    "tutor-ru": 10,
    "chair": 10,
    "member": 10,
    "secretary": 10,
    "director": 20,
    "learner-ru": 20,
    "graduate": 20,
    "methodologist": 12,
    "administrator": 8,
    "auditor": 8,
    "reader": 8,
}
FINDS = {
    "learner": "study/",
    "coordinator": "/invitations/",
    "tutor": "cohorts/session/",
    "chair": "protocols/",
    "director": "certificates/cohort/",
    "graduate": "my-documents/",
    "administrator": "account/people/new/",
    "methodologist": "workroom/hand-in/",
    "auditor": "protocols/",
}


@pytest.fixture
def filled(settings, tmp_path):
    settings.DEMO = True
    settings.KEYS_FOLDER = tmp_path / "keys"
    call_command("demo", programme=INCLUSION)


def counted() -> Counter[str]:
    tables = (Cohort, Enrolment, AttendanceMark, Protocol, Result, Document, Act)
    return Counter({table.__name__: table.objects.count() for table in tables})


def main_of(client: Client) -> str:
    return client.get("/").content.decode().split("<main")[1]


def test_demonstration_has_three_cohorts_and_work_for_everybody(filled):
    states = Counter(Enrolment.objects.values_list("state", flat=True))
    assert states == {"studying": 16, "completed": 2, "enrolled": 2, "invited": 1, "interrupted": 1}
    assert {document.specimen for document in Document.objects.all()} == {True}
    assert Counter(Document.objects.values_list("kind", flat=True)) == {"certificate": 1, "statement": 1}
    assert Protocol.objects.filter(confirmed_at=None).count() == 1
    door = Client().get("/demo/").content.decode()
    for player in CAST:
        assert f'/demo/{player.key}/"' in door
        client = Client()
        client.post(f"/demo/{player.key}/")
        with CaptureQueriesContext(connection) as asked:
            text = main_of(client)
        assert len(asked) <= QUERIES[player.key], player.key
        assert re.search(FINDS.get(player.key, "<h1"), text), player.key
    before = counted()
    call_command("demo", programme=INCLUSION)
    assert counted() == before, "made again, it changes nothing"


def test_demonstration_without_a_programme_shows_only_those_who_are_there(settings, tmp_path):
    settings.DEMO = True
    settings.KEYS_FOLDER = tmp_path / "keys"
    call_command("demo")
    door = Client().get("/demo/").content.decode()
    assert "/demo/coordinator/" in door
    assert "/demo/learner/" not in door
