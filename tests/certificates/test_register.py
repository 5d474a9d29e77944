"""The register and its documents: who looks, finds, takes along, annuls and replaces; what stays for good."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.certificates.actions import NotIssued, annul_document, replace_document
from qosyl.certificates.lookups import PASSWORDS
from qosyl.certificates.models import Document, Printout, RegisterEntry
from qosyl.certificates.papers import path_of
from qosyl.certificates.tasks import make_printout
from qosyl.certificates.views.register import safe_cell
from qosyl.people.access import Refused
from qosyl.people.roles import Role
from tests import factories
from tests.certificates.scene import PASSWORD, SITE, scene

pytestmark = pytest.mark.django_db


def client_of(person):
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def with_documents(many=3):
    stage = scene()
    for number in range(many):
        stage.learner("50" if number % 3 else "48")
    stage.issue()
    return stage


def texts(stage, query="", person=None):
    return client_of(person or stage.director).get(reverse("certificates:register") + query).content.decode()


# --- looking ---------------------------------------------------------------------------------------------------------
def test_register_finds_by_name_number_and_code_in_either_spelling():
    stage = with_documents()
    wanted = Document.objects.order_by("id")[1]

    for words in ("Бхметова", "бхметова серикқызы1", wanted.number, wanted.code.lower()):
        text = texts(stage, f"?q={words}")
        assert wanted.number in text
        assert Document.objects.order_by("id")[0].number not in text
    assert "Ештеңе табылмады" in texts(stage, "?q=Жоқадам")


def test_register_narrows_by_kind_state_and_year():
    stage = with_documents()
    statement = Document.objects.get(kind="statement")
    annul_document(stage.director, statement, reason="Қате", at=timezone.now())

    assert statement.number in texts(stage, "?kind=statement")
    assert statement.number in texts(stage, "?state=annulled")
    assert statement.number not in texts(stage, "?state=valid")
    assert statement.number not in texts(stage, "?kind=certificate")
    assert statement.number not in texts(stage, "?year=2019")
    assert texts(stage, "?kind=nonsense&state=x&year=abc&page=zz")


def test_register_asks_the_same_number_of_questions_for_any_number_of_rows(django_assert_max_num_queries):
    stage = with_documents(12)
    client = client_of(stage.director)
    with django_assert_max_num_queries(6):
        client.get(reverse("certificates:register"))


def test_queue_asks_the_same_number_of_questions_for_any_number_of_learners(django_assert_max_num_queries):
    stage = scene()
    for _ in range(12):
        stage.learner()
    client = client_of(stage.director)
    address = reverse("certificates:awaiting-in-cohort", args=[stage.cohort.uuid])
    client.get(address)

    with django_assert_max_num_queries(22):
        text = client.get(address).content.decode()
    assert text.count('name="learners"') == 12


def test_coordinator_and_auditor_read_and_change_nothing():
    stage = with_documents()
    document = Document.objects.first()
    for role in (Role.COORDINATOR, Role.AUDITOR):
        person = factories.user(PASSWORD)
        factories.role_holding(person, role, stage.provider)
        assert document.number in texts(stage, person=person)
        for route in ("annul", "replace"):
            answer = client_of(person).post(reverse(f"certificates:{route}", args=[document.uuid]), {"reason": "x"})
            assert answer.status_code == 404
        with pytest.raises(Refused):
            annul_document(person, document, reason="x", at=timezone.now())


def test_register_of_another_provider_shows_nothing():
    stage, other = with_documents(), scene()

    assert Document.objects.first().number not in texts(stage, person=other.director)


# --- taking along ----------------------------------------------------------------------------------------------------
def test_export_has_every_row_and_is_recorded():
    stage = with_documents()
    answer = client_of(stage.director).get(reverse("certificates:export"))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";"))

    assert len(rows) == 4
    assert {row[0] for row in rows[1:]} == set(Document.objects.values_list("number", flat=True))
    assert Act.objects.get(name="export_register").facts == {"rows": 3}


@pytest.mark.parametrize("text", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1", " =cmd", "\n=1"])
def test_cell_that_a_table_program_would_run_is_only_text(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Ахметова", "БА-2026-1", "", "a=1", "6–7"])
def test_other_cell_stays_as_it_is(text):
    assert safe_cell(text) == text


def test_name_that_is_a_formula_is_exported_as_text():
    stage = scene()
    name = '=HYPERLINK("http://127.0.0.1","x")'
    stage.learner(names={"family_kk": name, "given_kk": "А", "family_ru": name, "given_ru": "А", "folded_name": "а"})
    stage.issue()

    content = b"".join(client_of(stage.director).get(reverse("certificates:export")).streaming_content).decode()
    assert "\"'=HYPERLINK" in content


# --- ending ----------------------------------------------------------------------------------------------------------
def test_annulled_document_stays_with_its_number_and_reason():
    stage = with_documents(1)
    document = Document.objects.get()
    annul_document(stage.director, document, reason="Қате берілген", at=timezone.now())

    document.refresh_from_db()
    assert (document.state, document.entries.last().reason) == ("annulled", "Қате берілген")
    assert (
        "Қате берілген"
        in client_of(stage.director).get(reverse("certificates:document", args=[document.uuid])).content.decode()
    )
    for act in (annul_document, replace_document):
        more = {"address": SITE} if act is replace_document else {}
        with pytest.raises(NotIssued, match="ended-already"):
            act(stage.director, document, reason="тағы", at=timezone.now(), **more)
    assert RegisterEntry.objects.count() == 2


def test_learner_of_an_annulled_document_can_be_issued_another_with_another_number():
    stage = with_documents(2)
    document = Document.objects.get(kind="certificate")
    annul_document(stage.director, document, reason="Қате", at=timezone.now())

    assert stage.issue(document.enrolment)[0].counted == document.counted + 1


def test_completion_falls_with_the_last_valid_document_and_comes_back_with_the_next():
    stage = scene()
    learner = stage.learner()
    document = stage.issue()[0]

    annul_document(stage.director, document, reason="Қате", at=timezone.now())
    learner.refresh_from_db()
    assert (learner.state, learner.state_reason) == ("studying", "closed-by-mistake")

    stage.issue(learner)
    learner.refresh_from_db()
    assert (learner.state, learner.state_reason) == ("completed", "certificate-earned")


def test_completion_stays_while_another_document_is_valid_and_when_one_is_replaced():
    stage = scene()
    learner = stage.learner("48")
    statement = stage.issue()[0]
    later = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now())
    factories.protocol_entry(later, learner, points="60")
    certificate = stage.issue(learner)[0]

    annul_document(stage.director, statement, reason="Қате", at=timezone.now())
    replace_document(stage.director, certificate, reason="Аты түзетілді", address=SITE, at=timezone.now())

    learner.refresh_from_db()
    assert learner.state == "completed"
    assert [change.act for change in learner.changes.all()][-1] == "complete"


def test_replacement_says_what_is_recorded_today_and_both_refer_to_each_other():
    stage = scene()
    learner = stage.learner()
    old = stage.issue()[0]
    learner.learner.family_kk = "Түзетілген"
    learner.learner.save()

    new = replace_document(stage.director, old, reason="Аты түзетілді", address=SITE, at=timezone.now())

    old.refresh_from_db()
    assert "Түзетілген" in new.record
    assert "Түзетілген" not in old.record
    assert old.state == "replaced"
    assert old.entries.last().other == new
    assert new.entries.get().other == old
    assert new.counted == old.counted + 1


def test_document_of_another_kind_is_not_a_replacement():
    stage = scene()
    learner = stage.learner("48")
    statement = stage.issue()[0]
    later = factories.protocol(stage.protocol.commission, confirmed_at=timezone.now())
    factories.protocol_entry(later, learner, points="90")

    with pytest.raises(NotIssued, match="other-kind"):
        replace_document(stage.director, statement, reason="x", address=SITE, at=timezone.now())


# --- pages -----------------------------------------------------------------------------------------------------------
def test_director_issues_on_the_page_with_the_own_password_in_the_same_request(django_capture_on_commit_callbacks):
    stage = scene()
    learner = stage.learner()
    client = client_of(stage.director)
    address = reverse("certificates:issue", args=[stage.cohort.uuid])

    for password in ("", "басқа"):
        assert client.post(address, {"learners": str(learner.uuid), "password": password}).status_code == 422
    assert not Document.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(address, {"learners": str(learner.uuid), "password": PASSWORD})
    assert answer.status_code == 302
    document = Document.objects.get()
    assert document.record.count("http://testserver/v/") == 1
    assert path_of(document).exists()


def test_wrong_passwords_are_slowed_down():
    stage = scene()
    learner = stage.learner()
    client = client_of(stage.director)
    address = reverse("certificates:issue", args=[stage.cohort.uuid])
    for _ in range(PASSWORDS.most):
        client.post(address, {"learners": str(learner.uuid), "password": "қате"})

    assert client.post(address, {"learners": str(learner.uuid), "password": PASSWORD}).status_code == 429
    assert not Document.objects.exists()


def test_queue_says_of_each_learner_what_follows_and_why():
    stage = scene()
    stage.learner("48")
    stage.learner("50", named=False)
    stage.learner(outcome="absent", entry=False)
    text = (
        client_of(stage.director)
        .get(reverse("certificates:awaiting-in-cohort", args=[stage.cohort.uuid]))
        .content.decode()
    )

    for sentence in (
        "кемінде 50 балл керек, тыңдаушының балы – 48.",
        "аты-жөнінің жазылуын әлі растаған жоқ",
        "Тыңдаушы курсқа келген жоқ.",
    ):
        assert sentence in text
    assert text.count('name="learners"') == 1


def test_annulling_on_the_page_asks_for_reason_and_password():
    stage = with_documents(1)
    document = Document.objects.get()
    client, address = client_of(stage.director), reverse("certificates:annul", args=[document.uuid])

    assert client.get(address).status_code == 200
    assert client.post(address, {"password": PASSWORD}).status_code == 422
    assert client.post(address, {"reason": "Қате", "password": "қате"}).status_code == 422
    assert client.post(address, {"reason": "Қате", "password": PASSWORD}).status_code == 302
    document.refresh_from_db()
    assert document.state == "annulled"


def test_setting_up_on_the_page_keeps_letterhead_and_number():
    stage = scene(letterhead=False, numbers=False)
    client = client_of(stage.director)
    start = client.get(reverse("certificates:set-up"))
    lines = {
        f"{name}_{language}": "Мәтін" for name in ("place", "head_title", "head_name") for language in ("kk", "ru")
    }
    number = {
        "kind": "certificate",
        "year": 2026,
        "pattern": "К-{year}-{number}",
        "first": 5,
        "branch": "",
        "reason": "",
    }

    assert client.get(start.url).status_code == 200
    assert client.post(start.url + "letterhead/", lines).status_code == 302
    assert client.post(start.url + "letterhead/", {}).status_code == 422
    assert client.post(start.url + "number/", number).status_code == 302
    assert client.post(start.url + "number/", number | {"pattern": "К"}).status_code == 422
    assert stage.provider.letterhead.place_kk == "Мәтін"
    assert stage.provider.number_series.get().first == 5


def test_learner_sees_the_own_documents_and_nobody_elses():
    with_documents(2)
    mine, others = Document.objects.order_by("id")
    make_printout.func(str(mine.uuid))
    client = client_of(mine.enrolment.learner)

    text = client.get(reverse("certificates:own-documents")).content.decode()
    assert mine.number in text
    assert others.number not in text
    answer = client.get(reverse("certificates:own-pdf", args=[mine.uuid]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert "attachment" in answer["Content-Disposition"]
    assert client.get(reverse("certificates:own-pdf", args=[others.uuid])).status_code == 404
    assert client.get(reverse("certificates:document", args=[mine.uuid])).status_code == 404


# --- PDFs ------------------------------------------------------------------------------------------------------------
def test_pdf_is_made_once_and_made_again_where_it_was_lost():
    with_documents(1)
    document = Document.objects.get()
    make_printout.func(str(document.uuid))
    first = path_of(document).read_bytes()
    make_printout.func(str(document.uuid))
    assert path_of(document).read_bytes() == first

    for damage in (path_of(document).unlink, lambda: path_of(document).write_bytes(first[:1000])):
        damage()
        make_printout.func(str(document.uuid))
        assert path_of(document).read_bytes() == first
    assert Printout.objects.get().size == len(first)


def test_name_that_no_font_can_print_is_told_in_words():
    stage = scene()
    stage.learner(
        names={"family_kk": "漢字", "given_kk": "А", "family_ru": "漢字", "given_ru": "А", "folded_name": "а"}
    )
    document = stage.issue()[0]
    make_printout.func(str(document.uuid))

    assert "漢" in Printout.objects.get().failure
    assert (
        "PDF жасалмады"
        in client_of(stage.director).get(reverse("certificates:document", args=[document.uuid])).content.decode()
    )
