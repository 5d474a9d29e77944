"""Somebody who sat in an earlier cohort sits again: the new form, and its proof, know what they have met."""

from collections import Counter

import pytest

from qosyl.sittings import actions
from qosyl.sittings.models import Attempt
from qosyl.sittings.pages.drawn import proof_of
from qosyl.sittings.queries import met_items
from tests import factories
from tests.sittings.seated import now, seated

pytestmark = pytest.mark.django_db


def keys(attempt: Attempt) -> set[str]:
    return {place["item"] for place in attempt.form.content}


def test_form_of_whoever_sits_again_shares_what_the_bank_forces_and_its_proof_agrees():
    house = seated(2)
    house.open()
    house.device(0)
    first, unseen = house.attempt(0), house.attempt(1)
    cohort = factories.cohort(house.provider, house.cohort.publication, opened_by=house.coordinator)
    group, admitted = factories.group(cohort), factories.admission_list(cohort)
    again = [factories.enrolment(group, enrolment.learner) for enrolment in house.enrolments]
    for enrolment in again:
        factories.admission_decision(factories.admission_entry(admitted, enrolment))

    assert met_items(cohort, again) == {str(again[0].uuid): tuple(sorted(keys(first)))}, "the other never began"
    plan = house.plan(cohort=cohort)
    sitting = actions.open_sitting(house.coordinator, plan, seed="a9a1" * 16, at=now())
    actions.draw_forms(sitting, at=now())

    second = Attempt.objects.get(form__enrolment=again[0])
    assert len(keys(second)) == len(keys(unseen)) == 50
    modules = {place["item"]: place["module"] for place in second.form.content}
    shared = Counter(modules[key] for key in keys(second) & keys(first))
    # The open bank has forty questions in one module and sixteen in the others, of which six can be new; outcomes and
    # enemies may force one more to come again. Without a memory about twenty-five would.
    assert set(shared) == {"M2", "M3", "M4", "M5"}
    assert min(shared.values()) >= 4
    assert shared.total() <= 20
    sitting.refresh_from_db()
    assert proof_of(sitting).agrees
