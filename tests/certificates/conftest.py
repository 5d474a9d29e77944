"""Keys and files of these tests in a folder of their own, so that one test's keys are not another's."""

import pytest


@pytest.fixture(autouse=True)
def places(tmp_path, settings):
    settings.KEYS_FOLDER = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    return tmp_path
