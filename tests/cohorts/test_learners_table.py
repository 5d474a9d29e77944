"""Lists of learners as people paste them: how they are read, what becomes of each row, and adding them once."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from qosyl.cohorts import actions
from qosyl.cohorts.models import Enrolment
from qosyl.cohorts.roster import Fate, GroupPlace, KnownPerson, RosterFacts, Weight, contacts_in, judge
from qosyl.cohorts.sheet import COLUMNS, MOST_ROWS, read_sheet
from qosyl.cohorts.words import FATES, FIELDS, REMARKS
from qosyl.people.models import User
from qosyl.people.roles import Role
from qosyl.people.sign_in_names import read_sign_in_name
from qosyl.rules.names import fold_name
from tests import factories
from tests.cohorts.office import browser_of, office

AIGUL = "Ахметова\tАйгүл\tСерікқызы\tАхметова\tАйгуль\tСериковна\t8 701 555 10 01\t\tқаз\t№ 7 мектеп\tмұғалім"
ANNA = "Ким\tАнна\t\tКим\tАнна\t\t8 701 555 10 03\tanna@example.kz\tрус"
SAULE = "Төлегенқызы\tСәуле\t\tТолегенкызы\tСауле\t\t\t\tқаз"
NOBODY_KNOWN = RosterFacts(groups=(GroupPlace(Enrolment().uuid, 1, "kk"),))


# --- reading ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pasted", "cells"),
    [
        ("Ким\tАнна", {"family_kk": "Ким", "given_kk": "Анна"}),
        ("Ким;Анна;;Ким;Анна;;+7 701", {"given_ru": "Анна", "phone": "+7 701"}),
        ("Тегі\tАты\tТелефон\nКим\tАнна\t8701", {"family_kk": "Ким", "given_kk": "Анна", "phone": "8701"}),
        ("№\tФамилия\tИмя\n1\tКим\tАнна", {"family_ru": "Ким", "given_ru": "Анна"}),
        ("Фамилия (каз);Имя (рус)\nКим;Анна", {"family_kk": "Ким", "given_ru": "Анна"}),
        ("ФИО\tE-mail\nКим Анна Ли оглы\ta@b.kz", {"family_ru": "Ким", "given_ru": "Анна", "patronymic_ru": "Ли оглы"}),
        ("Аты-жөні\tТілі\nАнна\tқаз", {"given_kk": "Анна", "language": "қаз"}),
        ("  Ким\u00a0\tАн\u200bна  ", {"family_kk": "Ким", "given_kk": "Анна"}),
        ('Ким\tАнна\t\t\t\t\t\t\t\t"№ 7 ""Мектеп"""', {"organisation": '№ 7 "Мектеп"'}),
        ('Ким;Анна;;;;;;;;ТОО "Мектеп', {"organisation": 'ТОО "Мектеп'}),
        ('Ким\t"Анна\nМария"', {"given_kk": "Анна Мария"}),
    ],
)
def test_row_is_read_as_it_was_meant(pasted, cells):
    [row] = read_sheet(pasted).rows

    assert cells.items() <= row.cells.items()


def test_row_keeps_its_number_in_what_was_pasted():
    sheet = read_sheet("Тегі\tАты\n\nКим\tАнна")

    assert sheet.has_headings
    assert [row.number for row in sheet.rows] == [3]


def test_heading_that_names_no_field_is_told():
    assert read_sheet("Тегі\tАты\tДәрежесі\t№\nКим\tАнна\tPhD\t1").strangers == ("Дәрежесі",)


@pytest.mark.parametrize(("rows", "left_out"), [(MOST_ROWS, 0), (MOST_ROWS + 1, 1)])
def test_rows_beyond_the_most_are_left_out(rows, left_out):
    sheet = read_sheet("\n".join([ANNA] * rows))

    assert (len(sheet.rows), sheet.left_out) == (MOST_ROWS, left_out)


@given(st.text(max_size=300))
def test_no_paste_breaks_reading_or_judging(text):
    sheet = read_sheet(text)
    roster = judge(sheet, NOBODY_KNOWN)

    assert len(roster.verdicts) == len(sheet.rows)
    assert all(set(verdict.row.cells) <= set(COLUMNS) for verdict in roster.verdicts)


# --- verdicts --------------------------------------------------------------------------------------------------------
def _remarks(pasted, facts=NOBODY_KNOWN):
    roster = judge(read_sheet(pasted), facts)
    return [(remark.field, remark.words) for verdict in roster.verdicts for remark in verdict.remarks]


def _fates(pasted, facts=NOBODY_KNOWN):
    return [verdict.fate for verdict in judge(read_sheet(pasted), facts).verdicts]


@pytest.mark.parametrize(
    ("pasted", "remark"),
    [
        ("Ким\t", ("given_kk", "no-name")),
        ("Ким\tАнна\t\t\t\t\t123", ("phone", "bad-phone")),
        ("Ким\tАнна\t\t\t\t\t\tanna", ("email", "bad-email")),
        ("Ким\tАнна\t\t\t\t\t\t\tнем", ("language", "bad-language")),
        ("Ким\tАнна\t87015551001", ("patronymic_kk", "digits")),
        (f"Ким\t{'А' * 81}", ("given_kk", "too-long")),
        ("\t".join([*"абвгде", "", "", "қаз", "м", "л", "а", "артық"]), ("", "beyond")),
    ],
)
def test_row_with_a_fault_is_wrong_and_says_where(pasted, remark):
    assert remark in _remarks(pasted)
    assert _fates(pasted) == [Fate.WRONG]


@pytest.mark.parametrize(
    ("pasted", "remark"),
    [
        (SAULE, ("phone", "no-contact")),
        ("Ким\tАнна\t\t\t\t\t87015551001", ("given_ru", "no-name-ru")),
        ("\t\t\tКим\tАнна\t\t87015551001", ("given_kk", "no-name-kk")),
        ("Aхметова\tАйгүл\t\t\t\t\t87015551001", ("family_kk", "latin")),
    ],
)
def test_row_with_something_to_look_at_is_added_all_the_same(pasted, remark):
    assert remark in _remarks(pasted)
    assert _fates(pasted) == [Fate.NEW]


def test_name_of_eighty_letters_is_no_fault():
    assert _fates(f"Ким\t{'А' * 80}\t\tКим\tАнна\t\t87015551001") == [Fate.NEW]


def test_same_person_twice_in_a_list_is_added_once():
    roster = judge(read_sheet(f"{AIGUL}\n{ANNA}\n{AIGUL.replace('8 701', '+7701')}"), NOBODY_KNOWN)

    assert [verdict.fate for verdict in roster.verdicts] == [Fate.NEW, Fate.NEW, Fate.REPEATED]
    assert roster.verdicts[2].earlier == 1


def test_same_phone_under_two_names_is_wrong():
    assert ("phone", "same-contact") in _remarks(f"{AIGUL}\n{ANNA.replace('10 03', '10 01')}")


def test_namesakes_with_a_phone_each_are_two_people():
    pasted = f"{AIGUL}\n{AIGUL.replace('10 01', '10 02')}"

    assert _fates(pasted) == [Fate.NEW, Fate.NEW]
    assert ("", "same-name") in _remarks(pasted)


def _known(**fields):
    values = {"uuid": Enrolment().uuid, "name": "Ким Анна", "folded_names": frozenset({fold_name("Ким Анна")})}
    return KnownPerson(**values | {"is_ours": True, "is_enrolled": False} | fields)


PHONE, MAIL = read_sign_in_name("8 701 555 10 03"), read_sign_in_name("anna@example.kz")


@pytest.mark.parametrize(
    ("people", "fate", "words"),
    [
        ({PHONE: _known()}, Fate.KNOWN, set()),
        ({MAIL: _known()}, Fate.KNOWN, set()),
        ({PHONE: _known(is_enrolled=True)}, Fate.ALREADY, set()),
        ({PHONE: _known(is_ours=False)}, Fate.WRONG, {"taken"}),
        ({PHONE: _known(folded_names=frozenset({"ли анна"}))}, Fate.KNOWN, {"other-name"}),
        ({PHONE: _known(), MAIL: _known(uuid=Enrolment().uuid)}, Fate.WRONG, {"two-people"}),
    ],
)
def test_owner_of_a_contact_decides_who_a_row_is(people, fate, words):
    facts = RosterFacts(groups=NOBODY_KNOWN.groups, people=people)
    [verdict] = judge(read_sheet(ANNA), facts).verdicts

    assert verdict.fate is fate
    assert {remark.words for remark in verdict.remarks} == words


def test_learner_without_contacts_is_known_again_by_name():
    facts = RosterFacts(groups=NOBODY_KNOWN.groups, enrolled={fold_name("Төлегенқызы Сәуле"): Enrolment().uuid})

    assert _fates(SAULE, facts) == [Fate.ALREADY]
    assert _fates(SAULE.replace("Сауле\t\t", "Сауле\t\t87015551009"), facts) == [Fate.NEW]


@pytest.mark.parametrize(
    ("languages", "written", "number"),
    [(["kk"], "", 1), (["kk", "ru"], "рус", 2), (["kk", "ru"], "ҚАЗ", 1)],
)
def test_row_goes_to_the_group_of_its_language(languages, written, number):
    groups = tuple(GroupPlace(Enrolment().uuid, place, language) for place, language in enumerate(languages, start=1))
    [verdict] = judge(
        read_sheet(f"Ким\tАнна\t\tКим\tАнна\t\t8701555100{number}\t\t{written}"), RosterFacts(groups)
    ).verdicts

    assert verdict.group is not None
    assert verdict.group.number == number


@pytest.mark.parametrize(
    ("languages", "written", "words"),
    [(["kk", "ru"], "", "no-language"), (["kk", "kk"], "рус", "no-group"), (["ru", "ru"], "рус", "many-groups")],
)
def test_row_whose_group_would_be_a_guess_is_wrong(languages, written, words):
    groups = tuple(GroupPlace(Enrolment().uuid, place, language) for place, language in enumerate(languages, start=1))

    assert ("language", words) in _remarks(f"Ким\tАнна\t\tКим\tАнна\t\t\t\t{written}", RosterFacts(groups))


def test_verdict_and_remark_of_every_kind_have_words():
    """Otherwise a preview would fail on the one row that nobody tried."""
    import ast
    import inspect

    from qosyl.cohorts import roster

    calls = [node for node in ast.walk(ast.parse(inspect.getsource(roster))) if isinstance(node, ast.Call)]
    written = {
        value.value
        for call in calls
        if getattr(call.func, "id", "") == "Remark"
        for value in ast.walk(call.args[1])
        if isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    named = {code for code in written if not code.endswith("-")}

    assert named <= set(REMARKS)
    assert {"bad-phone", "bad-email", "no-name-kk", "no-name-ru"} <= set(REMARKS)
    assert set(FATES) == set(Fate)
    assert set(FIELDS) == set(COLUMNS)


# --- adding ----------------------------------------------------------------------------------------------------------
def _add(house, pasted, group=None):
    sheet = read_sheet(pasted)
    roster = actions.judge_learners(house.coordinator, house.cohort, sheet, group, at=factories.NOW)
    return actions.add_learners(house.coordinator, house.cohort, sheet, group, seen=roster.seen, at=factories.NOW)


@pytest.mark.django_db
def test_list_is_added_with_accounts_groups_and_workplaces():
    house = office()

    added = _add(house, f"{AIGUL}\n{ANNA}\n{SAULE}")

    assert [each.group.number for each in added] == [1, 2, 1]
    assert {each.state for each in added} == {"invited"}
    aigul = User.objects.get(phone="+77015551001")
    assert (aigul.full_name.kk, aigul.full_name.ru) == ("Ахметова Айгүл Серікқызы", "Ахметова Айгуль Сериковна")
    assert aigul.learner_card.organisation == "№ 7 мектеп"
    assert aigul.code
    assert not aigul.has_usable_password()
    assert aigul.opened_by == house.provider


@pytest.mark.django_db
def test_list_pasted_again_changes_nothing():
    house = office()
    pasted = f"{AIGUL}\n{ANNA}\n{SAULE}"
    _add(house, pasted)
    before = list(User.objects.values_list()), list(Enrolment.objects.values_list())

    with pytest.raises(actions.RosterChanged):
        _add(house, pasted)

    assert (list(User.objects.values_list()), list(Enrolment.objects.values_list())) == before


@pytest.mark.django_db
def test_longer_list_pasted_again_adds_the_new_rows_alone():
    house = office()
    _add(house, AIGUL)

    assert [each.learner.phone for each in _add(house, f"{AIGUL}\n{ANNA}")] == ["+77015551003"]


@pytest.mark.django_db
def test_person_of_the_provider_is_invited_with_the_same_account():
    house = office()
    known = house.person(Role.TUTOR)
    User.objects.filter(pk=known.pk).update(phone="+77015551003")

    [added] = _add(house, ANNA)

    assert added.learner == known
    assert added.learner.given_kk == known.given_kk


@pytest.mark.django_db
def test_person_of_another_provider_is_neither_taken_nor_shown():
    house = office()
    stranger = factories.user(phone="+77015551003", opened_by=factories.provider(), given_ru="Чужая")
    client = browser_of(house.coordinator)

    answer = client.post(reverse("cohorts:add-learners", args=[house.cohort.uuid]), {"table": ANNA})

    assert "Уберите его" in answer.text
    assert stranger.given_ru not in answer.text
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_list_with_a_wrong_row_adds_nobody():
    house = office()

    with pytest.raises(actions.RosterChanged):
        _add(house, f"{AIGUL}\nКим\t")

    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_confirmation_of_something_else_than_was_shown_adds_nobody():
    house = office()
    client = browser_of(house.coordinator)
    address = reverse("cohorts:add-learners", args=[house.cohort.uuid])
    seen = client.post(address, {"table": AIGUL}).context["roster"].seen

    answer = client.post(address, {"table": f"{AIGUL}\n{ANNA}", "seen": seen, "confirm": "1"})

    assert answer.status_code == 409
    assert "Ничего не записано" in answer.text
    assert not Enrolment.objects.exists()


@pytest.mark.django_db
def test_preview_writes_nothing_and_confirming_it_writes_all():
    house = office()
    client = browser_of(house.coordinator)
    address = reverse("cohorts:add-learners", args=[house.cohort.uuid])

    preview = client.post(address, {"table": f"{AIGUL}\n{ANNA}"})
    assert not Enrolment.objects.exists()
    assert "Добавить 2 слушателей" in preview.text
    seen = preview.context["roster"].seen
    assert seen in preview.text

    answer = client.post(address, {"table": f"{AIGUL}\n{ANNA}", "seen": seen, "confirm": "1"})
    assert answer.status_code == 302
    assert Enrolment.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("pasted", ["", " \n\t\n", "\0"])
def test_empty_paste_is_asked_for_again(pasted):
    house = office()

    answer = browser_of(house.coordinator).post(
        reverse("cohorts:add-learners", args=[house.cohort.uuid]), {"table": pasted}
    )

    assert answer.status_code == 422


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.TUTOR, Role.DIRECTOR, Role.AUDITOR, Role.METHODOLOGIST])
def test_list_is_closed_to_those_who_do_not_run_the_cohort(role):
    house = office()
    address = reverse("cohorts:add-learners", args=[house.cohort.uuid])

    assert browser_of(house.person(role)).post(address, {"table": AIGUL}).status_code == 404
    assert not Enrolment.objects.exists()


def test_facts_ask_after_every_contact_that_can_be_read():
    assert contacts_in(read_sheet(f"{AIGUL}\n{ANNA}\nКим\tАнна\t\t\t\t\tx")) == {
        read_sign_in_name("87015551001"),
        PHONE,
        MAIL,
    }


def test_wrong_remarks_alone_make_a_row_wrong():
    for pasted in (AIGUL, ANNA, SAULE, "Ким\t", "Ким\tАнна\t\t\t\t\t1"):
        for verdict in judge(read_sheet(pasted), NOBODY_KNOWN).verdicts:
            assert (verdict.fate is Fate.WRONG) == any(each.weight is Weight.WRONG for each in verdict.remarks)


@pytest.mark.django_db
@pytest.mark.parametrize(("pasted", "words"), [(AIGUL, "Добавлять некого"), ("Ким\t", "Сначала исправьте")])
def test_preview_that_cannot_be_confirmed_says_why(pasted, words):
    house = office()
    _add(house, AIGUL)

    answer = browser_of(house.coordinator).post(
        reverse("cohorts:add-learners", args=[house.cohort.uuid]), {"table": pasted}
    )

    assert words in answer.text
    assert 'name="confirm"' not in answer.text
