"""Questions about many people at once, for rooms that work with lists of them. Not here: who may see whom."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from qosyl.people.models import Provider, User
from qosyl.people.sign_in_names import SignInName

#: So many values are asked for at once: databases limit what one question may hold.
_AT_ONCE = 300


def people_by_contact(contacts: Collection[SignInName]) -> dict[SignInName, User]:
    """Whom these phone numbers and e-mail addresses belong to, whichever provider looks after them."""
    found: dict[SignInName, User] = {}
    for kind in ("phone", "email"):
        values = sorted({contact.value for contact in contacts if contact.kind == kind})
        for start in range(0, len(values), _AT_ONCE):
            for person in User.objects.filter(**{f"{kind}__in": values[start : start + _AT_ONCE]}):
                found[SignInName(kind, getattr(person, kind))] = person  # type: ignore[arg-type]  # one of the kinds
    return found


def those_of(provider: Provider, people: Iterable[User]) -> set[int]:
    """Which of these people the provider knows: it opened their account, or they hold or held a role in it."""
    ids = sorted({person.pk for person in people})
    known: set[int] = set()
    for start in range(0, len(ids), _AT_ONCE):
        rows = User.objects.filter(pk__in=ids[start : start + _AT_ONCE])
        known |= set(rows.filter(Q(opened_by=provider) | Q(holdings__provider=provider)).values_list("pk", flat=True))
    return known
