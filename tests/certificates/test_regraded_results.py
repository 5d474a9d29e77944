"""What becomes of documents when a question of the test is ruled on after they were issued."""

import pytest
from django.urls import reverse
from django.utils import timezone

from qosyl.certificates.access import regraded
from qosyl.certificates.actions import annul_document
from tests import factories
from tests.certificates.scene import scene
from tests.sittings.seated import client_of

pytestmark = pytest.mark.django_db


def _ruled(points: int):
    """A certificate on a result of 50 points, which a ruling then makes anew."""
    stage = scene()
    sitting = factories.sitting(stage.cohort, released_at=factories.NOW)
    learner = stage.learner("50", entry=False)
    attempt = factories.started_attempt(factories.form(sitting, learner))
    before = factories.result(attempt)
    factories.protocol_entry(stage.protocol, learner, result=str(before.uuid))
    (document,) = stage.issue()
    after = factories.result(attempt, points_numerator=points, percent_numerator=points)
    ruling = factories.item_ruling(factories.sat_item(sitting), stage.director)
    factories.supersession(ruling, before, after)
    return stage, document


def test_document_on_a_result_made_anew_is_listed_for_decision_and_stays_valid():
    stage, document = _ruled(52)

    (found,) = regraded(stage.cohort)

    assert (found.document, found.remade.before.points, found.remade.after.points) == (document, 50, 52)
    document.refresh_from_db()
    assert document.state == "valid"
    address = reverse("certificates:awaiting-in-cohort", args=[stage.cohort.uuid])
    page = client_of(stage.director).get(address).content.decode()
    assert "Тест балы: бұрын 50, қазір 52." in page
    assert "Екі жауап дұрыс" in page


def test_document_whose_points_stay_the_same_is_not_listed():
    stage, _document = _ruled(50)

    assert regraded(stage.cohort) == []


def test_document_leaves_the_list_when_it_is_annulled():
    stage, document = _ruled(52)

    annul_document(stage.director, document, reason="Қате", at=timezone.now())

    assert regraded(stage.cohort) == []
