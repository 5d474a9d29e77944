"""`qosyl serve`: what it refuses before it starts anything."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests import factories

pytestmark = pytest.mark.django_db


def test_demonstration_is_never_served_to_other_machines():
    factories.provider("demo", is_demo=True)
    with pytest.raises(CommandError, match=r"127\.0\.0\.1 only"):
        call_command("serve", host="192.0.2.1", port=8999)


def test_taken_port_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port}"):
            call_command("serve", port=port)


def test_demonstration_filled_in_twice_has_each_person_once(capsys):
    from qosyl.people.models import User
    from qosyl.web.demo import CAST

    call_command("demo")
    call_command("demo")
    assert User.objects.count() == len(CAST)


def test_demonstration_switch_alone_keeps_the_server_at_home(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match=r"127\.0\.0\.1 only"):
        call_command("serve", host="192.0.2.1", port=8999)
