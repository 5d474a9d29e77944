"""Things that do exist, asked for by people who may not have them: every route that takes an identifier answers 404.

Of another provider, from before or after a person's time, in a branch or another cohort alone: each role, each route,
to read and to write; and not a row of the database is another one afterwards. Routes that a role does not open at all
are asked for in `test_permissions.py` by insiders, and by outsiders too in the long tests.
"""

from collections.abc import Iterable, Mapping

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from qosyl.packages.canonical import fingerprint
from qosyl.people.matrix import Door, matrix
from qosyl.people.roles import Role
from tests import factories
from tests.architecture.test_permissions import ROUTES, rows
from tests.cast import Cast, assemble
from tests.programmes.published import package, publish_small

NOT_THERE, NOT_THIS_WAY = 404, 405
_OPEN = {200, 302, 422}
_KEPT_BY_A_ROLE = sorted(
    name
    for name, rule in matrix().routes.items()
    if name in ROUTES and not isinstance(rule, Door) and ROUTES[name].pattern.converters
)
#: Routes that ask for no role, whose things belong to one learner.
_OWN_THINGS = sorted(
    name
    for name, rule in matrix().routes.items()
    if name in ROUTES
    and rule is Door.SIGNED_IN
    and ROUTES[name].pattern.converters.keys() & {"enrolment", "attempt", "document", "result"}
)


def _things(cast: Cast) -> Mapping[str, Model]:
    """One of each thing that an address names, all of the first provider."""
    methodologist = cast.insiders[Role.METHODOLOGIST]
    # A real programme behind it: pages of a cohort ask its policies.
    cohort = factories.cohort(cast.provider, publish_small(cast.provider))
    group = factories.group(cohort)
    commission = factories.commission(cohort)
    factories.member(commission, cast.insiders[Role.COMMISSION_MEMBER])
    enrolment = factories.enrolment(group)
    sitting = factories.sitting(cohort, released_at=factories.NOW)
    question = next(iter(package().items()))
    return {
        "person": cast.insiders[Role.TUTOR],
        "holding": cast.insiders[Role.TUTOR].holdings.get(),
        "submission": factories.submission(cast.provider, methodologist),
        "bank": factories.live_bank(cast.provider, methodologist),
        "admission": factories.admission_list(cohort),
        "cohort": cohort,
        "group": group,
        "enrolment": enrolment,
        "document": factories.document(enrolment),
        "provider": cast.provider,
        "session": factories.session(group),
        "sitting": sitting,
        "item": factories.sat_item(sitting, key=question.key, fingerprint=fingerprint(question)),
        "attempt": factories.attempt(factories.form(sitting, enrolment)),
        "protocol": factories.protocol(commission),
    }


def _address(route: str, things: Mapping[str, Model]) -> str:
    """The address of the thing; KeyError where a route takes one that stands in no table above."""
    plain = {"number": "1.1"}  # a topic of any programme
    names = {name: plain.get(name) or things[name].uuid for name in ROUTES[route].pattern.converters}
    return reverse(route, kwargs=names)


def _client(person: Model) -> Client:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def test_routes_that_take_an_identifier_there_are_some():
    assert len(_KEPT_BY_A_ROLE) > 8


def _opens(role: Role, route: str) -> bool:
    return role in matrix().roles_for(matrix().routes[route])


def _told(clients: Mapping[str, Client], addresses: Mapping[str, str]) -> dict[tuple[str, str], set[int]]:
    """What each of these people is answered, route by route, when reading and when writing."""
    return {
        (who, route): {getattr(client, method)(address).status_code for method in ("get", "post")}
        for route, address in addresses.items()
        for who, client in clients.items()
    }


def _check_not_there(people: Mapping[str, Model], addresses: Mapping[str, str]) -> None:
    clients = {who: _client(person) for who, person in people.items()}
    before = rows()

    told = _told(clients, addresses)

    assert {cell: codes for cell, codes in told.items() if not {NOT_THERE} <= codes <= {NOT_THERE, NOT_THIS_WAY}} == {}
    assert rows() == before


def _addresses(cast: Cast, routes: Iterable[str]) -> dict[str, str]:
    things = _things(cast)
    return {route: _address(route, things) for route in routes}


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_thing_of_a_provider_is_not_there_for_outsiders_of_the_role(role):
    cast = assemble()
    _check_not_there(cast.outsiders[role], _addresses(cast, [r for r in _KEPT_BY_A_ROLE if _opens(role, r)]))


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_thing_of_a_provider_is_not_there_for_outsiders_of_any_other_role(role):
    cast = assemble()
    _check_not_there(cast.outsiders[role], _addresses(cast, [r for r in _KEPT_BY_A_ROLE if not _opens(role, r)]))


@pytest.mark.django_db
def test_thing_of_a_provider_is_not_there_for_a_reader():
    cast = assemble()
    _check_not_there({"reader": cast.reader}, _addresses(cast, _KEPT_BY_A_ROLE))


@pytest.mark.django_db
def test_own_thing_of_a_learner_is_not_there_for_anybody_else():
    cast = assemble()
    people = {**cast.insiders, "reader": cast.reader}
    _check_not_there({str(who): person for who, person in people.items()}, _addresses(cast, _OWN_THINGS))


@pytest.mark.django_db
def test_thing_of_a_provider_is_there_for_somebody_inside():
    """Otherwise the tests above would pass with addresses that lead nowhere."""
    cast = assemble()
    addresses = _addresses(cast, _KEPT_BY_A_ROLE)
    clients = {role: _client(person) for role, person in cast.insiders.items()}

    closed = [
        route
        for route, address in addresses.items()
        if not any(
            getattr(clients[role], method)(address).status_code in _OPEN
            for method in ("get", "post")
            for role in matrix().roles_for(matrix().routes[route])
        )
    ]

    assert closed == []
