"""Whom one can be in the demonstration: invented people, one for each role that has work to do.

Their names are common ones put together by chance; nobody is meant.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from qosyl.localtext import LocalText
from qosyl.people.actions import PersonalName
from qosyl.people.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

PROVIDER_KEY = "demo"
PROVIDER_NAME = LocalText(
    kk="«Үлгі» біліктілікті арттыру орталығы (көрсетілім)",
    ru="Центр повышения квалификации «Үлгі» (демонстрация)",
)
SECRET = "demo-password"  # noqa: S105 - the name of the file that holds it


@dataclass(frozen=True, slots=True)
class Player:
    """An invented person. `role` None: holds none in the whole provider; `part` says what this person is here."""

    key: str
    role: Role | None
    kk: PersonalName
    ru: PersonalName
    phone: str
    part: "_StrOrPromise" = ""

    @property
    def words(self) -> "_StrOrPromise":
        """What the demonstration page calls the person."""
        return self.part or (self.role.label if self.role else _("Reader"))


#: People whose accounts the demonstration opens; learners join by an invitation, as everybody does.
STAFF = (
    Player(
        "coordinator",
        Role.COORDINATOR,
        PersonalName("Дүйсенбай", "Айнұр", "Бақытқызы"),
        PersonalName("Дуйсенбай", "Айнур", "Бахытовна"),
        "+77000000006",
    ),
    Player(
        "tutor",
        Role.TUTOR,
        PersonalName("Өтеген", "Гүлнұр", "Тоқтарқызы"),
        PersonalName("Утеген", "Гульнур", "Токтаровна"),
        "+77000000003",
    ),
    Player(
        "tutor-ru",
        Role.TUTOR,
        PersonalName("Соколова", "Ирина", "Владимировна"),
        PersonalName("Соколова", "Ирина", "Владимировна"),
        "+77000000011",
        _("Tutor of the group that studies in Russian"),
    ),
    Player(
        "chair",
        Role.COMMISSION_MEMBER,
        PersonalName("Нұрғазы", "Болат", "Сәкенұлы"),
        PersonalName("Нургазы", "Болат", "Сакенович"),
        "+77000000007",
        _("Chair of the commission"),
    ),
    Player(
        "member",
        Role.COMMISSION_MEMBER,
        PersonalName("Орлова", "Наталья", "Петровна"),
        PersonalName("Орлова", "Наталья", "Петровна"),
        "+77000000008",
        _("Member of the commission"),
    ),
    Player(
        "secretary",
        Role.COMMISSION_MEMBER,
        PersonalName("Қуанышбек", "Жанар", "Ермекқызы"),
        PersonalName("Куанышбек", "Жанар", "Ермековна"),
        "+77000000009",
        _("Secretary of the commission"),
    ),
    Player(
        "director",
        Role.DIRECTOR,
        PersonalName("Әлімжан", "Сәуле", "Мұратқызы"),
        PersonalName("Алимжан", "Сауле", "Муратовна"),
        "+77000000010",
    ),
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
#: Learners of the cohorts (see `roster`) whom one can be.
LEARNERS = (
    Player(
        "learner",
        None,
        PersonalName("Ахметова", "Айгүл", "Серікқызы"),
        PersonalName("Ахметова", "Айгуль", "Сериковна"),
        "+77000000101",
        _("Learner, in the middle of the course"),
    ),
    Player(
        "learner-ru",
        None,
        PersonalName("Ли", "Марина", "Олеговна"),
        PersonalName("Ли", "Марина", "Олеговна"),
        "+77000000201",
        _("Learner of the group that studies in Russian"),
    ),
    Player(
        "graduate",
        None,
        PersonalName("Сағындық", "Мәдина", "Асқарқызы"),
        PersonalName("Сагындык", "Мадина", "Аскаровна"),
        "+77000000301",
        _("Learner with a certificate"),
    ),
)
CAST = (LEARNERS[0], *STAFF[:7], *LEARNERS[1:], *STAFF[7:])
