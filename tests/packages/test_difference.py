"""What changed between two packages, and whether it decides anything."""

import pytest

from qosyl.packages.difference import difference
from qosyl.packages.model.package import Package
from tests.programmes.published import package


def other(**parts) -> Package:
    return package().model_copy(update=parts)


def test_package_differs_from_itself_in_nothing():
    assert difference(package(), package()).changes == ()


def test_reordered_policies_are_no_change():
    policies = package().policies
    turned = policies.model_copy(update={"policies": tuple(reversed(policies.policies))})
    assert difference(package(), other(policies=turned)).changes == ()


def test_changed_answer_of_an_item_decides_and_its_wording_does_not():
    module, topic = package().modules[0], package().modules[0].topics[0]
    item = topic.items.items[0]
    answer = next(option.key for option in item.options if option.key != item.answer)

    def with_item(**change) -> Package:
        items = topic.items.model_copy(update={"items": (item.model_copy(update=change), *topic.items.items[1:])})
        topics = (topic.model_copy(update={"items": items}), *module.topics[1:])
        return other(modules=(module.model_copy(update={"topics": topics}), *package().modules[1:]))

    (deciding,) = difference(package(), with_item(answer=answer)).changes
    assert (deciding.deciding, deciding.before, deciding.after) == (True, item.answer, answer)
    assert item.key in deciding.path
    text = difference(package(), with_item(stem=item.stem.map(lambda words: words + "?"))).changes
    assert [change.deciding for change in text] == [False, False]


@pytest.mark.parametrize("kind", ["glossary", "literature", "surveys"])
def test_what_learners_only_look_up_is_text(kind):
    empty = {
        "glossary": package().glossary.model_copy(update={"terms": ()}),
        "literature": package().literature.model_copy(update={"works": ()}),
        "surveys": (),
    }[kind]
    found = difference(package(), other(**{kind: empty}))
    assert found.text
    assert not found.deciding


def test_changed_threshold_of_a_policy_decides():
    policies = package().policies.policies
    place = next(number for number, policy in enumerate(policies) if policy.rows)
    row = policies[place].rows[0]
    name, value = next(iter(row.parameters.items()))
    changed = row.model_copy(update={"parameters": {**row.parameters, name: 1 if value != 1 else 2}})
    policy = policies[place].model_copy(update={"rows": (changed, *policies[place].rows[1:])})
    sheet = package().policies.model_copy(update={"policies": (*policies[:place], policy, *policies[place + 1 :])})
    (found,) = difference(package(), other(policies=sheet)).changes
    assert found.deciding
    assert name in found.path
