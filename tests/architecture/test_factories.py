"""Each table of the house can be filled by a factory in tests/factories.py, and what a factory makes is valid."""

import inspect
import typing

import pytest
from django.apps import apps
from django.db.models import Model

from tests import factories

MODELS = [
    model for model in apps.get_models() if model.__module__.startswith("qosyl.") and not model._meta.auto_created
]


def _factories() -> dict[type[Model], typing.Callable[[], Model]]:
    """Functions by what they say they return: `def provider(...) -> Provider`."""
    found = {}
    for _, function in inspect.getmembers(factories, inspect.isfunction):
        made = typing.get_type_hints(function).get("return")
        if function.__module__ == factories.__name__ and inspect.isclass(made) and issubclass(made, Model):
            found.setdefault(made, function)
    return found


def test_models_there_are_some():
    assert {model._meta.app_label for model in MODELS} >= {"people", "programmes", "audit"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_a_factory(model):
    assert model in _factories(), f"tests/factories.py has no function that returns {model.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", sorted(_factories(), key=lambda model: model._meta.label), ids=lambda m: m._meta.label
)
def test_factory_makes_a_valid_row_from_nothing(model):
    row = _factories()[model]()

    assert row.pk is not None
    row.full_clean()
    assert str(row)
