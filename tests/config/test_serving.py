"""`qosyl serve`: what it refuses before it starts anything."""

import socket

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from qosyl.config.command import main
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
    from qosyl.web.demo import STAFF

    call_command("demo")
    call_command("demo")
    assert User.objects.count() == len(STAFF)


def test_demonstration_switch_alone_keeps_the_server_at_home(settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match=r"127\.0\.0\.1 only"):
        call_command("serve", host="192.0.2.1", port=8999)


def test_causes_of_errors_are_never_shown_to_other_machines(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match=r"QOSYL_DEBUG.*127\.0\.0\.1 only"):
        call_command("serve", host="192.0.2.1", port=8999)


@pytest.mark.parametrize("words", [["--port", "99999"], ["--port", "http"], ["--workers", "0"]])
def test_argument_that_cannot_be_meant_is_refused_in_words(words, capsys):
    assert main(["serve", *words]) == 2
    assert "expected a" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["PORT", "QOSYL_WORKERS"])
def test_setting_that_cannot_be_meant_is_refused_in_words(name, monkeypatch, capsys):
    monkeypatch.setenv(name, "many")
    assert main(["serve"]) == 2
    assert capsys.readouterr().err.startswith(f"qosyl: {name}='many': expected")
