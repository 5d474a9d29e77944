"""Publishing: immutable versions by content, numbers, differences, trials, and what is refused."""

import pytest
from django.utils import timezone

from qosyl.audit.models import Act
from qosyl.packages.check import check_reading
from qosyl.packages.findings import Finding
from qosyl.packages.model.package import Package
from qosyl.packages.reading import read_package
from qosyl.people.access import Refused
from qosyl.people.roles import Role
from qosyl.programmes import actions
from qosyl.programmes.contents import package_of
from qosyl.programmes.models import ItemVersion, ProgrammeVersion, Publication
from tests import factories
from tests.programmes.published import INCLUSION, SMALL, package

pytestmark = pytest.mark.django_db


def publish(provider, what: Package, findings=(), actor=None):
    return actions.publish_package(actor, provider, what, findings, at=timezone.now())


def changed(what: Package, **programme) -> Package:
    """The package with other words in its programme sheet."""
    return what.model_copy(update={"programme": what.programme.model_copy(update=programme)})


def test_published_version_gives_back_the_very_package():
    publication, new = publish(factories.provider(), package())
    assert new
    assert package_of(publication.version.fingerprint) == package()


def test_same_bytes_again_change_nothing():
    provider = factories.provider()
    first, _ = publish(provider, package())
    acts = Act.objects.count()
    again, new = publish(provider, package())
    assert (again, new) == (first, False)
    assert (Publication.objects.count(), ProgrammeVersion.objects.count(), Act.objects.count()) == (1, 1, acts)


def test_two_providers_share_a_version_and_number_their_own_publications():
    first, _ = publish(factories.provider(), package())
    second, _ = publish(factories.provider(), package())
    assert (first.version, first.number, second.number) == (second.version, 1, 1)


def test_way_back_to_an_earlier_version_is_a_new_publication_of_it():
    provider, other = factories.provider(), changed(package(), hours=package().programme.hours + 1)
    numbers = [publish(provider, what)[0] for what in (package(), other, package())]
    assert [publication.number for publication in numbers] == [1, 2, 3]
    assert numbers[0].version == numbers[2].version


def test_change_of_hours_decides_and_change_of_words_does_not():
    provider = factories.provider()
    publish(provider, package())
    title = package().programme.title
    other = changed(package(), hours=81, title=title.map(lambda text: text + "!"))
    publication, _ = publish(provider, other)
    assert {change["path"]: change["deciding"] for change in publication.difference} == {
        "programme › hours": True,
        "programme › title › kk": False,
        "programme › title › ru": False,
    }


def test_items_that_stay_are_shared_between_versions():
    provider = factories.provider()
    publish(provider, package())
    before = ItemVersion.objects.count()
    second, _ = publish(provider, changed(package(), hours=81))
    assert before == ItemVersion.objects.count() == second.version.item_versions.count() > 0


def test_rows_that_others_refer_to_follow_the_plan():
    version = publish(factories.provider(), package())[0].version
    assert [topic.number for topic in version.topics.all()] == [t.sheet.number for t in package().topics()]
    assert version.outcomes.count() == sum(len(m.sheet.outcomes) for m in package().modules)
    assert version.policies.count() == len(package().policies.policies)


def test_open_error_prevents_publishing_and_an_accepted_one_does_not():
    provider = factories.provider()
    error = Finding("programme.yaml", 1, "H003")
    assert error.severity == "error"
    with pytest.raises(actions.HasErrors):
        publish(provider, package(), (error,))
    assert not Publication.objects.exists()
    publish(provider, package(), (Finding("programme.yaml", 1, "H003", accepted_by="some-policy"),))


def test_checked_small_package_can_be_published():
    reading = read_package(SMALL)
    assert publish(factories.provider(), reading.package, check_reading(reading))[1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.METHODOLOGIST])
def test_nobody_but_a_methodologist_publishes(role):
    provider, person = factories.provider(), factories.user()
    factories.role_holding(person, role, provider)
    with pytest.raises(Refused):
        publish(provider, package(), actor=person)


def test_methodologist_of_another_provider_does_not_publish():
    person = factories.user()
    factories.role_holding(person, Role.METHODOLOGIST, factories.provider())
    with pytest.raises(Refused):
        publish(factories.provider(), package(), actor=person)


def approved(what: Package) -> Package:
    """The package as if somebody had approved it and every deciding reading."""
    sheet = what.programme.approval.model_copy(
        update={
            "provider": what.programme.title,
            "order_number": "17",
            "order_date": factories.NOW.date(),
            "approved_by": "Директор",
        }
    )
    policies = tuple(policy.model_copy(update={"approved_by": "Директор"}) for policy in what.policies.policies)
    return changed(what, approval=sheet).model_copy(
        update={"policies": what.policies.model_copy(update={"policies": policies})}
    )


def test_version_is_a_trial_until_everything_that_decides_is_approved():
    whole = approved(package())
    assert not actions.is_trial(whole)
    assert actions.is_trial(package(INCLUSION))
    assert actions.is_trial(changed(whole, approval=whole.programme.approval.model_copy(update={"order_number": None})))
    deciding = next(policy for policy in whole.policies.policies if policy.deciding)
    doubtful = tuple(
        policy.model_copy(update={"approved_by": None}) if policy is deciding else policy
        for policy in whole.policies.policies
    )
    assert actions.is_trial(
        whole.model_copy(update={"policies": whole.policies.model_copy(update={"policies": doubtful})})
    )
