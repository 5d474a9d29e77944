"""A provider that may issue: approved version, letterhead, numbers, a key; a cohort whose learners have results."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from qosyl.certificates.actions import issue_documents
from qosyl.certificates.models import Document
from qosyl.cohorts.models import AdmissionList, Cohort, Enrolment, Group
from qosyl.commissions.models import Protocol
from qosyl.keys.signing import new_pair
from qosyl.keys.signing_folder import make_issuing_key
from qosyl.people.models import Provider, User
from qosyl.people.roles import Role
from tests import factories
from tests.programmes.published import INCLUSION, publish_small

PASSWORD = "жазғы жаңбыр 7"
NOW = timezone.now().replace(microsecond=0)
SITE = "https://kurs.example.kz"


@dataclass
class Scene:
    """What a test begins from; `learner` adds somebody with the facts that it names."""

    provider: Provider
    director: User
    cohort: Cohort
    group: Group
    protocol: Protocol
    admissions: AdmissionList
    learners: list[Enrolment] = field(default_factory=list)

    def learner(
        self,
        points: str | None = "50",
        *,
        outcome: str = "proposed",
        hours: int = 0,
        named: bool = True,
        entry: bool = True,
        names: dict[str, str] | None = None,
        **facts: object,
    ) -> Enrolment:
        person = factories.user(PASSWORD, **(names or _name(len(self.learners))))
        made = factories.enrolment(self.group, person, names_confirmed_at=NOW if named else None)
        listed = factories.admission_entry(self.admissions, made, outcome)
        factories.admission_decision(listed, admitted=outcome == "proposed")
        if entry:
            factories.protocol_entry(self.protocol, made, points=points, **facts)
        if hours:
            session = factories.session(self.group, hours=hours, delivered_at=NOW)
            factories.attendance_mark(session, made)
        self.learners.append(made)
        return made

    def issue(self, *learners: Enrolment) -> list[Document]:
        chosen = learners or self.learners
        return issue_documents(self.director, self.cohort, chosen, address=SITE, at=timezone.now())


def _name(number: int) -> dict[str, str]:
    family = "АБВГДЕЖЗИК"[number % 10] + "хметова"
    kk = {"family_kk": family, "given_kk": "Айгүл", "patronymic_kk": f"Серікқызы{number or ''}"}
    ru = {"family_ru": family, "given_ru": "Айгуль", "patronymic_ru": f"Сериковна{number or ''}"}
    return kk | ru | {"folded_name": family.casefold()}


def scene(
    *,
    demo: bool = False,
    approved: bool = True,
    letterhead: bool = True,
    numbers: bool = True,
    key: bool = True,
    root: Path = INCLUSION,
) -> Scene:
    provider = factories.provider(is_demo=demo)
    director = factories.user(PASSWORD)
    factories.role_holding(director, Role.DIRECTOR, provider)
    publication = publish_small(provider, root)
    publication.version.is_trial = not approved
    publication.version.save(update_fields=["is_trial"])
    cohort = factories.cohort(provider, publication)
    if letterhead:
        factories.letterhead(provider)
    if numbers:
        year = timezone.localdate().year
        factories.number_series(provider, year=year, set_at=NOW)
        factories.number_series(provider, kind="statement", pattern="АН-{year}-{number:06}", year=year, set_at=NOW)
    if key:
        make_issuing_key(new_pair(), since=NOW - timedelta(days=1), until=NOW + timedelta(days=365))
    protocol = factories.protocol(factories.commission(cohort), confirmed_at=NOW)
    return Scene(provider, director, cohort, factories.group(cohort), protocol, factories.admission_list(cohort))
