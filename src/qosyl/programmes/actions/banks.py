"""Live banks: taken in and sealed, opened to one person, and kept shut when somebody else could be that person."""

from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qosyl.audit.actions import record_act, record_refusal
from qosyl.keys.sealing import seal, unseal
from qosyl.packages.canonical import fingerprint
from qosyl.packages.model.package import Bank
from qosyl.people.access import Refused, require
from qosyl.people.actions import lock_provider
from qosyl.people.matrix import matrix
from qosyl.programmes.access import is_shut, why_not_confirm
from qosyl.programmes.contents import packed_bank, unpacked_bank
from qosyl.programmes.models import BankConfirmation, LiveBank
from qosyl.rules.reasons import Reason

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User

_SEALED_AS = "live bank"


class WrongMethodologist(Exception):
    """The person named for a bank is no methodologist of the provider."""


class Taken(Enum):
    """What taking in a bank has done."""

    IN = auto()
    THERE_ALREADY = auto()
    OPENED_AGAIN = auto()


class NoOwnPassword(Exception):
    """The person named for a bank still signs in with a first password, which somebody else has seen."""


class BankShut(Exception):
    """Somebody else renewed the password of the person named; a second person has not confirmed them yet."""


class MayNotConfirm(Exception):
    """This person may not be the second one; `reasons` say why."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = reasons


@transaction.atomic
def take_in_bank(provider: "Provider", methodologist: "User", bank: Bank, *, at: datetime) -> tuple[LiveBank, Taken]:
    """Seal a provider's live bank for the methodologist named; the same items again change nothing.

    Only the command line does this: a live bank does not travel through a browser.

    The same items again, while the bank is shut, confirm the person instead: whoever has the machine and the items
    has named them anew.

    :raises WrongMethodologist: that person is no methodologist of the provider on this day.
    :raises NoOwnPassword: that person has not replaced the first password yet.
    """
    lock_provider(provider)
    day = timezone.localdate(at)
    holdings = methodologist.holdings.filter(provider=provider, role__in=matrix().roles_for("read_live_bank"))
    if not any(holding.covers(day) for holding in holdings):
        raise WrongMethodologist
    if methodologist.must_change_password:
        raise NoOwnPassword
    mark = fingerprint(bank)
    rows = LiveBank.objects.filter(provider=provider, key=bank.sheet.key)
    last = rows.first()
    if last is not None and (last.fingerprint, last.methodologist_id) == (mark, methodologist.pk):
        if not is_shut(last):
            return last, Taken.THERE_ALREADY
        _confirm(None, last, at)
        return last, Taken.OPENED_AGAIN
    live = LiveBank(
        provider=provider,
        methodologist=methodologist,
        programme_key=bank.sheet.programme,
        key=bank.sheet.key,
        number=(rows.aggregate(last=Max("number"))["last"] or 0) + 1,
        title_kk=bank.sheet.title.kk,
        title_ru=bank.sheet.title.ru,
        fingerprint=mark,
        size=len(bank.items),
        taken_in_at=at,
    )
    live.sealed = seal(_SEALED_AS, packed_bank(bank), str(live.uuid))
    live.save()
    record_act(
        "take_in_bank",
        at=at,
        actor=None,
        provider=provider.uuid,
        thing_kind="live_bank",
        thing=str(live.uuid),
        facts={"items": live.size, "fingerprint": mark},
    )
    return live, Taken.IN


def open_bank(actor: "User", live_bank: LiveBank, *, purpose: str, at: datetime) -> Bank:
    """The items of a bank in plain, for the named methodologist; ``purpose`` ("view", "export") is recorded first.

    :raises Refused: the actor is not the person named, or is no methodologist of the provider any more.
    :raises BankShut: a second person has to confirm first; that it was tried is recorded.
    """
    require(actor, "read_live_bank", timezone.localdate(at), live_bank.provider)
    if live_bank.methodologist_id != actor.pk:
        raise Refused("read_live_bank")
    if is_shut(live_bank):
        _refuse("open_live_bank", actor, live_bank, at)
        raise BankShut
    with transaction.atomic():
        record_act(
            "open_live_bank",
            at=at,
            actor=actor.uuid,
            provider=live_bank.provider.uuid,
            thing_kind="live_bank",
            thing=str(live_bank.uuid),
            facts={"purpose": purpose},
        )
        return unpacked_bank(unseal(_SEALED_AS, bytes(live_bank.sealed), str(live_bank.uuid)))


def confirm_bank_reader(actor: "User", live_bank: LiveBank, *, at: datetime) -> None:
    """Open a shut bank to the person named, as a second person who knows that it is they who sign in.

    :raises MayNotConfirm: this person may not be the second one; that it was tried is recorded.
    """
    require(actor, "confirm_bank_reader", timezone.localdate(at), live_bank.provider)
    reasons = why_not_confirm(actor, live_bank)
    if reasons:
        _refuse("confirm_bank_reader", actor, live_bank, at)
        raise MayNotConfirm(reasons)
    _confirm(actor, live_bank, at)


@transaction.atomic
def _confirm(actor: "User | None", live_bank: LiveBank, at: datetime) -> None:
    BankConfirmation.objects.create(bank=live_bank, confirmed_by=actor, confirmed_at=at)
    record_act(
        "confirm_bank_reader",
        at=at,
        actor=actor.uuid if actor else None,
        provider=live_bank.provider.uuid,
        thing_kind="live_bank",
        thing=str(live_bank.uuid),
    )


def _refuse(name: str, actor: "User", live_bank: LiveBank, at: datetime) -> None:
    record_refusal(
        name,
        at=at,
        actor=actor.uuid,
        provider=live_bank.provider.uuid,
        thing_kind="live_bank",
        thing=str(live_bank.uuid),
    )
