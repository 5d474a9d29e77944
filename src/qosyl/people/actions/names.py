"""A person's name as it is written down, in both spellings. Not here: how it is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qosyl.localtext import fold
from qosyl.people.actions.records import record_on_person
from qosyl.people.models import User


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name in one language; family name and patronymic may be absent."""

    family: str
    given: str
    patronymic: str = ""

    def one_line(self) -> str:
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)


def write_names(user: User, kk: PersonalName, ru: PersonalName) -> None:
    user.family_kk, user.given_kk, user.patronymic_kk = kk.family, kk.given, kk.patronymic
    user.family_ru, user.given_ru, user.patronymic_ru = ru.family, ru.given, ru.patronymic
    user.folded_name = f"{fold(kk.one_line())} {fold(ru.one_line())}"[:500]


@transaction.atomic
def correct_own_names(person: User, kk: PersonalName, ru: PersonalName, *, at: datetime) -> None:
    """Write one's own name as documents shall print it; both spellings are the person's to decide."""
    write_names(person, kk, ru)
    person.save(
        update_fields=[
            *(f"{part}_{language}" for part in ("family", "given", "patronymic") for language in ("kk", "ru")),
            "folded_name",
        ]
    )
    record_on_person("correct_own_names", person, person, at)
