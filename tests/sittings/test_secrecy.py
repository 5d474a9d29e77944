"""Before the release no answer of the house holds a key, a rationale or a result; afterwards the own page does."""

from html import unescape

import pytest
from django.apps import apps
from django.urls import reverse

from qosyl.people.roles import Role
from qosyl.sittings import actions
from qosyl.sittings.models import Form, Sitting
from tests import factories
from tests.programmes.published import INCLUSION, package
from tests.sittings.seated import client_of, keys_of, now, seated, wrong

pytestmark = pytest.mark.django_db
_STAFF = (Role.COORDINATOR, Role.TUTOR, Role.COMMISSION_MEMBER, Role.DIRECTOR, Role.AUDITOR)


def _rationales() -> set[str]:
    """What gives a key away by its words: the rationale of every option, in both languages."""
    options = [option for item in package(INCLUSION).items() for option in item.options]
    return {option.why.pick(language) for option in options for language in ("kk", "ru")}


def _addresses(house, sitting) -> list[str]:
    attempt = house.attempt().uuid
    of_sitting = ("sitting", "more-time", "end-starting", "proof", "results", "sheet")
    return [
        reverse("sittings:sittings"),
        reverse("sittings:own-results"),
        reverse("sittings:result", args=[attempt]),
        reverse("sittings:claims", args=[attempt]),
        reverse("sittings:sit", args=[attempt]),
        reverse("sittings:overview", args=[attempt]),
        *(reverse("sittings:questions", args=[attempt, page]) for page in range(1, 6)),
        *(reverse(f"sittings:{name}", args=[sitting.uuid]) for name in of_sitting),
        f"/sit/{attempt}/events",
        f"/sit/{attempt}/finish",
    ]


def _everything_said(house, sitting, device) -> dict[str, str]:
    people = {role: factories.user() for role in _STAFF}
    for role, person in people.items():
        factories.role_holding(person, role, house.provider)
    clients = {str(role): client_of(person) for role, person in people.items()}
    clients["learner"] = client_of(house.enrolments[0].learner)
    clients["learner"].cookies["qosyl_sit"] = device.client.cookies["qosyl_sit"].value
    said = {}
    for who, client in clients.items():
        for address in _addresses(house, sitting):
            for language in ("kk", "ru"):
                client.cookies["qosyl_language"] = language
                answer = client.get(address)
                said[f"{who} {language} {address}"] = unescape(answer.content.decode())
    return said


@pytest.mark.parametrize("finished", [False, True])
def test_nothing_of_a_key_is_said_before_the_release(finished):
    house = seated(2)
    sitting = house.open()
    device = house.device(0)
    keys = keys_of(house.attempt(0))
    for position, key in keys.items():
        device.answer(position, key if position % 2 else wrong(key))
    said = {"events": device.send(1, 25).content.decode() + device.send(26).content.decode()}
    if finished:
        device.write("finish")
        device.send(51)
        said["finish"] = device.finish().content.decode()
        actions.settle_sitting(sitting, at=now())  # scored, and the second learner may still start

    said |= _everything_said(house, sitting, device)

    told = {(where, why) for where, words in said.items() for why in _rationales() if why in words}
    assert told == set()
    points = "50 балл"
    assert [where for where, words in said.items() if points in words and "result" in where] == []


def test_rationales_are_told_after_the_release():
    """The search above would find one where there is one."""
    house = seated(1)
    sitting = house.open()
    device = house.device(0)
    device.write("finish")
    device.send()
    device.finish()
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now())

    page = client_of(house.enrolments[0].learner).get(reverse("sittings:result", args=[house.attempt().uuid]))

    told = {why for why in _rationales() if why in unescape(page.content.decode())}
    assert len(told) == 50


def test_rows_of_a_sitting_hold_no_key():
    house = seated(1)
    house.open()
    content, drawing = Form.objects.get().content, Sitting.objects.get().drawing

    assert {name for place in content for name in place} == {"p", "item", "fingerprint", "module", "outcome", "options"}
    kept = {name for item in drawing["bank"] for name in item}
    assert kept == {"item", "fingerprint", "module", "outcome", "level", "enemies", "options"}
    assert apps.get_model("sittings", "Attempt")._meta.get_field("learner").get_internal_type() == "UUIDField"
