"""A small package, published: the whole chain of reading, checking and publishing, as every test of pages needs it."""

import atexit
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from django.utils import timezone

from qosyl.packages.model.package import Package
from qosyl.packages.reading import read_package
from qosyl.people.models import Provider
from qosyl.programmes.actions import publish_package
from qosyl.programmes.models import Publication
from tests.packages.small import write_small


def _grown() -> Path:
    """The small package as files, once a run."""
    folder = Path(tempfile.mkdtemp(prefix="qosyl-small-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return write_small(folder)


SMALL = _grown()
INCLUSION = Path(__file__).resolve().parents[2] / "programmes" / "inclusion"


@lru_cache(maxsize=2)
def package(root: Path = SMALL) -> Package:
    found = read_package(root).package
    assert found is not None
    return found


def publish_small(provider: Provider, root: Path = SMALL) -> Publication:
    return publish_package(None, provider, package(root), (), at=timezone.now())[0]
