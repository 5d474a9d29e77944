"""Rulings on faulty items: foreseen in full, done as foreseen, and every earlier result still there."""

import pytest
from django.urls import reverse

from qosyl.audit.models import Act
from qosyl.cohorts.queries import package_of_cohort
from qosyl.people.access import Refused as NotAllowed
from qosyl.people.roles import Role
from qosyl.rules.reasons import Refused
from qosyl.rules.scoring import Ruling, RulingKind
from qosyl.sittings import actions
from qosyl.sittings.marking import readings_of
from qosyl.sittings.models import Attempt, Basis, ItemRuling, Result, Supersession
from qosyl.sittings.queries import result_in_force
from qosyl.sittings.regrading import effect_of
from tests.sittings.over import item_at, sat, staff
from tests.sittings.seated import client_of, keys_of, now, wrong

pytestmark = pytest.mark.django_db
OPTIONS = frozenset("abcd")
WITHDRAWN = actions.Proposal(RulingKind.WITHDRAWN, "Екі жауап дұрыс. Комиссияның № 4 хаттамасы")


def _rule(person, item, proposal=WITHDRAWN):
    effect = actions.foresee_ruling(person, item, proposal, options=OPTIONS, at=now())
    return actions.rule_on_item(person, item, proposal, options=OPTIONS, seen=effect.digest, at=now())


def test_withdrawn_item_counts_as_right_for_who_had_it_and_lifts_over_the_pass_mark():
    house, sitting = sat({0: 24})
    person, item = staff(house, Role.METHODOLOGIST), item_at(house, 0, 50)
    before = result_in_force(house.enrolments[0])

    assert _rule(person, item) == [sitting.uuid]

    after = result_in_force(house.enrolments[0])
    assert [(before.points, before.passed), (after.points, after.passed)] == [(48, False), (50, True)]
    assert Result.objects.filter(pk=before.pk, points_numerator=48, passed=False).exists()
    change = Supersession.objects.get(before=before)
    assert (change.after, change.ruling.grounds) == (after, WITHDRAWN.grounds)
    told = next(each for each in after.facts["items"] if each["p"] == 50)
    assert (told["right"], told["because"], told["given"]) == (True, "withdrawn", wrong(keys_of(house.attempt())[50]))
    assert Act.objects.get(name="rule_on_item").facts["decisions_changed"] == 1


def test_rekeyed_item_counts_by_the_new_key_and_a_ruling_taken_back_restores_the_points():
    house, _sitting = sat({0: 24})
    person, item = staff(house, Role.METHODOLOGIST), item_at(house, 0, 50)
    given = wrong(keys_of(house.attempt())[50])

    _rule(person, item, actions.Proposal(RulingKind.REKEYED, "Кілт қате", frozenset({given})))
    told = result_in_force(house.enrolments[0])
    assert told.points == 50
    assert next(each for each in told.facts["items"] if each["p"] == 50)["key"] == [given]

    _rule(person, item, actions.Proposal(RulingKind.KEPT, "Шешім қате болды"))
    assert result_in_force(house.enrolments[0]).points == 48
    assert Result.objects.count() == 3


def test_effect_worked_out_from_results_is_what_marking_the_journal_again_gives():
    house, _sitting = sat({0: 24})
    item = item_at(house, 0, 50)
    ruling = Ruling(item.key, RulingKind.WITHDRAWN)

    made = effect_of(item, ruling).attempts[0].changes[0].after
    attempt = Attempt.objects.select_related("form").get()
    marked = readings_of(attempt, package_of_cohort(house.cohort), {item.fingerprint: ruling})[0]

    assert (made.basis, made.facts, made.points) == (Basis.IN_TIME, marked.facts, marked.score.points)


def test_attempt_that_is_recorded_after_the_ruling_is_marked_by_it():
    house, _sitting = sat({0: 24})
    item = item_at(house, 0, 50)
    _rule(staff(house, Role.METHODOLOGIST), item)
    attempt = Attempt.objects.select_related("form").get()
    assert readings_of(attempt, package_of_cohort(house.cohort))[0].score.points == 50


def test_claimed_result_is_made_anew_beside_the_one_in_time():
    house, _sitting = sat({0: 24})
    first = Result.objects.get()
    facts = first.facts | {
        "items": [each | ({"given": None} if each["p"] == 1 else {}) for each in first.facts["items"]]
    }
    Result.objects.filter(pk=first.pk).update(facts=facts, points_numerator=46, percent_numerator=46, differs=False)
    Result.objects.create(**_copied(first, basis=Basis.WITH_CLAIMS, facts=first.facts))

    effect = effect_of(item_at(house, 0, 50), Ruling(item_at(house, 0, 50).key, RulingKind.WITHDRAWN))

    # 48 in time, 50 with claims: now the pass mark lies between them, and the commission has to say which counts.
    (only,) = effect.attempts
    assert [(change.after.points, change.after.differs) for change in only.changes] == [(48, True), (50, True)]
    assert only.after is None
    assert only.changes_decision


def _copied(result: Result, **fields: object) -> dict[str, object]:
    kept = {field.attname: getattr(result, field.attname) for field in Result._meta.fields}
    return {name: value for name, value in kept.items() if name not in {"id", "uuid"}} | fields


@pytest.mark.parametrize(
    ("proposal", "codes"),
    [
        (actions.Proposal(RulingKind.WITHDRAWN, " "), ["ruling.grounds"]),
        (actions.Proposal(RulingKind.REKEYED, "Кілт қате"), ["ruling.right"]),
        (actions.Proposal(RulingKind.REKEYED, "", OPTIONS), ["ruling.grounds", "ruling.right"]),
        (actions.Proposal(RulingKind.KEPT, "Бәрі дұрыс"), ["ruling.same"]),
    ],
)
def test_ruling_without_sense_is_refused(proposal, codes):
    house, _sitting = sat({0: 5})

    with pytest.raises(Refused) as refusal:
        _rule(staff(house, Role.METHODOLOGIST), item_at(house, 0, 1), proposal)

    assert [reason.code for reason in refusal.value.reasons] == codes


def test_ruling_is_a_methodologists_and_needs_what_was_shown():
    house, _sitting = sat({0: 5})
    item = item_at(house, 0, 1)

    with pytest.raises(NotAllowed):
        _rule(house.coordinator, item)
    with pytest.raises(actions.EffectChanged):
        actions.rule_on_item(
            staff(house, Role.METHODOLOGIST), item, WITHDRAWN, options=OPTIONS, seen="0" * 64, at=now()
        )

    assert not ItemRuling.objects.exists()


def test_pages_show_the_effect_first_and_do_it_only_as_shown(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    house, _sitting = sat({0: 24})
    client = client_of(staff(house, Role.METHODOLOGIST))
    item = item_at(house, 0, 50)
    address = reverse("sittings:ruling", args=[item.uuid])
    words = {"kind": "withdrawn", "grounds": "Екі жауап дұрыс"}

    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "withdrawn", "grounds": ""}).status_code == 422
    shown = client.post(address, words)
    assert shown.status_code == 200
    assert shown.context["effect"].decisions_changed == 1
    assert client.post(address, words | {"seen": "0" * 64}).status_code == 409
    assert not ItemRuling.objects.exists()

    done = client.post(address, words | {"seen": shown.context["effect"].digest})

    assert done.status_code == 302
    assert result_in_force(house.enrolments[0]).points == 50
    page = client.get(reverse("sittings:item", args=[item.uuid]))
    assert "Екі жауап дұрыс" in page.content.decode()
    learner = client_of(house.enrolments[0].learner).get(reverse("sittings:result", args=[house.attempt().uuid]))
    assert learner.context["shown"].points == "50"
