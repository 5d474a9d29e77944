"""Accounts from before it was kept who opened them: the record of acts knows it."""

import importlib

import pytest
from django.apps import apps

from qosyl.people.actions import PersonalName, open_account
from qosyl.people.models import User
from tests import factories
from tests.factories import NOW

filling = importlib.import_module("qosyl.people.migrations.0002_account_opened_by")


@pytest.mark.django_db
def test_account_of_old_gets_the_provider_that_the_record_names():
    home, name = factories.provider(), PersonalName("", "Айгүл")
    old = open_account(None, home, kk=name, ru=name, role=None, at=NOW).user
    unknown = factories.user()
    User.objects.update(opened_by=None)
    filling.fill_from_record(apps, None)
    assert User.objects.get(pk=old.pk).opened_by == home
    assert User.objects.get(pk=unknown.pk).opened_by is None
