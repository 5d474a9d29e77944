"""`qosyl demo`: a demonstration provider with one person for each role. Run again, it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from qosyl.keys.kept import kept_secret
from qosyl.people.access import person_named, provider_by_key
from qosyl.people.actions import found_provider, open_account
from qosyl.people.sign_in_names import SignInName
from qosyl.web.demo import CAST, PROVIDER_KEY, PROVIDER_NAME, SECRET


class Command(BaseCommand):
    help = "Fill an installation with a demonstration provider and its people. Its documents are specimens."

    @transaction.atomic
    def handle(self, **_: Any) -> None:
        now = timezone.now()
        provider = provider_by_key(PROVIDER_KEY) or found_provider(PROVIDER_KEY, PROVIDER_NAME, at=now, is_demo=True)
        password = kept_secret(settings.KEYS_FOLDER / SECRET)[:12]
        for player in CAST:
            phone = SignInName("phone", player.phone)
            if person_named(phone.kind, phone.value) is None:
                open_account(
                    None,
                    provider,
                    kk=player.kk,
                    ru=player.ru,
                    role=player.role,
                    at=now,
                    contacts=(phone,),
                    password=password,
                )
        self.stdout.write(f"{len(CAST)} demonstration people stand ready at provider {provider.key!r}")
