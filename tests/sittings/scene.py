"""A learner before a final test of fifty questions out of the real programme, as pages and journeys need it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qosyl.people.models import User
from qosyl.sittings.models import Attempt, Sitting
from tests import factories
from tests.cast import PASSWORD
from tests.programmes.published import INCLUSION, package, publish_small

QUESTIONS = 50


def now() -> datetime:
    return datetime.now().astimezone()


@dataclass
class Scene:
    """One sitting, one learner, one attempt that is offered; `minutes` of time from its start."""

    questions: int = QUESTIONS
    minutes: int = 90
    room_code: str = ""
    eased: tuple[str, ...] = ()
    sitting: Sitting = field(init=False)
    learner: User = field(init=False)
    attempt: Attempt = field(init=False)

    def __post_init__(self) -> None:
        provider = factories.provider()
        cohort = factories.cohort(provider, publish_small(provider, INCLUSION))
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

    @property
    def address(self) -> str:
        return f"/sit/{self.attempt.uuid}/"

    def fresh(self) -> Attempt:
        """The attempt as it is stored now."""
        return Attempt.objects.get(pk=self.attempt.pk)

    def _content(self) -> list[dict[str, object]]:
        items = list(package(INCLUSION).items())[: self.questions]
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
