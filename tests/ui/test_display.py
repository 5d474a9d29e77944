"""Display settings: the cookie, and what the server makes of it without JavaScript."""

from hypothesis import given
from hypothesis import strategies as st

from qosyl.ui.display import CHOICES, COOKIE_NAME, DisplaySettings

settings_of_readers = st.builds(DisplaySettings, **{name: st.sampled_from(values) for name, values in CHOICES.items()})


@given(settings_of_readers)
def test_settings_survive_the_cookie(chosen):
    assert DisplaySettings.from_cookie(chosen.as_cookie()) == chosen


@given(st.text())
def test_cookie_of_any_text_gives_allowed_settings(cookie):
    read = DisplaySettings.from_cookie(cookie)
    assert all(getattr(read, name) in values for name, values in CHOICES.items())


def test_cookie_of_one_who_never_chose_is_empty():
    assert DisplaySettings().as_cookie() == ""
    assert DisplaySettings(text="3", theme="dark").as_cookie() == "text:3.theme:dark"


def test_page_carries_only_what_was_chosen(client, db):
    client.cookies[COOKIE_NAME] = "text:4.contrast:high.theme:auto.motion:<b>"
    answer = client.get("/display/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="kk" data-text="4" data-contrast="high">' in page


def test_choice_is_kept_and_leads_back(client, db):
    answer = client.post("/display/", {"text": "2", "motion": "calm", "next": "/display/?a=1"})
    assert (answer.status_code, answer["Location"]) == (303, "/display/?a=1")
    kept = answer.cookies[COOKIE_NAME]
    assert (kept.value, kept["samesite"]) == ("text:2.motion:calm", "Lax")
    assert 'data-motion="calm"' in client.get("/display/").content.decode()


def test_reset_forgets_the_choice(client, db):
    client.post("/display/", {"text": "4"})
    answer = client.post("/display/", {"text": "4", "reset": "1"})
    assert answer.cookies[COOKIE_NAME]["max-age"] == 0
