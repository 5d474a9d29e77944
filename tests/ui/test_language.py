"""The language switch: in place, and only from and to pages of this site."""

import pytest


def test_language_is_kept_and_leads_back(client, db):
    answer = client.post("/language/", {"language": "ru", "next": "/display/?next=/"})
    assert (answer.status_code, answer["Location"]) == (303, "/display/?next=/")
    assert answer.cookies["qosyl_language"].value == "ru"
    assert '<html lang="ru">' in client.get("/display/").content.decode()


def test_language_that_we_do_not_speak_changes_nothing(client, db):
    answer = client.post("/language/", {"language": "de", "next": "/display/"})
    assert answer["Location"] == "/display/"
    assert "qosyl_language" not in answer.cookies


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org", ""]
)
@pytest.mark.parametrize("route", ["/language/", "/display/"])
def test_way_back_never_leads_to_another_site(client, db, route, address):
    assert client.post(route, {"language": "ru", "next": address})["Location"] == "/"


@pytest.mark.parametrize("route", ["/language/", "/display/"])
def test_form_of_another_site_is_turned_away(client, db, route):
    answer = client.post(route, {"language": "ru", "text": "4"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert not {"qosyl_language", "qosyl_display"} & set(answer.cookies)


def test_switch_offers_both_languages_in_their_own_words(client, db):
    page = client.get("/display/").content.decode()
    assert '<button type="submit" name="language" value="kk" lang="kk" aria-current="true">Қазақша</button>' in page
    assert '<button type="submit" name="language" value="ru" lang="ru">Русский</button>' in page
