"""Which provider opened an account; for accounts that are there, the record of acts knows."""

import uuid
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def fill_from_record(apps: Any, _schema: Any) -> None:
    user, provider = apps.get_model("people", "User"), apps.get_model("people", "Provider")
    providers = dict(provider.objects.values_list("uuid", "pk"))
    acts = apps.get_model("audit", "Act").objects.filter(name="open_account", provider__in=list(providers))
    for act in acts.iterator():
        user.objects.filter(uuid=uuid.UUID(act.thing)).update(opened_by=providers[act.provider])


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("audit", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="opened_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opened_accounts",
                to="people.provider",
            ),
        ),
        migrations.RunPython(fill_from_record, migrations.RunPython.noop, elidable=True),
    ]
