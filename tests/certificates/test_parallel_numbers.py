"""Fifty directors press the button at once: fifty numbers, each once, none left out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone

from qosyl.certificates.actions import NotIssued, issue_documents
from qosyl.certificates.models import Document, NumberSeries
from qosyl.rules.numbering import register_problems
from tests.certificates.scene import SITE, scene

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def issue(stage, learner):
    """In a thread with a connection of its own, as each worker of a server has one."""
    try:
        return issue_documents(stage.director, stage.cohort, [learner], address=SITE, at=timezone.now())
    except NotIssued as refusal:
        return refusal
    finally:
        connection.close()


def test_fifty_parallel_issues_take_fifty_numbers_without_a_gap():
    stage = scene()
    learners = [stage.learner() for _ in range(MANY)]

    with ThreadPoolExecutor(max_workers=10) as pool:
        issued = list(pool.map(lambda learner: issue(stage, learner), learners))

    assert not [each for each in issued if isinstance(each, NotIssued)]
    counted = sorted(Document.objects.values_list("counted", flat=True))
    assert counted == list(range(1, MANY + 1))
    assert register_problems(counted) == ()
    assert NumberSeries.objects.get(kind="certificate").last == MANY


def test_one_learner_issued_to_by_ten_at_once_has_one_document():
    stage = scene()
    learner = stage.learner()

    with ThreadPoolExecutor(max_workers=10) as pool:
        answers = list(pool.map(lambda _: issue(stage, learner), range(10)))

    assert sum(isinstance(each, NotIssued) for each in answers) == 9
    assert Document.objects.count() == 1
    assert NumberSeries.objects.get(kind="certificate").last == 1
