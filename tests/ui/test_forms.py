"""Forms as drawn: each control tied to its label, help and error; the summary leads to the fields."""

import pytest
from django.template import Context, Template
from lxml import html

from qosyl.ui.forms import ExampleForm


def drawn(form, source="{% load ui %}<form>{% form_body form %}</form>"):
    return html.fromstring(Template(source).render(Context({"form": form})))


@pytest.fixture
def wrong():
    return drawn(ExampleForm("kk", {"example-mail": "aigul", "example-place": "tur"}))


def test_every_control_has_a_label(wrong):
    controls = wrong.xpath("//input[not(@type='hidden')] | //select | //textarea")
    labelled = set(wrong.xpath("//label/@for"))
    assert len(controls) >= 12
    assert [control.get("id") for control in controls if control.get("id") not in labelled] == []


def test_every_description_that_is_named_exists(wrong):
    named = {name for value in wrong.xpath("//@aria-describedby") for name in value.split()}
    assert named
    assert named <= set(wrong.xpath("//@id"))


def test_wrong_field_says_so_and_names_its_error(wrong):
    (mail,) = wrong.xpath("//input[@name='example-mail']")
    assert mail.get("aria-invalid") == "true"
    assert "id_example-mail_error" in mail.get("aria-describedby")
    assert mail.get("autocomplete") == "email"


def test_summary_leads_to_each_wrong_field(wrong):
    targets = wrong.xpath("//*[@data-summary]//a/@href")
    assert targets == ["#id_example-name", "#id_example-mail", "#id_example-way_0", "#id_example-agreed"]
    assert {target[1:] for target in targets} <= set(wrong.xpath("//@id"))
    assert wrong.xpath("//*[@data-summary]/@role") == ["alert"]


def test_form_that_was_not_sent_has_no_summary():
    assert drawn(ExampleForm("ru")).xpath("//*[@data-summary]") == []


def test_groups_of_choices_have_a_legend(wrong):
    legends = [field.xpath("./legend")[0].text_content() for field in wrong.xpath("//fieldset")]
    assert legends == ["Қалай оқығыңыз келеді?", "Сабақта не көмектеседі? міндетті емес"]


def test_what_may_stay_empty_is_marked_in_words(wrong):
    optional = [label.text_content() for label in wrong.xpath("//label[span[@class='optional']]")]
    assert optional == [
        "Қай күннен бастап міндетті емес",
        "Тағы не білуіміз керек? міндетті емес",
        "Жолдама міндетті емес",
    ]
