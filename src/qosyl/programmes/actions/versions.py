"""Publishing: a checked package becomes an immutable version, and the one that runs."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qosyl.audit.actions import record_act
from qosyl.packages.canonical import fingerprint
from qosyl.packages.difference import Difference, difference
from qosyl.packages.findings import Finding, Severity
from qosyl.packages.model.items import Item
from qosyl.packages.model.package import Package
from qosyl.people.access import require
from qosyl.people.actions import lock_provider
from qosyl.programmes.contents import package_of, packed
from qosyl.programmes.models import ItemVersion, Outcome, Policy, ProgrammeVersion, Publication, Topic

if TYPE_CHECKING:
    from qosyl.people.models import Provider, User


class HasErrors(Exception):
    """The package has open errors: it cannot become a version."""


def open_errors(findings: tuple[Finding, ...]) -> list[Finding]:
    """Errors that no policy accepts."""
    return [f for f in findings if f.severity is Severity.ERROR and f.accepted_by is None]


@transaction.atomic
def publish_package(
    actor: "User | None", provider: "Provider", package: Package, findings: tuple[Finding, ...], *, at: datetime
) -> tuple[Publication, bool]:
    """Make a checked package the version that runs; the same bytes as the running one change nothing.

    Returns the publication and whether it is new. ``actor`` None is the command line.

    :raises HasErrors: open errors were found.
    """
    if actor is not None:
        require(actor, "publish_programme", timezone.localdate(at), provider)
    if open_errors(findings):
        raise HasErrors
    # Publications of one provider queue here, so that two numbers never collide.
    lock_provider(provider)
    version = _version_of(package, at)
    last = Publication.objects.filter(provider=provider, programme_key=version.programme_key).first()
    if last is not None and last.version_id == version.pk:
        return last, False
    publication = Publication.objects.create(
        provider=provider,
        version=version,
        programme_key=version.programme_key,
        number=last.number + 1 if last else 1,
        published_at=at,
        difference=_as_rows(difference_from(last, package)),
    )
    record_act(
        "publish_programme",
        at=at,
        actor=actor.uuid if actor else None,
        provider=provider.uuid,
        thing_kind="publication",
        thing=str(publication.uuid),
        facts={"programme": version.programme_key, "number": publication.number, "fingerprint": version.fingerprint},
    )
    return publication, True


def difference_from(last: Publication | None, package: Package) -> Difference:
    """What changes if ``package`` follows ``last``; nothing to compare for a first publication."""
    return difference(package_of(last.version.fingerprint), package) if last else Difference(())


def _as_rows(changes: Difference) -> list[dict[str, object]]:
    return [
        {"path": change.path, "before": change.before, "after": change.after, "deciding": change.deciding}
        for change in changes.changes
    ]


def _version_of(package: Package, at: datetime) -> ProgrammeVersion:
    mark, content = packed(package)
    # Two providers may publish the same bytes at the same moment: the second takes what the first has made.
    version, new = ProgrammeVersion.objects.get_or_create(
        fingerprint=mark,
        defaults={
            "programme_key": package.programme.key,
            "content": content,
            "is_trial": is_trial(package),
            "created_at": at,
        },
    )
    if not new:
        return version
    Topic.objects.bulk_create(
        Topic(version=version, number=topic.sheet.number, place=place) for place, topic in enumerate(package.topics())
    )
    Outcome.objects.bulk_create(
        Outcome(version=version, key=outcome.key) for module in package.modules for outcome in module.sheet.outcomes
    )
    Policy.objects.bulk_create(
        Policy(version=version, key=policy.key, deciding=policy.deciding) for policy in package.policies.policies
    )
    _share_items(version, [*package.items(), *(item for t in package.topics() for item in t.practice_items.items)])
    return version


def _share_items(version: ProgrammeVersion, items: list[Item]) -> None:
    """Rows for items: those known from earlier versions are shared, the others made."""
    marks = {fingerprint(item): item.key for item in items}
    known = set(ItemVersion.objects.filter(fingerprint__in=marks).values_list("fingerprint", flat=True))
    fresh = (ItemVersion(fingerprint=mark, key=key) for mark, key in marks.items() if mark not in known)
    ItemVersion.objects.bulk_create(fresh, ignore_conflicts=True)  # another provider may be making them right now
    version.item_versions.add(*ItemVersion.objects.filter(fingerprint__in=marks))


def is_trial(package: Package) -> bool:
    """Whether documents of this version are specimens: something deciding is not approved yet (policy B22)."""
    approved = all(policy.approved_by for policy in package.policies.policies if policy.deciding)
    return not (package.programme.approval.is_complete and approved)
