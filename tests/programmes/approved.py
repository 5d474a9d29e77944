"""The programme as it would be once somebody has approved it: its documents are real ones, not specimens."""

from datetime import date
from functools import lru_cache

from django.utils import timezone

from qosyl.localtext import LocalText
from qosyl.packages.model.package import Package
from qosyl.people.models import Provider
from qosyl.programmes.actions import publish_package
from qosyl.programmes.models import Publication
from tests.programmes.published import INCLUSION, package


@lru_cache(maxsize=1)
def approved() -> Package:
    """The inclusion programme with an approval and a name in every deciding policy."""
    found = package(INCLUSION)
    policies = tuple(
        policy.model_copy(update={"approved_by": "Әдістемелік кеңес"}) if policy.deciding else policy
        for policy in found.policies.policies
    )
    approval = found.programme.approval.model_copy(
        update={
            "provider": LocalText(kk="«Үлгі» орталығы", ru="Центр «Үлгі»"),
            "clearance_letter": "03-18/77",
            "clearance_date": date(2026, 1, 20),
            "order_number": "11-н",
            "order_date": date(2026, 2, 2),
            "approved_by": "Басқарма төрағасы",
        }
    )
    return found.model_copy(
        update={
            "policies": found.policies.model_copy(update={"policies": policies}),
            "programme": found.programme.model_copy(update={"approval": approval}),
        }
    )


def publish_approved(provider: Provider) -> Publication:
    publication, _new = publish_package(None, provider, approved(), (), at=timezone.now())
    return publication
