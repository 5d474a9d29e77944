"""Sections of those who keep the house: methodologist, administrator, auditor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qosyl.people.access import may
from qosyl.programmes.access import live_banks_visible_to, submissions_visible_to

if TYPE_CHECKING:
    from qosyl.people.models import User
    from qosyl.programmes.models import LiveBank, Submission

_SUBMISSIONS = 5


@dataclass(frozen=True, slots=True)
class MethodologistSection:
    submissions: Sequence["Submission"]
    banks: Sequence["LiveBank"]


@dataclass(frozen=True, slots=True)
class KeeperSection:
    """What an administrator or an auditor may open."""

    people: bool
    acts: bool
    register: bool
    protocols: bool
    cohorts: bool


def workroom_sections(user: "User", day: date) -> Iterator[tuple[str, object]]:
    """Only those that this person has work in."""
    banks = list(live_banks_visible_to(user, day))
    if may(user, "publish_programme", day) or banks:
        yield "methodologist", MethodologistSection(list(submissions_visible_to(user, day)[:_SUBMISSIONS]), banks)
    if may(user, "look_after_people", day):
        yield "administrator", None
    if may(user, "read_acts", day):
        yield (
            "keeper",
            KeeperSection(
                people=may(user, "read_people", day),
                acts=True,
                register=may(user, "read_register", day),
                protocols=may(user, "read_protocols", day),
                cohorts=may(user, "read_cohorts", day),
            ),
        )
