"""An attempt that began ten minutes ago, and the device that writes it."""

from datetime import timedelta

import pytest

from qosyl.sittings.models import Attempt
from tests import factories
from tests.sittings.seated import now
from tests.sittings.wire import Device, drawn_form


@pytest.fixture
def attempt(db) -> Attempt:
    return factories.started_attempt(drawn_form(), at=now() - timedelta(minutes=10))


@pytest.fixture
def device(attempt) -> Device:
    made = Device(attempt.uuid, attempt.learner, attempt.epochs.get().lease)
    made.hold_capability()
    return made
