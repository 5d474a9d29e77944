"""Entering a provider, and letting acts that must not cross at one queue."""

from datetime import datetime

from django.db import transaction

from qosyl.audit.actions import record_act
from qosyl.localtext import LocalText
from qosyl.people.models import Provider


@transaction.atomic
def found_provider(key: str, name: LocalText, *, at: datetime, is_demo: bool = False) -> Provider:
    """Enter a provider; only the command line does this."""
    provider = Provider.objects.create(key=key, name_kk=name.kk, name_ru=name.ru, is_demo=is_demo)
    record_act(
        "found_provider", at=at, actor=None, provider=provider.uuid, thing_kind="provider", thing=str(provider.uuid)
    )
    return provider


def lock_provider(provider: Provider) -> None:
    """Let acts that must not cross at a provider queue behind each other until the end of the transaction.

    On SQLite every transaction queues at its beginning already, so that the row need not be locked there.
    """
    Provider.objects.select_for_update().get(pk=provider.pk)
