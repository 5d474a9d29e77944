"""The cast of the demonstration: invented people, one for each role that has work to do.

Their names are common ones put together by chance; nobody is meant.
"""

from dataclasses import dataclass

from qosyl.localtext import LocalText
from qosyl.people.actions import PersonalName
from qosyl.people.roles import Role

PROVIDER_KEY = "demo"
PROVIDER_NAME = LocalText(
    kk="«Үлгі» біліктілікті арттыру орталығы (көрсетілім)",
    ru="Центр повышения квалификации «Үлгі» (демонстрация)",
)
SECRET = "demo-password"  # noqa: S105 - the name of the file that holds it


@dataclass(frozen=True, slots=True)
class Player:
    """An invented person; `role` None is a reader."""

    key: str
    role: Role | None
    kk: PersonalName
    ru: PersonalName
    phone: str


CAST = (
    Player(
        "methodologist",
        Role.METHODOLOGIST,
        PersonalName("Сейітқали", "Әсел", "Маратқызы"),
        PersonalName("Сейткали", "Асель", "Маратовна"),
        "+77000000001",
    ),
    Player(
        "administrator",
        Role.ADMINISTRATOR,
        PersonalName("Жұмабек", "Ерлан", "Қайратұлы"),
        PersonalName("Жумабек", "Ерлан", "Кайратович"),
        "+77000000002",
    ),
    Player(
        "tutor",
        Role.TUTOR,
        PersonalName("Өтеген", "Гүлнұр", "Тоқтарқызы"),
        PersonalName("Утеген", "Гульнур", "Токтаровна"),
        "+77000000003",
    ),
    Player(
        "auditor",
        Role.AUDITOR,
        PersonalName("Ким", "Виктор", "Сергеевич"),
        PersonalName("Ким", "Виктор", "Сергеевич"),
        "+77000000004",
    ),
    Player(
        "reader",
        None,
        PersonalName("Ысқақ", "Һадиша", "Әбілқызы"),
        PersonalName("Искак", "Хадиша", "Абиловна"),
        "+77000000005",
    ),
)
