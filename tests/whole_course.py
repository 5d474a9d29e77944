"""A provider that may issue real documents, ready to run a course from its opening to its register by the acts."""

from datetime import datetime, timedelta

from django.utils import timezone

from qosyl.certificates.actions import Lines, set_letterhead, set_next_number
from qosyl.keys.signing import new_pair
from qosyl.keys.signing_folder import make_issuing_key
from qosyl.localtext import LocalText
from qosyl.people.models import Provider
from qosyl.people.roles import Role
from qosyl.web.demo.stage import BEGAN_BEFORE, Stage
from tests import factories
from tests.cast import PASSWORD
from tests.programmes.approved import publish_approved

STAFF = {
    "coordinator": Role.COORDINATOR,
    "tutor": Role.TUTOR,
    "chair": Role.COMMISSION_MEMBER,
    "member": Role.COMMISSION_MEMBER,
    "methodologist": Role.METHODOLOGIST,
    "secretary": Role.COMMISSION_MEMBER,
    "director": Role.DIRECTOR,
}


def stage_of(provider: Provider, now: datetime | None = None) -> Stage:
    """The provider's people by key, the approved programme, letterhead, numbers and a key of this year."""
    now = now or timezone.now()
    began = timezone.localdate(now) - BEGAN_BEFORE
    people = {}
    for number, (key, role) in enumerate(STAFF.items()):
        people[key] = factories.user(PASSWORD, family_kk="Қызметкер", family_ru="Сотрудник", given_kk=f"№ {number}")
        factories.role_holding(people[key], role, provider, since=began)
    name = LocalText(kk="Әлімжан Сәуле Мұратқызы", ru="Алимжан Сауле Муратовна")
    lines = Lines(LocalText("Астана", "Астана"), LocalText("Директор", "Директор"), name)
    set_letterhead(people["director"], provider, lines, at=now)
    for kind, letters in (("certificate", "ҮО"), ("statement", "АН")):
        for year in {now.year, began.year}:
            set_next_number(
                people["director"],
                provider,
                None,
                kind,
                year,
                pattern=f"{letters}-{{year}}-{{number:06}}",
                first=4318,
                at=now,
            )
    make_issuing_key(new_pair(), since=now - BEGAN_BEFORE, until=now + timedelta(days=365))
    return Stage(provider, people, publish_approved(provider), PASSWORD, now)
