"""Error pages say what happened and what to do, in both languages, also when nothing else works."""

import pytest
from django.test import RequestFactory, override_settings
from django.utils import translation
from lxml import html

from qosyl.ui import errors

PAGES = {
    "400": (errors.bad_request, "Сұрау оқылмады", "Не удалось прочитать запрос"),
    "403": (errors.forbidden, "Бұл бет сізге ашық емес", "Эта страница вам не открыта"),
    "403_csrf": (errors.csrf_failure, "Пішін қабылданбады", "Форма не принята"),
    "404": (errors.not_found, "Мұндай бет жоқ", "Такой страницы нет"),
    "405": (
        lambda request: errors.wrong_method(request, "POST"),
        "Бұл мекенжай тек пішін қабылдайды",
        "Этот адрес принимает только формы",
    ),
    "429": (lambda request: errors.too_many_requests(request, 15), "Талпыныс тым көп болды", "Слишком много попыток"),
}


@pytest.fixture
def request_of_nobody(db):
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/a")
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_error_page_says_what_happened_and_what_to_do(request_of_nobody, name, language):
    view, *headings = PAGES[name]
    with translation.override(language):
        answer = view(request_of_nobody)
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == int(name[:3])
    assert page.xpath("//h1/text()") == [headings[language == "ru"]]
    assert len(page.xpath("//main//ul/li")) >= 2
    assert page.xpath("//main//a[@href='/']")
    assert page.get("lang") == language


def test_too_many_requests_names_the_wait(request_of_nobody):
    answer = errors.too_many_requests(request_of_nobody, 15)
    assert answer["Retry-After"] == "900"
    assert "15 минут" in answer.content.decode()


def test_server_error_speaks_both_languages_without_context():
    answer = errors.server_error(RequestFactory().get("/a"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Бізде ақау шықты" in page
    assert "У нас неполадка" in page
    assert "style=" not in page


@override_settings(STORAGES={"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}})
def test_server_error_does_not_need_the_manifest_of_assets(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    answer = errors.server_error(RequestFactory().get("/a"))
    assert b'href="/static/ui/qosyl.css"' in answer.content


def test_unknown_address_gets_the_page_that_helps(client, db):
    answer = client.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Мұндай бет жоқ" in answer.content.decode()
