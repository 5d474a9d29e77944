"""Which page an attempt shows, to whom, and what the pages without JavaScript make of what they are sent."""

import gzip
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from qosyl.rules.receipt import receipt_problems
from qosyl.sittings.capability import COOKIE
from qosyl.sittings.models import Attempt, JournalBatch
from qosyl.sittings.sheets import sheet_of
from tests import factories
from tests.programmes.published import INCLUSION
from tests.sittings.scene import Scene, now

pytestmark = pytest.mark.django_db

KILOBYTE = 1024
MOST_KILOBYTES, MOST_REQUESTS = 90, 8


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def client(scene) -> Client:
    return signed_in(scene.learner)


@pytest.fixture
def writing(scene, client) -> Client:
    """A device without JavaScript that has begun."""
    assert client.post(f"{scene.address}start/", {"way": "pages"}).status_code == 302
    return client


def shown(answer) -> dict[str, str]:
    """The fields of a page as a browser would send them back untouched."""
    page = answer.content.decode()
    fields = {"shown": re.search(r'name="shown" value="([^"]*)"', page)[1].replace("&quot;", '"')}
    for name in set(re.findall(r'name="(a\d+)"', page)):
        chosen = re.search(rf'name="{name}" value="([^"]*)" checked', page)
        fields[name] = chosen[1] if chosen else ""
    return fields | dict.fromkeys(re.findall(r'name="(f\d+)" checked', page), "on")


def answers(scene) -> dict[int, str]:
    attempt = scene.fresh()
    return dict(sheet_of(attempt, attempt.epoch, now()).answers)


def events(scene) -> int:
    return sum(row.last - row.first + 1 for row in JournalBatch.objects.filter(attempt=scene.attempt))


# --- which page --------------------------------------------------------------------------------------------------
def test_offered_attempt_shows_rules_minutes_and_a_button(scene, client):
    page = client.get(scene.address)

    assert page.status_code == 200
    assert b"<dd>90</dd>" in page.content
    assert f'action="{scene.address}start/"'.encode() in page.content
    assert not Attempt.objects.filter(started_at__isnull=False).exists()


@pytest.mark.parametrize(("opens", "closes"), [(1, 2), (-2, -1)], ids=["early", "late"])
def test_attempt_outside_its_window_cannot_be_started(scene, client, opens, closes):
    scene.sitting.opens_at, scene.sitting.closes_at = now() + timedelta(hours=opens), now() + timedelta(hours=closes)
    scene.sitting.save()

    assert b"start/" not in client.get(scene.address).content
    assert client.post(f"{scene.address}start/").status_code == 302
    assert scene.fresh().started_at is None


def test_accommodation_stands_on_the_page_before_the_start():
    scene = Scene(eased=("large-print",))
    page = signed_in(scene.learner).get(scene.address).content.decode()

    assert "25" in page
    assert "Ірі" in page


def test_large_print_enlarges_the_test_itself():
    scene = Scene(eased=("large-print",))
    client = signed_in(scene.learner)
    client.post(f"{scene.address}start/")

    assert b'data-text="3"' in client.get(scene.address).content


def test_start_needs_the_code_of_the_room():
    scene = Scene(room_code="4711")
    client = signed_in(scene.learner)

    assert client.post(f"{scene.address}start/", {"room_code": ""}).status_code == 422
    assert client.post(f"{scene.address}start/", {"room_code": "0815"}).status_code == 422
    assert scene.fresh().started_at is None
    assert client.post(f"{scene.address}start/", {"room_code": " 47 11"}).status_code == 302
    assert scene.fresh().started_at is not None


def test_started_attempt_shows_every_question_in_both_languages_and_no_key(scene, client):
    client.post(f"{scene.address}start/")
    page = client.get(scene.address).content.decode()

    assert page.count("<fieldset id=") == scene.questions
    assert page.count('type="radio" name="p') == 4 * scene.questions
    assert 'lang="kk"' in page
    assert 'lang="ru"' in page
    assert "answer_key" not in page
    assert '"why"' not in page
    assert "<style" not in page
    assert not re.search(r"<script(?![^>]*(?:src=|application/json))", page)
    assert not re.search(r"\son\w+=|\sstyle=", page)


def test_started_attempt_without_capability_offers_to_go_on_here(scene, client):
    scene.start(minutes_ago=10)
    page = client.get(scene.address)
    assert f'action="{scene.address}go-on/"'.encode() in page.content
    assert scene.fresh().epoch == 1

    assert client.post(f"{scene.address}go-on/").status_code == 302
    assert scene.fresh().epoch == 2
    assert b'id="paper"' in client.get(scene.address).content


def test_device_that_has_lost_its_journal_goes_on_with_a_new_epoch(scene, client):
    client.post(f"{scene.address}start/")
    page = client.get(f"{scene.address}?anew")

    assert f'action="{scene.address}go-on/"'.encode() in page.content
    client.post(f"{scene.address}go-on/", {"above": "3"})
    assert scene.fresh().epoch == 4


def test_closed_and_finished_attempts_show_their_receipt(scene, client):
    scene.start(minutes_ago=200)
    page = client.get(scene.address).content.decode()

    found = re.search(r'id="receipt">([\d-]+)<', page)[1]
    assert receipt_problems(found) == ()


def test_visitor_is_sent_to_sign_in_and_comes_back(scene):
    for address in ("", "pages/1/", "overview/"):
        answer = Client().get(f"{scene.address}{address}")
        assert answer.status_code == 302
        assert scene.address in answer["Location"]
    for address in ("start/", "go-on/", "pages/1/", "overview/"):
        assert Client().post(f"{scene.address}{address}").status_code == 302
    assert scene.fresh().started_at is None


@pytest.mark.parametrize("address", ["", "start/", "go-on/", "pages/1/", "overview/"])
def test_attempt_of_somebody_else_is_not_there(scene, address):
    stranger = signed_in(factories.user())
    method = stranger.post if address in {"start/", "go-on/"} else stranger.get

    assert method(f"{scene.address}{address}").status_code == 404
    assert scene.fresh().started_at is None


def test_somebody_else_on_the_same_phone_does_not_see_the_test(scene, client):
    client.post(f"{scene.address}start/")
    client.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")

    assert client.get(scene.address).status_code == 404
    assert client.get(f"{scene.address}pages/1/").status_code == 404


def test_expired_session_loses_no_page(scene, writing):
    page = writing.get(f"{scene.address}pages/1/")
    del writing.cookies["sessionid"]

    assert writing.post(f"{scene.address}pages/1/", shown(page) | {"a1": "b", "go": "next"}).status_code == 302
    assert answers(scene) == {1: "b"}
    assert writing.get(scene.address).status_code == 200


# --- pages of questions ------------------------------------------------------------------------------------------
def test_page_makes_events_of_what_was_changed_and_of_nothing_else(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/"))
    writing.post(f"{scene.address}pages/1/", page | {"a1": "b", "a3": "c", "f3": "on", "go": "next"})
    assert answers(scene) == {1: "b", 3: "c"}
    assert events(scene) == 3

    page = shown(writing.get(f"{scene.address}pages/1/"))
    assert (page["a1"], page["a3"], page["f3"]) == ("b", "c", "on")
    writing.post(f"{scene.address}pages/1/", page | {"a1": "", "go": "stay"})
    assert answers(scene) == {3: "c"}
    assert events(scene) == 4


def test_page_sent_twice_counts_once(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/")) | {"a1": "b", "f2": "on", "go": "stay"}

    for _ in range(3):
        assert writing.post(f"{scene.address}pages/1/", page).status_code == 302
    assert events(scene) == 2


def test_page_asks_and_writes_little(scene, writing, django_assert_num_queries):
    """Session, learner, attempt with its programme, epochs and their batches; then lock, epochs, one row, new end."""
    first = shown(writing.get(f"{scene.address}pages/1/")) | {"a1": "b", "go": "next"}
    writing.post(f"{scene.address}pages/1/", first)
    with django_assert_num_queries(6):
        page = shown(writing.get(f"{scene.address}pages/1/"))
    with django_assert_num_queries(11):
        writing.post(f"{scene.address}pages/1/", page | {"a2": "b", "go": "next"})


@pytest.mark.parametrize(("way", "leads_to"), [("next", "pages/2/"), ("stay", "pages/1/"), ("overview", "overview/")])
def test_page_goes_where_its_button_says(scene, writing, way, leads_to):
    page = shown(writing.get(f"{scene.address}pages/1/"))

    assert writing.post(f"{scene.address}pages/1/", page | {"go": way})["Location"] == f"{scene.address}{leads_to}"


def test_question_changed_elsewhere_is_asked_about_and_the_rest_is_stored(scene, writing):
    first = shown(writing.get(f"{scene.address}pages/1/"))
    second = dict(first)
    writing.post(f"{scene.address}pages/1/", first | {"a1": "b", "a2": "c"})

    clash = writing.post(f"{scene.address}pages/1/", second | {"a1": "d", "a4": "a"})
    assert clash.status_code == 409
    assert answers(scene) == {1: "b", 2: "c", 4: "a"}

    asked = shown(clash)
    assert set(asked) == {"shown", "a1"}
    writing.post(f"{scene.address}pages/1/", asked | {"a1": "d"})
    assert answers(scene) == {1: "d", 2: "c", 4: "a"}


def test_page_that_the_server_has_not_given_out_is_refused(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/"))
    other = Scene()
    for token in ("", "x" * 70, page["shown"][:-1], page["shown"].replace('"base":0', '"base":9'), "0" * 64 + "{}"):
        assert writing.post(f"{scene.address}pages/1/", page | {"shown": token, "a1": "b"}).status_code == 400
    assert writing.post(f"{scene.address}pages/1/", page | {"a1": "nothing"}).status_code == 400
    strange = signed_in(other.learner)
    strange.post(f"{other.address}start/")
    assert strange.post(f"{other.address}pages/1/", page | {"a1": "b"}).status_code == 400
    assert (events(scene), events(other)) == (0, 0)


def test_page_of_a_replaced_device_is_kept_and_never_overrides(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/"))
    elsewhere = signed_in(scene.learner)
    elsewhere.post(f"{scene.address}go-on/", {"way": "pages"})
    there = shown(elsewhere.get(f"{scene.address}pages/1/"))
    elsewhere.post(f"{scene.address}pages/1/", there | {"a1": "b"})

    assert writing.post(f"{scene.address}pages/1/", page | {"a2": "c"}).status_code == 302
    assert answers(scene) == {1: "b", 2: "c"}
    assert writing.get(f"{scene.address}pages/1/")["Location"] == scene.address


def test_overview_hands_in_only_what_is_confirmed(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/"))
    writing.post(f"{scene.address}pages/1/", page | {"a1": "b", "f1": "on"})
    asked = shown(writing.get(f"{scene.address}overview/"))

    assert writing.post(f"{scene.address}overview/", asked).status_code == 422
    assert writing.post(f"{scene.address}overview/", {"sure": "on"}).status_code == 400
    assert scene.fresh().finished_at is None
    assert writing.post(f"{scene.address}overview/", asked | {"sure": "on"})["Location"] == scene.address
    assert scene.fresh().finished_at is not None
    assert scene.fresh().receipt in writing.get(scene.address).content.decode()
    assert writing.post(f"{scene.address}pages/1/", page | {"a2": "b"})["Location"] == scene.address
    assert answers(scene) == {1: "b"}


def test_page_after_the_deadline_is_stored_as_late_and_leads_to_the_receipt(scene, writing):
    page = shown(writing.get(f"{scene.address}pages/1/"))
    Attempt.objects.update(started_at=now() - timedelta(hours=2))

    assert writing.post(f"{scene.address}pages/1/", page | {"a1": "b"}).status_code == 302
    assert events(scene) == 1
    assert writing.get(f"{scene.address}pages/1/")["Location"] == scene.address
    assert scene.fresh().finished_at is None


@pytest.mark.parametrize("number", [0, 3, 99])
def test_page_that_the_form_does_not_have_is_not_there(scene, writing, number):
    assert writing.get(f"{scene.address}pages/{number}/").status_code == 404


# --- weight ------------------------------------------------------------------------------------------------------
def test_page_of_fifty_real_questions_is_light_and_asks_little(django_assert_num_queries, capsys):
    """Everything that a browser fetches for the test, cold: the page in two languages, styles, modules."""
    scene = Scene(questions=50, root=INCLUSION)
    client = signed_in(scene.learner)
    client.post(f"{scene.address}start/")
    client.get(scene.address)
    with django_assert_num_queries(7):
        page = client.get(scene.address).content
    fetched = {path for path in re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode()) if "icon" not in path}
    parts = {"page": page} | {path: Path(finders.find(path)).read_bytes() for path in sorted(fetched)}
    sizes = {name: len(gzip.compress(content, 9)) for name, content in parts.items()}

    with capsys.disabled():
        print(sizes, "sum", sum(sizes.values()))  # noqa: T201 - the figures are wanted
    assert sum(sizes.values()) <= MOST_KILOBYTES * KILOBYTE
    assert len(parts) <= MOST_REQUESTS


def test_capability_is_given_for_the_addresses_of_the_attempt_alone(scene, client):
    cookie = client.post(f"{scene.address}start/").cookies[COOKIE]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (scene.address, True, "Strict")
