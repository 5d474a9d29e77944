"""Each table of the house can be filled by a factory in tests/factories, and what a factory makes is valid."""

import inspect
import typing
from enum import Enum

import pytest
from django.apps import apps
from django.core.validators import EMPTY_VALUES
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
        if function.__module__.startswith(factories.__name__) and inspect.isclass(made) and issubclass(made, Model):
            found.setdefault(made, function)
    return found


def test_models_there_are_some():
    assert {model._meta.app_label for model in MODELS} >= {"people", "programmes", "audit"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_a_factory(model):
    assert model in _factories(), f"tests/factories has no function that returns {model.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "model", sorted(_factories(), key=lambda model: model._meta.label), ids=lambda m: m._meta.label
)
def test_factory_makes_a_valid_row(model):
    row = _made(model)

    assert row.pk is not None
    # Nobody fills these tables by a form, so `blank` says nothing here; every value that is there must be one.
    row.full_clean(exclude=[field.name for field in model._meta.fields if getattr(row, field.attname) in EMPTY_VALUES])
    assert str(row)


def _made(model: type[Model]) -> Model:
    """Calls the factory; what it cannot do without is made likewise, or is the first of its kind."""
    factory = _factories()[model]
    hints = typing.get_type_hints(factory)
    needed = [
        name
        for name, value in inspect.signature(factory).parameters.items()
        if value.default is value.empty and value.kind is not value.VAR_KEYWORD
    ]
    return factory(**{name: _first(hints[name]) for name in needed})


def _first(kind: type) -> object:
    return next(iter(kind)) if issubclass(kind, Enum) else _made(kind)
