"""People, providers, acts and programmes."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.keys.sealing import seal
from qosyl.localtext import LocalText
from qosyl.packages.model.items import BankSheet, Item
from qosyl.packages.model.package import Bank
from qosyl.people.models import Branch, Provider, RoleHolding, User
from qosyl.people.roles import Role
from qosyl.programmes.contents import packed_bank
from qosyl.programmes.models import (
    BankConfirmation,
    ItemVersion,
    LiveBank,
    Outcome,
    Policy,
    ProgrammeVersion,
    Publication,
    Submission,
    Topic,
)

_NUMBERS = count(1)
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.get_fixed_timezone(300))


def provider(key: str = "", *, is_demo: bool = False) -> Provider:
    key = key or f"provider-{next(_NUMBERS)}"
    return Provider.objects.create(key=key, name_kk=f"{key} орталығы", name_ru=f"Центр {key}", is_demo=is_demo)


def branch(of: Provider | None = None, key: str = "") -> Branch:
    key = key or f"branch-{next(_NUMBERS)}"
    return Branch.objects.create(provider=of or provider(), key=key, name_kk=f"{key} филиалы", name_ru=f"Филиал {key}")


def user(password: str = "", **fields: object) -> User:
    number = next(_NUMBERS)
    made = User(
        **{
            "phone": f"+7700{number:07d}",
            "given_kk": f"Адам{number}",
            "given_ru": f"Человек{number}",
            "folded_name": f"адам{number} человек{number}",
            "created_at": NOW,
        }
        | fields
    )
    if password:
        made.set_password(password)
    else:
        made.set_unusable_password()
    made.save()
    return made


def role_holding(
    of: User,
    role: Role,
    at: Provider,
    *,
    since: date | None = None,
    until: date | None = None,
    branch: Branch | None = None,
    cohort: UUID | None = None,
) -> RoleHolding:
    since = since or timezone.localdate() - timedelta(days=1)
    return RoleHolding.objects.create(
        user=of, role=role, provider=at, branch=branch, cohort=cohort, since=since, until=until
    )


def act(name: str = "open_account", at: datetime = NOW, provider: UUID | None = None) -> Act:
    return Act.objects.create(name=name, done_at=at, provider=provider, thing_kind="user", thing="x")


def programme_version(key: str = "small", content: bytes = b"", mark: str = "") -> ProgrammeVersion:
    return ProgrammeVersion.objects.create(
        fingerprint=mark or f"{next(_NUMBERS):064x}", programme_key=key, content=content, is_trial=True, created_at=NOW
    )


def topic(of: ProgrammeVersion, number: str = "1.1") -> Topic:
    return Topic.objects.create(version=of, number=number, place=next(_NUMBERS))


def outcome(of: ProgrammeVersion, key: str = "M1-O1") -> Outcome:
    return Outcome.objects.create(version=of, key=key)


def policy(of: ProgrammeVersion, key: str = "pass-mark") -> Policy:
    return Policy.objects.create(version=of, key=key, deciding=True)


def item_version(of: ProgrammeVersion, key: str = "1.1-01") -> ItemVersion:
    made = ItemVersion.objects.create(fingerprint=f"{next(_NUMBERS):064x}", key=key)
    made.versions.add(of)
    return made


def publication(at: Provider, version: ProgrammeVersion | None = None, number: int = 1) -> Publication:
    version = version or programme_version()
    return Publication.objects.create(
        provider=at, version=version, programme_key=version.programme_key, number=number, published_at=NOW
    )


def live_bank(at: Provider, methodologist: User, items: tuple[Item, ...] = ()) -> LiveBank:
    sheet = BankSheet(key="live", programme="small", title=LocalText(kk="Құпия банк", ru="Закрытый банк"))
    made = LiveBank(
        provider=at,
        methodologist=methodologist,
        programme_key="small",
        key="live",
        number=next(_NUMBERS),
        title_kk="Құпия банк",
        title_ru="Закрытый банк",
        fingerprint=f"{next(_NUMBERS):064x}",
        size=len(items),
        taken_in_at=NOW,
    )
    made.sealed = seal("live bank", packed_bank(Bank(sheet=sheet, items=items)), str(made.uuid))
    made.save()
    return made


def bank_confirmation(of: LiveBank, by: User | None = None) -> BankConfirmation:
    return BankConfirmation.objects.create(bank=of, confirmed_by=by, confirmed_at=NOW)


def submission(at: Provider, by: User, archive: bytes = b"", **fields: object) -> Submission:
    times = {"handed_in_at": NOW, "asked_at": NOW}
    made = Submission(**times | {"provider": at, "handed_in_by": by, "file_name": "package.zip"} | fields)
    made.sealed_archive = seal("submission archive", archive, str(made.uuid))
    made.save()
    return made
