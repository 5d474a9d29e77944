"""Slowing down whoever guesses: tries are counted in the database, so that every worker knows of them.

What counts is a try in vain; who opens a true QR code a hundred times is never slowed down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from qosyl.certificates.models import LookupTally

WAIT_MINUTES = 15
_SPAN = timedelta(minutes=WAIT_MINUTES)
_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many tries in vain within a quarter of an hour."""

    purpose: str
    most: int


#: A school behind one address may mistype; whoever guesses codes gets nowhere with so few.
CODES = Limit("code", 40)
#: Names compared at one document, whoever compares them: a list of names may not be tried out.
NAMES = Limit("name", 20)
#: Passwords of one person in front of an act that asks for it again.
PASSWORDS = Limit("password", 5)


def is_slowed(limit: Limit, subject: str, at: datetime) -> bool:
    """Whether this subject has used up its tries."""
    tallies = LookupTally.objects.filter(subject=_hashed(limit, subject), span__gt=at - _SPAN)
    tries = tallies.aggregate(sum=Sum("tries"))["sum"]
    return (tries or 0) >= limit.most


@transaction.atomic
def count_try(limit: Limit, subject: str, at: datetime) -> None:
    """One try more; tallies of yesterday go."""
    minute = at.replace(second=0, microsecond=0)
    tally, new = LookupTally.objects.get_or_create(subject=_hashed(limit, subject), span=minute, defaults={"tries": 1})
    if not new:
        LookupTally.objects.filter(pk=tally.pk).update(tries=F("tries") + 1)
    LookupTally.objects.filter(span__lt=at - _KEPT).delete()


def _hashed(limit: Limit, subject: str) -> str:
    """An address of a visitor is personal: only its keyed hash is kept, for a day."""
    return salted_hmac(f"tries {limit.purpose}", subject, algorithm="sha256").hexdigest()
