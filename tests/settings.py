"""The real settings, in a home that is gone after the run. Only what a test cannot do without differs.

This module has to be read before any other of ours: the real settings look at the environment when they are imported.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Workers of one run inherit the home of the process that started them, and keep apart inside it.
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
if "QOSYL_TEST_HOME" not in os.environ:
    os.environ["QOSYL_TEST_HOME"] = tempfile.mkdtemp(prefix="qosyl-tests-")
    atexit.register(shutil.rmtree, os.environ["QOSYL_TEST_HOME"], ignore_errors=True)
HOME_OF_TESTS = Path(os.environ["QOSYL_TEST_HOME"]) / _WORKER
os.environ["QOSYL_HOME"] = str(HOME_OF_TESTS)
(HOME_OF_TESTS / "static").mkdir(parents=True, exist_ok=True)
if os.environ.get("QOSYL_TEST_DATABASE", "sqlite") == "sqlite":
    os.environ.pop("DATABASE_URL", None)

from qosyl.config.settings import *  # noqa: E402, F403 - the point of this file: all of them, after the lines above
from qosyl.config.settings import DATABASES, STORAGES  # noqa: E402 - as above

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file and not memory: the live server's threads then have connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME_OF_TESTS / "tests.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
else:
    # A pool keeps connections open that would hinder the removal of the tests' database.
    DATABASES["default"]["OPTIONS"] = {
        name: value for name, value in DATABASES["default"].get("OPTIONS", {}).items() if name != "pool"
    }

# Names of files as they stand in the folders: the manifest of hashed names is made when an installation starts.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Argon2 takes its time on purpose; tests sign in a thousand times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
