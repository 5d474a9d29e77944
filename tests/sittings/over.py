"""A sitting that is over: learners have answered, results are recorded, open and counted."""

from collections.abc import Mapping

from qosyl.people.models import User
from qosyl.people.roles import Role
from qosyl.sittings import actions
from qosyl.sittings.count_tasks import count_sitting
from qosyl.sittings.models import SatItem, Sitting
from tests import factories
from tests.sittings.seated import Seated, keys_of, now, seated, wrong


def sat(right: Mapping[int, int]) -> tuple[Seated, Sitting]:
    """A cohort whose learners answered so many questions rightly, by place; the others wrongly."""
    house = seated(len(right))
    sitting = house.open()
    for place, many in right.items():
        device = house.device(place)
        for position, key in keys_of(house.attempt(place)).items():
            device.write("view", position)
            device.answer(position, key if position <= many else wrong(key))
        for first in range(1, len(device.events) + 1, 50):
            assert device.send(first, min(first + 49, len(device.events))).status_code == 200
        device.write("finish")
        assert device.send(len(device.events)).status_code == 200
        assert device.finish().status_code == 200
    actions.end_starting(house.coordinator, sitting, at=now())
    actions.settle_sitting(sitting, at=now())
    sitting.refresh_from_db()
    count_sitting.func(str(sitting.uuid))
    return house, sitting


def staff(house: Seated, role: Role) -> User:
    person = factories.user()
    factories.role_holding(person, role, house.provider)
    return person


def item_at(house: Seated, place: int, position: int) -> SatItem:
    """The item that a learner had at a position."""
    content = house.attempt(place).form.content
    mark = next(each["fingerprint"] for each in content if each["p"] == position)
    return SatItem.objects.get(provider=house.provider, fingerprint=mark)
