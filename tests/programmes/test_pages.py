"""Public pages: they answer, in both languages, from few queries, and say what the package says."""

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from qosyl.localtext import LocalText
from qosyl.programmes import contents
from qosyl.programmes.actions import publish_package
from qosyl.programmes.pages.prose import titled
from tests import factories
from tests.programmes.published import package, publish_small

pytestmark = pytest.mark.django_db

PAGES = ["", "plan/", "modules/M1/", "assessment/", "text/", "policies/", "glossary/", "literature/", "versions/"]
#: Queries of a public page for a visitor: the publication, and on the page of versions all of them.
QUERIES = {"versions/": 2}


@pytest.fixture
def home():
    provider = factories.provider("home")
    publish_small(provider)
    return provider


def read(page: str, language: str) -> str:
    client = Client()
    client.cookies["qosyl_language"] = language
    answer = client.get(f"/programmes/home/small/{page}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_page_answers_in_its_language(home, page, language):
    text = read(page, language)
    assert f'<html lang="{language}"' in text
    assert package().programme.title.pick(language) in text


@pytest.mark.parametrize("page", PAGES)
def test_page_asks_few_questions_of_the_database(home, page, django_assert_num_queries):
    read(page, "kk")  # the content of a version is read once a process
    with django_assert_num_queries(QUERIES.get(page, 1)):
        read(page, "kk")


def test_content_of_a_version_is_read_once(home, django_assert_num_queries):
    contents._package.cache_clear()
    with django_assert_num_queries(2):
        read("", "kk")
    with django_assert_num_queries(1):
        read("", "kk")


def test_unknown_programme_provider_and_module_do_not_exist(home):
    for address in ("/programmes/home/other/", "/programmes/other/small/", "/programmes/home/small/modules/M9/"):
        assert Client().get(address).status_code == 404


def test_glossary_finds_without_kazakh_letters(home):
    term = package().glossary.terms[0]
    text = Client().get("/programmes/home/small/glossary/", {"q": term.term.kk[:4]}).content.decode()
    assert f'id="{term.key}"' in text


def test_topic_asks_to_sign_in_and_then_shows_the_lecture_without_keys(home):
    assert Client().get("/programmes/home/small/topics/1.1/").status_code == 302
    reader = Client()
    reader.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    topic = next(package().topics())
    text = reader.get("/programmes/home/small/topics/1.1/").content.decode()
    assert topic.sheet.title.kk in text
    for part in ("key", "sample"):
        assert reader.get(f"/programmes/home/small/topics/1.1/{part}/").status_code == 404


def signed_in(address: str, language: str = "kk") -> str:
    reader = Client()
    reader.cookies["qosyl_language"] = language
    reader.force_login(factories.user(), backend="qosyl.people.backends.SignInNameBackend")
    answer = reader.get(f"/programmes/home/small/{address}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("page", ["topics/1.1/", "topics/2.1/practice/", "characters/", "characters/school/"])
def test_heading_of_a_lesson_comes_before_contents_and_parts(home, page):
    text = signed_in(page)
    assert text.count("<h1") == 1
    assert text.index("<h1") < text.index('class="tree"')
    assert 'class="tabs"' not in text[: text.index("<h1")]


def test_people_of_the_course_have_a_page_of_their_own(home):
    text = signed_in("characters/")
    for key, page in package().characters.items():
        assert f'href="/programmes/home/small/characters/{key}/"' in text
        title, _rest = titled(page.kk)
        assert (title or key) in text
    assert 'href="/programmes/home/small/characters/"' in signed_in("topics/1.1/")
    assert 'href="/programmes/home/small/characters/"' in signed_in("characters/school/")


def test_readings_have_headings_that_say_something(home):
    headings = html.fromstring(read("policies/", "ru")).xpath("//main//h2")
    assert len(headings) == len(package().policies.policies)
    assert min(len(heading.text_content()) for heading in headings) > 10


def test_versions_say_where_a_change_stands_in_words(home):
    glossary = package().glossary
    first, *others = glossary.terms
    changed = first.model_copy(update={"definition": LocalText(kk="Басқаша", ru="Иначе")})
    renewed = package().model_copy(update={"glossary": glossary.model_copy(update={"terms": (changed, *others)})})
    publish_package(None, home, renewed, (), at=timezone.now())
    text = read("versions/", "ru")
    assert f"Глоссарий · {first.key} · определение · на русском" in text
    assert " › " not in html.fromstring(text).xpath("string(//main)")


def test_tutor_reads_the_samples_that_a_reader_does_not(home):
    from qosyl.people.roles import Role

    tutor, client = factories.user(), Client()
    factories.role_holding(tutor, Role.TUTOR, home)
    client.force_login(tutor, backend="qosyl.people.backends.SignInNameBackend")
    assert client.get("/programmes/home/small/topics/1.1/sample/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_page_has_strict_protection(home, page):
    answer = Client().get(f"/programmes/home/small/{page}")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    text = answer.content.decode()
    assert " style=" not in text
    assert "<style" not in text
    assert "onclick" not in text
