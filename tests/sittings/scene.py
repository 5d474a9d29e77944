"""A learner before a final test, as its pages and journeys need one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from qosyl.people.models import User
from qosyl.sittings.models import Attempt, Sitting
from tests import factories
from tests.cast import PASSWORD
from tests.programmes.published import SMALL, package, publish_small


def now() -> datetime:
    return datetime.now().astimezone()


@dataclass
class Scene:
    """One sitting, one learner, one attempt that is offered; `minutes` of time from its start.

    The questions are those of the package, over and over where it has fewer.
    """

    questions: int = 12
    root: Path = SMALL
    minutes: int = 90
    room_code: str = ""
    eased: tuple[str, ...] = ()
    sitting: Sitting = field(init=False)
    learner: User = field(init=False)
    attempt: Attempt = field(init=False)

    def __post_init__(self) -> None:
        provider = factories.provider()
        cohort = factories.cohort(provider, publish_small(provider, self.root))
        group = factories.group(cohort)
        self.learner = factories.user(PASSWORD)
        enrolment = factories.enrolment(group, self.learner)
        self.sitting = factories.sitting(
            cohort,
            opens_at=now() - timedelta(hours=1),
            closes_at=now() + timedelta(hours=3),
            minutes=self.minutes,
            room_code=self.room_code,
        )
        if self.eased:
            factories.accommodation(self.sitting, enrolment, kinds=list(self.eased))
        self.attempt = factories.attempt(factories.form(self.sitting, enrolment, self._content()))

    def start(self, minutes_ago: float = 0, epoch: int = 1) -> None:
        """The attempt has begun already, as if on a device that nobody knows."""
        began = now() - timedelta(minutes=minutes_ago)
        Attempt.objects.filter(pk=self.attempt.pk).update(started_at=began, epoch=epoch)
        factories.epoch(self.attempt, epoch, at=began)

    @property
    def address(self) -> str:
        return f"/sit/{self.attempt.uuid}/"

    def fresh(self) -> Attempt:
        """The attempt as it is stored now."""
        return Attempt.objects.get(pk=self.attempt.pk)

    def _content(self) -> list[dict[str, object]]:
        items = islice(cycle(package(self.root).items()), self.questions)
        turned = [["b", "d", "a", "c"], ["a", "c", "d", "b"], ["d", "b", "c", "a"]]
        return [
            {
                "p": position,
                "item": item.key,
                "fingerprint": f"{position:064x}",
                "module": "M1",
                "outcome": item.outcome,
                "options": turned[position % 3],
            }
            for position, item in enumerate(items, 1)
        ]
