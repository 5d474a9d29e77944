"""Settings from the environment: defaults that work, nonsense refused by name."""

from pathlib import Path

import pytest

from qosyl.config.environment import BadSetting, Environment


def test_empty_environment_has_defaults_that_work():
    settings = Environment({})
    assert (settings.port("PORT", 8000), settings.switch("QOSYL_DEMO"), settings.words("QOSYL_HOSTS", ["a"])) == (
        8000,
        False,
        ["a"],
    )
    assert settings.database_address(Path("/x")) == "sqlite:////x/qosyl.sqlite3"


@pytest.mark.parametrize("value", ["0", "65536", "-1", "http", "80.5", "８０", "80 80"])
def test_port_that_is_none_is_refused_by_name(value):
    with pytest.raises(BadSetting, match=r"PORT=.*expected a port"):
        Environment({"PORT": value}).port("PORT", 8000)


@pytest.mark.parametrize("value", ["1", "65535"])
def test_first_and_last_port_are_taken(value):
    assert Environment({"PORT": value}).port("PORT", 8000) == int(value)


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("", False)])
def test_switch_is_read_in_words(value, meant):
    assert Environment({"QOSYL_DEMO": value}).switch("QOSYL_DEMO") is meant


def test_switch_that_is_neither_is_refused():
    with pytest.raises(BadSetting, match="QOSYL_DEMO"):
        Environment({"QOSYL_DEMO": "maybe"}).switch("QOSYL_DEMO")


@pytest.mark.parametrize("value", ["0", "-2", "two", "1.5"])
def test_whole_number_that_is_none_is_refused(value):
    with pytest.raises(BadSetting, match="QOSYL_WORKERS"):
        Environment({"QOSYL_WORKERS": value}).whole("QOSYL_WORKERS", 2)


def test_refused_database_does_not_repeat_its_password():
    with pytest.raises(BadSetting) as problem:
        Environment({"DATABASE_URL": "mysql://me:s3cret@db/x"}).database_address(Path("/x"))
    assert "s3cret" not in str(problem.value)
    assert "postgresql://" in str(problem.value)


def test_hosts_are_parted_by_commas():
    assert Environment({"QOSYL_HOSTS": "a.kz, b.kz,"}).words("QOSYL_HOSTS", []) == ["a.kz", "b.kz"]
