"""A demonstration whose programme has not changed reads and checks no package at the next start."""

import shutil

import pytest

from qosyl.programmes.models import Publication
from qosyl.web.demo.source import is_published, keep_published
from tests import factories
from tests.programmes.published import SMALL, publish_small

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return shutil.copytree(SMALL, tmp_path / "small")


@pytest.fixture
def running() -> Publication:
    return publish_small(factories.provider("demo"))


def test_files_that_gave_the_running_version_are_known_again(folder, running):
    assert not is_published(folder, running)

    keep_published(folder, running)

    assert is_published(folder, running)


def test_changed_added_and_removed_files_are_noticed(folder, running):
    keep_published(folder, running)
    sheet = next(folder.rglob("*.yaml"))
    content = sheet.read_bytes()

    sheet.write_bytes(content + b"\n")
    assert not is_published(folder, running)
    sheet.write_bytes(content)
    assert is_published(folder, running)
    (folder / "more.md").write_text("x", encoding="utf-8")
    assert not is_published(folder, running)


def test_another_publication_or_a_spoilt_stamp_is_checked_anew(folder, running, settings):
    keep_published(folder, running)
    assert not is_published(folder, publish_small(factories.provider("other")))

    (settings.HOME / "demonstration.json").write_text("{", encoding="utf-8")
    assert not is_published(folder, running)
