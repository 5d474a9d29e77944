"""Things that do exist, asked for by people who may not have them: every route that takes an identifier answers 404.

Of another provider, from before or after a person's time, in a branch alone: each role, each route, to read and to
write; and not a row of the database is another one afterwards.
"""

from collections.abc import Mapping

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from qosyl.people.matrix import Door, matrix
from qosyl.people.roles import Role
from tests import factories
from tests.architecture.test_permissions import ROUTES, rows
from tests.cast import Cast, assemble
from tests.programmes.published import publish_small

NOT_THERE, NOT_THIS_WAY = 404, 405
_KEPT_BY_A_ROLE = sorted(
    name
    for name, rule in matrix().routes.items()
    if name in ROUTES and not isinstance(rule, Door) and ROUTES[name].pattern.converters
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
        "attempt": factories.attempt(factories.form(sitting, enrolment)),
        "protocol": factories.protocol(commission),
    }


def _address(route: str, things: Mapping[str, Model]) -> str:
    """The address of the thing; KeyError where a route takes one that stands in no table above."""
    names = {name: things[name].uuid for name in ROUTES[route].pattern.converters}
    return reverse(route, kwargs=names)


def _client(person: Model) -> Client:
    client = Client()
    client.force_login(person, backend="qosyl.people.backends.SignInNameBackend")
    return client


def test_routes_that_take_an_identifier_there_are_some():
    assert len(_KEPT_BY_A_ROLE) > 8


@pytest.mark.django_db
@pytest.mark.parametrize("route", _KEPT_BY_A_ROLE)
def test_thing_of_a_provider_is_not_there_for_outsiders(route):
    cast = assemble()
    address = _address(route, _things(cast))
    outsiders = {**cast.outsiders, "reader": cast.reader}
    clients = {who: _client(person) for who, person in outsiders.items()}
    before = rows()

    answers = {
        who: {getattr(client, method)(address).status_code for method in ("get", "post")}
        for who, client in clients.items()
    }

    assert {who: told for who, told in answers.items() if not {NOT_THERE} <= told <= {NOT_THERE, NOT_THIS_WAY}} == {}
    assert rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("route", _KEPT_BY_A_ROLE)
def test_thing_of_a_provider_is_there_for_somebody_inside(route):
    """Otherwise the test above would pass with addresses that lead nowhere."""
    cast = assemble()
    address = _address(route, _things(cast))
    clients = [_client(cast.insiders[role]) for role in matrix().roles_for(matrix().routes[route])]

    statuses = {getattr(client, method)(address).status_code for client in clients for method in ("get", "post")}

    assert statuses & {200, 302, 422}
