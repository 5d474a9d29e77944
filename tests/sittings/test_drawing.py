"""Forms of a sitting: drawn from the programme's own bank they meet its blueprint, whoever the learner and the seed."""

import json
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest

from qosyl.packages.canonical import fingerprint
from qosyl.rules.reasons import Refused
from qosyl.sittings.drawing import Drawing, digest_of, drawing_of, read, written
from tests.programmes.published import INCLUSION, package
from tests.soak import times

SEED = "5eed" * 16


def _faults(drawing: Drawing, content: list[dict]) -> list[str]:
    """Everything by which a form fails the blueprint; counted anew, not by the rule that drew it."""
    kept = {one.item.key: one for one in drawing.bank}
    items = [kept[place["item"]].item for place in content]
    faults = []
    for row in drawing.rows:
        own = [item for item in items if item.module == row.module]
        outcomes, levels = Counter(item.outcome for item in own), Counter(item.level for item in own)
        faults += [row.module] * (len(own) != row.questions)
        faults += [name for name, least in row.outcomes.items() if outcomes[name] < least]
        faults += [name for name, least in row.levels.items() if levels[name] < least]
    keys = {item.key for item in items}
    faults += [item.key for item in items if item.enemies & keys]
    faults += ["twice"] * (len(keys) != len(items))
    faults += [
        place["item"]
        for place in content
        if sorted(place["options"]) != sorted(kept[place["item"]].options)
        or place["fingerprint"] != kept[place["item"]].fingerprint
    ]
    return faults + ["positions"] * ([place["p"] for place in content] != list(range(1, len(content) + 1)))


def test_form_meets_the_blueprint_and_pins_each_item():
    drawing = drawing_of(package(INCLUSION))
    items = {item.key: fingerprint(item) for item in package(INCLUSION).items()}

    forms = drawing.forms(SEED, [f"learner-{number}" for number in range(30)])

    for content in forms.values():
        assert _faults(drawing, content) == []
        assert len(content) == 50
        assert all(items[place["item"]] == place["fingerprint"] for place in content)


def test_options_of_a_question_stand_in_another_order_for_another_learner():
    drawing = drawing_of(package(INCLUSION))
    forms = drawing.forms(SEED, [f"learner-{number}" for number in range(30)])

    orders: dict[str, set[tuple[str, ...]]] = {}
    for content in forms.values():
        for place in content:
            orders.setdefault(place["item"], set()).add(tuple(place["options"]))

    assert sum(len(seen) > 3 for seen in orders.values()) > len(orders) // 2


def test_same_seed_gives_the_same_forms_and_another_seed_others():
    drawing = drawing_of(package(INCLUSION))

    first, again, other = (drawing.forms(seed, ["one", "two"]) for seed in (SEED, SEED, SEED[::-1]))

    assert first == again
    assert {digest_of(form) for form in first.values()} & {digest_of(form) for form in other.values()} == set()


def test_form_of_a_learner_does_not_depend_on_who_else_sits():
    drawing = drawing_of(package(INCLUSION))

    assert drawing.forms(SEED, ["one"])["one"] == drawing.forms(SEED, ["two", "one"])["one"]


def test_drawing_is_read_as_it_was_written():
    drawing = drawing_of(package(INCLUSION))

    assert read(written(drawing)) == drawing
    with pytest.raises(ValueError, match="layout 3"):
        read(written(drawing) | {"layout": 3})


def test_bank_that_is_short_is_refused_with_the_poorest_cell_first():
    whole = drawing_of(package(INCLUSION))
    poor = Drawing(whole.rows, tuple(kept for kept in whole.bank if kept.item.module != "M3"))

    with pytest.raises(Refused) as refusal:
        poor.forms(SEED, ["one"])

    assert (refusal.value.reasons[0].code, refusal.value.reasons[0].subject) == ("blueprint.short", "M3")


@pytest.mark.soak
def test_many_forms_meet_the_blueprint_and_spread_over_the_bank():
    drawing = drawing_of(package(INCLUSION))
    count = times(10_000, in_ci=500)
    shown: Counter[str] = Counter()

    for number in range(count // 100):
        seed = sha256(str(number).encode()).hexdigest()
        for content in drawing.forms(seed, [f"learner-{place}" for place in range(100)]).values():
            assert _faults(drawing, content) == []
            shown.update(place["item"] for place in content)

    assert shown.keys() == {kept.item.key for kept in drawing.bank}
    assert min(shown.values()) > count // 10


def test_second_form_of_a_learner_shares_no_more_than_the_bank_forces_and_is_drawn_again_from_what_was_kept():
    first = drawing_of(package(INCLUSION))
    met = tuple(place["item"] for place in first.forms(SEED, ["one"])["one"])
    second = replace(first, met={"one": met})

    forms = second.forms(SEED[::-1], ["one", "other"])

    shared = {place["item"] for place in forms["one"]} & set(met)
    unmet = Counter(kept.item.module for kept in first.bank if kept.item.key not in met)
    assert len(shared) == sum(max(row.questions - unmet[row.module], 0) for row in first.rows)
    assert _faults(second, forms["one"]) == []
    assert forms["other"] == first.forms(SEED[::-1], ["other"])["other"]
    assert read(json.loads(json.dumps(written(second)))).forms(SEED[::-1], ["one", "other"]) == forms


def test_drawing_of_the_first_layout_is_read_as_one_that_knows_nothing_of_earlier_tests():
    drawing = drawing_of(package(INCLUSION))
    kept = {key: value for key, value in written(drawing).items() if key != "met"} | {"layout": 1}
    assert read(kept) == drawing
