"""The record of acts names only people whom its reader may see."""

import pytest
from django.test import Client
from django.utils import timezone

from qosyl.people import actions
from qosyl.people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_act_at_another_provider_names_nobody_from_there():
    home, other = factories.provider("home"), factories.provider("other")
    both, reader = factories.user(), factories.user()
    factories.role_holding(both, Role.TUTOR, home)
    factories.role_holding(both, Role.ADMINISTRATOR, other)
    factories.role_holding(reader, Role.AUDITOR, home)
    stranger = factories.user(given_kk="Бөтен", given_ru="Посторонняя")
    factories.role_holding(stranger, Role.TUTOR, other)
    actions.close_account(both, stranger, at=timezone.now())
    client = Client()
    client.force_login(reader, backend="qosyl.people.backends.SignInNameBackend")
    text = client.get("/acts/").content.decode()
    assert both.given_kk in text
    assert "Бөтен" not in text
