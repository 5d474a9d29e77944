"""The permission matrix is whole, and every route answers each role as it says.

Here each route is called with things that do not exist, and no answer may change a row. Things that do exist, and
belong to others, are asked for in `test_things_of_others.py`.
"""

import uuid

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from qosyl.people.matrix import Door, matrix
from qosyl.people.roles import Role
from tests import factories

#: A value of each kind that an address may hold, of a thing that does not exist.
NOWHERE = {"uuid": uuid.UUID(int=7), "str": "nowhere", "slug": "nowhere", "int": 7, "path": "nowhere"}
NOT_THERE = 404
_REDIRECTS = {301, 302, 303}


def _routes() -> dict[str, URLPattern]:
    found: dict[str, URLPattern] = {}

    def walk(patterns: list[URLPattern | URLResolver], space: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)
            else:
                found[f"{space}{pattern.name}"] = pattern

    walk(get_resolver().url_patterns, "")
    return found


ROUTES = _routes()
BEHIND_A_ROLE = sorted(name for name, rule in matrix().routes.items() if name in ROUTES and not isinstance(rule, Door))
SIGNED_IN = sorted(name for name, rule in matrix().routes.items() if name in ROUTES and rule is Door.SIGNED_IN)


def _signed_in_as(role: Role) -> Client:
    client = Client()
    person = factories.user()
    factories.role_holding(person, role, factories.provider())
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def _address(name: str) -> str:
    converters = ROUTES[name].pattern.converters
    kinds = {key: type(converter).__name__.removesuffix("Converter").lower() for key, converter in converters.items()}
    values = {key: NOWHERE.get({"string": "str"}.get(kind, kind), "nowhere") for key, kind in kinds.items()}
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        pytest.fail(f"{name}: say in NOWHERE what stands for {kinds}")


def rows() -> dict[str, list[tuple[object, ...]]]:
    """Every row of our own tables, with every value."""
    return {
        model._meta.label: [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in model._default_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models()
        if model.__module__.startswith("qosyl.")
    }


def test_route_stands_in_the_matrix_and_the_matrix_in_the_routes():
    assert len(ROUTES) > 5
    assert ROUTES.keys() - matrix().routes.keys() == set()
    assert matrix().routes.keys() - ROUTES.keys() == set()


def test_act_is_somebodys():
    assert [act for act, roles in matrix().acts.items() if not roles] == []
    assert set().union(*matrix().acts.values()) <= set(Role)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", BEHIND_A_ROLE + SIGNED_IN)
def test_visitor_is_sent_to_sign_in(name, method):
    answer = getattr(Client(), method)(_address(name))

    assert answer.status_code in _REDIRECTS
    assert answer["Location"].startswith(reverse("people:sign-in"))


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_route_of_other_roles_is_not_there(role):
    routes = [name for name in BEHIND_A_ROLE if role not in matrix().roles_for(matrix().routes[name])]
    client = _signed_in_as(role)
    before = rows()

    answers = {
        (name, method): getattr(client, method)(_address(name)).status_code
        for name in routes
        for method in ("get", "post")
    }

    assert {cell: code for cell, code in answers.items() if code != NOT_THERE} == {}
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_thing_that_does_not_exist_is_not_there_even_for_those_who_may(role):
    routes = [name for name in BEHIND_A_ROLE if role in matrix().roles_for(matrix().routes[name])]
    client = _signed_in_as(role)
    before = rows()

    answers = {name: client.get(_address(name)).status_code for name in routes}

    assert {name: code for name, code in answers.items() if code not in _expected(name)} == {}
    assert rows() == before


def _expected(name: str) -> set[int]:
    return {NOT_THERE, 405} if ROUTES[name].pattern.converters else {200, 405} | _REDIRECTS
