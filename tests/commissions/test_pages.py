"""Pages of a commission as its people see them: appointing, typing a protocol, confirming it, refusals in words."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qosyl.commissions.models import Commission, Protocol
from qosyl.commissions.queries import confirmed_entry
from tests import factories

pytestmark = pytest.mark.django_db


def signed_in(person) -> Client:
    client = Client(headers={"accept-language": "ru"})
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def text_of(answer) -> str:
    return answer.content.decode()


def at(name: str, **things) -> str:
    return reverse(f"commissions:{name}", kwargs={key: thing.uuid for key, thing in things.items()})


def order(course, **changes) -> dict[str, object]:
    chair, *others = (str(person.uuid) for person in course.people)
    typed = {"order_number": "12-н", "order_date": "2026-11-20", "chair": chair, "members": others[:2], "quorum": ""}
    return typed | changes


def paper(number: str = "1", **more) -> dict[str, object]:
    return {"number": number, "dated": timezone.localdate().isoformat()} | more


@pytest.fixture
def commission(course) -> Commission:
    return course.appoint(at=timezone.now())


def test_coordinator_appoints_and_finds_the_commission(course):
    client = signed_in(course.coordinator)
    assert "Комиссия ещё не назначена" in text_of(client.get(at("commission", cohort=course.cohort)))
    answer = client.post(at("appoint", cohort=course.cohort), order(course), follow=True)
    assert answer.redirect_chain == [(at("commission", cohort=course.cohort), 302)]
    assert "приказом № 12-н от 20.11.2026" in text_of(answer)
    assert Commission.objects.get().quorum == 2, "empty is more than half of three voices"


def test_refusal_stands_beside_its_field_in_words(course):
    answer = signed_in(course.coordinator).post(at("appoint", cohort=course.cohort), order(course, quorum="1"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["quorum"] == ["Кворум – больше половины голосов: не меньше 2, а указано 1."]
    assert not Commission.objects.exists()


def test_protocol_of_admission_begins_with_what_was_proposed(course, commission):
    secretary = signed_in(course.people[3])
    page = text_of(secretary.get(at("admission", cohort=course.cohort)))
    assert page.count("<select") == 2, "nothing is decided about whoever came for no hour"
    assert "20,50" in page, "hours are written as people write them"
    learner = course.learners["not-proposed"].uuid
    typed = paper(**{f"admit-{course.learners['proposed'].uuid}": "yes", f"admit-{learner}": "yes"})
    refused = secretary.post(at("admission", cohort=course.cohort), typed)
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [f"grounds-{learner}"]
    done = secretary.post(at("admission", cohort=course.cohort), typed | {f"grounds-{learner}": "болел"}, follow=True)
    assert "болел" in text_of(done)
    assert Protocol.objects.get().confirmed_at is None


def test_member_confirms_on_a_page_of_its_own_and_sees_what_is_lacking(course, commission):
    protocol = factories.protocol(commission)
    factories.protocol_entry(protocol, course.learners["proposed"], in_time=None, with_claims=None)
    member = signed_in(course.people[1])
    assert at("confirm", protocol=protocol) in text_of(member.get(at("protocol", protocol=protocol)))
    assert "нельзя взять назад" in text_of(member.get(at("confirm", protocol=protocol)))
    after = text_of(member.post(at("confirm", protocol=protocol), {"special_opinion": ""}, follow=True))
    assert "Председатель ещё не подтвердил протокол." in after
    assert at("confirm", protocol=protocol) not in after, "each voice once"
    signed_in(course.people[0]).post(at("confirm", protocol=protocol), {"special_opinion": "Не согласен со сроком"})
    assert confirmed_entry(course.learners["proposed"]).points == 50
    assert "Не согласен со сроком" in text_of(member.get(at("protocol", protocol=protocol)))


def test_confirming_again_says_so_and_writes_nothing(course, commission):
    protocol = factories.protocol(commission)
    member = signed_in(course.people[1])
    for _ in range(2):
        answer = member.post(at("confirm", protocol=protocol), follow=True)
    assert "уже подтвердили протокол" in text_of(answer)
    assert protocol.confirmations.count() == 1


def test_results_are_typed_for_each_admitted_learner(course, commission):
    entry = course.entry("proposed")
    factories.admission_decision(entry)
    sitting = factories.sitting(course.cohort, released_at=timezone.now())
    attempt = factories.started_attempt(factories.form(sitting, entry.enrolment))
    factories.register_line(attempt)
    factories.result(attempt, points_numerator=84)
    client, who = signed_in(course.coordinator), entry.enrolment.uuid
    page = text_of(client.get(at("results", cohort=course.cohort)))
    assert "84 из 100" in page
    assert "утверждению устройства" not in page, "nothing was claimed"
    refused = client.post(at("results", cohort=course.cohort), paper())
    assert sorted(refused.context["form"].errors) == [f"project-{who}", f"works-{who}"]
    typed = paper(**{f"works-{who}": "9", f"project-{who}": "not-presented"})
    page = text_of(client.post(at("results", cohort=course.cohort), typed, follow=True))
    assert "не представлена" in page
    assert "84" in page


def test_withdrawing_asks_why(course, commission):
    protocol = factories.protocol(commission)
    client = signed_in(course.coordinator)
    assert client.post(at("withdraw", protocol=protocol), {"reason": ""}).status_code == 422
    client.post(at("withdraw", protocol=protocol), {"reason": "опечатка в номере"})
    assert "опечатка в номере" in text_of(client.get(at("protocol", protocol=protocol)))


def test_reader_of_protocols_changes_nothing(course, commission):
    protocol = factories.protocol(commission)
    member = signed_in(course.people[1])
    assert member.get(at("withdraw", protocol=protocol)).status_code == 404
    assert member.get(at("results", cohort=course.cohort)).status_code == 404
    assert signed_in(course.coordinator).get(at("confirm", protocol=protocol)).status_code == 404


def test_protocol_costs_a_fixed_number_of_queries(course, commission, django_assert_max_num_queries):
    protocol = factories.protocol(commission)
    for _ in range(12):
        factories.protocol_entry(protocol, factories.enrolment(course.learners["proposed"].group))
    client = signed_in(course.coordinator)
    client.get(at("protocol", protocol=protocol))
    with django_assert_max_num_queries(15):
        client.get(at("protocol", protocol=protocol))
