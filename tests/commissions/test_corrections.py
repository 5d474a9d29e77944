"""A confirmed protocol of results that holds an error is corrected by another; nothing of it is overwritten."""

import pytest
from django.utils import timezone

from qosyl.commissions.actions import (
    Paper,
    ResultRecord,
    confirm_protocol,
    draw_up_admission,
    draw_up_correction,
    draw_up_results,
    withdraw_protocol,
)
from qosyl.commissions.models import Protocol, ProtocolEntry
from qosyl.commissions.queries import confirmed_entries, confirmed_entry, superseded_protocols
from qosyl.people.access import Refused as NotAllowed
from qosyl.rules.reasons import Refused
from tests import factories
from tests.commissions.conftest import AT, DAY
from tests.commissions.test_pages import at, paper, signed_in, text_of

pytestmark = pytest.mark.django_db
REASON = "Жоба балы қате көшірілген"


def codes(refusal) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def confirmed(course, protocol):
    for person in course.people[:2]:
        confirm_protocol(person, protocol, at=AT)
    return protocol


@pytest.fixture
def learner(course):
    return course.learners["proposed"]


@pytest.fixture
def wrong(course, learner) -> Protocol:
    """Confirmed results with 11 points of the project, where 9 were meant."""
    course.appoint()
    confirmed(course, draw_up_admission(course.coordinator, course.cohort, Paper("1", DAY), {}, at=AT))
    sitting = factories.sitting(course.cohort, released_at=AT)
    attempt = factories.started_attempt(factories.form(sitting, learner), at=AT)
    factories.register_line(attempt)
    factories.result(attempt)
    records = {learner.pk: ResultRecord(works=8, project=11)}
    return confirmed(course, draw_up_results(course.coordinator, course.cohort, Paper("2", DAY), records, at=AT))


def correct(course, wrong, learner, *, project=9, number="3-т", reason=REASON) -> Protocol:
    records = {learner.pk: ResultRecord(works=8, project=project)}
    return draw_up_correction(course.coordinator, wrong, Paper(number, DAY), records, reason, at=AT)


def test_correction_is_in_force_once_it_is_confirmed_and_changes_no_row_of_the_old(course, wrong, learner):
    before = list(ProtocolEntry.objects.filter(protocol=wrong).values())
    made = correct(course, wrong, learner)
    assert confirmed_entry(learner).project == 11, "a draft changes nothing"

    confirmed(course, made)

    entry = confirmed_entry(learner)
    assert (entry.project, entry.protocol, entry.number) == (9, made.uuid, "3-т")
    assert confirmed_entries(course.cohort)[learner.pk] == entry
    assert list(ProtocolEntry.objects.filter(protocol=wrong).values()) == before
    assert superseded_protocols(course.cohort) == {wrong.uuid: made}
    assert (made.supersedes, made.corrected_for) == (wrong, REASON)


def test_correction_is_corrected_in_its_turn(course, wrong, learner):
    second = confirmed(course, correct(course, wrong, learner))
    third = confirmed(course, correct(course, second, learner, project=10, number="4-т"))

    assert (confirmed_entry(learner).project, confirmed_entry(learner).protocol) == (10, third.uuid)


def test_protocol_is_corrected_once_and_again_after_a_withdrawal(course, wrong, learner):
    first = correct(course, wrong, learner)
    with pytest.raises(Refused) as refusal:
        correct(course, wrong, learner, number="4-т")
    assert codes(refusal) == ["protocol.corrected-already"]

    withdraw_protocol(course.coordinator, first, "тағы қате", at=AT)
    confirmed(course, correct(course, wrong, learner, number="4-т"))

    with pytest.raises(Refused) as refusal:
        correct(course, wrong, learner, number="5-т")
    assert codes(refusal) == ["protocol.corrected-already"]


def test_only_confirmed_results_are_corrected(course, wrong, learner):
    admission = Protocol.objects.get(kind="admission")
    open_one = factories.protocol(wrong.commission, number="9-т")

    for protocol in (admission, open_one):
        with pytest.raises(Refused) as refusal:
            correct(course, protocol, learner)
        assert codes(refusal) == ["protocol.not-to-correct"]


def test_correction_says_which_error_and_bears_a_number_of_its_own(course, wrong, learner):
    with pytest.raises(Refused) as refusal:
        correct(course, wrong, learner, number="2", reason="  ")

    assert codes(refusal) == ["protocol.number-taken", "protocol.correction-reason"]


def test_learner_who_was_assessed_again_since_keeps_the_newer_result(course, wrong, learner):
    other = factories.enrolment(factories.group(course.cohort))
    factories.protocol_entry(wrong, other)
    later = factories.protocol(wrong.commission, number="9-т", confirmed_at=timezone.now())
    factories.protocol_entry(later, learner, points="70")
    records = {other.pk: ResultRecord(works=5, project=5, absent=True)}

    confirmed(course, draw_up_correction(course.coordinator, wrong, Paper("3-т", DAY), records, REASON, at=AT))

    assert confirmed_entry(learner).points == 70
    assert confirmed_entry(other).works == 5


def test_member_draws_up_no_correction(course, wrong, learner):
    with pytest.raises(NotAllowed):
        draw_up_correction(course.people[1], wrong, Paper("3-т", DAY), {}, REASON, at=AT)


# --- pages ------------------------------------------------------------------------------------------------------------
def test_form_of_a_correction_begins_with_what_the_protocol_says(course, wrong, learner):
    client = signed_in(course.coordinator)
    assert at("correct", protocol=wrong) in text_of(client.get(at("protocol", protocol=wrong)))

    page = client.get(at("correct", protocol=wrong))

    form = page.context["form"]
    assert (form[f"works-{learner.uuid}"].value(), form[f"project-{learner.uuid}"].value()) == ("8", "11")
    assert "Заменяет протокол № 2 от 20.11.2026." in text_of(page)


def test_secretary_corrects_on_the_page_and_both_protocols_name_each_other(course, wrong, learner):
    secretary = signed_in(course.people[3])
    typed = {f"works-{learner.uuid}": "8", f"project-{learner.uuid}": "9", "reason": "Балл списан неверно"}

    refused = secretary.post(at("correct", protocol=wrong), paper("3-т", **(typed | {"reason": ""})))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["reason"])
    done = secretary.post(at("correct", protocol=wrong), paper("3-т", **typed), follow=True)

    made = Protocol.objects.get(number="3-т")
    assert "Заменяет протокол № 2 от 20.11.2026." in text_of(done)
    assert "Балл списан неверно" in text_of(done)
    assert "Исправление ждёт подтверждения" in text_of(secretary.get(at("protocol", protocol=wrong)))
    for person in course.people[:2]:
        confirm_protocol(person, made, at=timezone.now())
    old = text_of(secretary.get(at("protocol", protocol=wrong)))
    assert "Заменён протоколом № 3-т" in old
    assert at("correct", protocol=wrong) not in old
    assert "заменён" in text_of(secretary.get(at("commission", cohort=course.cohort)))


def test_page_of_a_correction_leads_back_where_there_is_nothing_to_correct(course, wrong):
    admission = Protocol.objects.get(kind="admission")

    answer = signed_in(course.coordinator).get(at("correct", protocol=admission))

    assert answer["Location"] == at("protocol", protocol=admission)


def test_member_finds_no_page_of_a_correction(course, wrong):
    assert signed_in(course.people[1]).get(at("correct", protocol=wrong)).status_code == 404
