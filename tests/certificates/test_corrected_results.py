"""What becomes of documents when a correcting protocol takes the place of the one on which they rest."""

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.certificates.access import overtaken
from qosyl.certificates.actions import annul_document, replace_document
from tests import factories
from tests.certificates.scene import SITE, scene
from tests.sittings.seated import client_of

pytestmark = pytest.mark.django_db


def _corrected(points: str):
    """A certificate, and then a correction of the results on which it rests."""
    stage = scene()
    learner = stage.learner("50")
    document = stage.issue()[0]
    correction = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now(), supersedes=stage.protocol)
    factories.protocol_entry(correction, learner, points=points)
    return stage, document, correction


def _page(stage) -> str:
    address = reverse("certificates:awaiting-in-cohort", args=[stage.cohort.uuid])
    return client_of(stage.director).get(address).content.decode()


def test_document_on_corrected_results_is_listed_for_decision_and_stays_valid():
    stage, document, correction = _corrected("48")

    (found,) = overtaken(stage.cohort, timezone.localdate())

    assert (found.document, found.correction, found.kind, found.is_same_kind) == (
        document,
        correction,
        "statement",
        False,
    )
    document.refresh_from_db()
    assert document.state == "valid"
    page = _page(stage)
    assert "Түзетілген хаттамаға негізделген құжаттар" in page
    assert f"№ {correction.number} хаттамамен түзетілді" in page


def test_document_leaves_the_list_when_it_is_replaced():
    stage, document, correction = _corrected("60")
    assert overtaken(stage.cohort, timezone.localdate())[0].is_same_kind

    new = replace_document(stage.director, document, reason="Түзету", address=SITE, at=timezone.now())

    assert str(correction.uuid) in new.record
    assert overtaken(stage.cohort, timezone.localdate()) == []


def test_document_leaves_the_list_when_it_is_annulled_and_the_right_one_is_issued():
    stage, document, _correction = _corrected("48")

    annul_document(stage.director, document, reason="Түзету", at=timezone.now())

    assert overtaken(stage.cohort, timezone.localdate()) == []
    assert stage.issue(document.enrolment)[0].kind == "statement"


def test_nothing_is_listed_while_the_correction_awaits_confirmation():
    stage = scene()
    learner = stage.learner("50")
    stage.issue()
    awaiting = factories.protocol(stage.protocol.commission, supersedes=stage.protocol)
    factories.protocol_entry(awaiting, learner, points="48")

    assert overtaken(stage.cohort, timezone.localdate()) == []
    assert "Түзетілген хаттамаға" not in _page(stage)
