"""Both readings of a journal, for the commission that has to choose between them."""

from dataclasses import dataclass

from qosyl.sittings.models import Attempt, Basis, BasisDecision, Result
from qosyl.sittings.pages.results import exact


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """One basis with what it comes to."""

    with_claims: bool
    points: str
    grade: int
    passed: bool


@dataclass(frozen=True, slots=True)
class ReadingsShown:
    """The newest reading of each basis, how many answers are claimed, and what was decided before."""

    readings: tuple[ReadingShown, ...]
    claimed: int
    late: int
    decided: tuple[BasisDecision, ...]


def readings_shown(attempt: Attempt) -> ReadingsShown:
    newest = {Basis(result.basis): result for result in Result.objects.filter(attempt=attempt).order_by("id")}
    ordered = [newest[basis] for basis in Basis if basis in newest]
    journal = ordered[0].facts["journal"] if ordered else {"claimed": 0, "late": 0}
    return ReadingsShown(
        tuple(
            ReadingShown(result.basis == Basis.WITH_CLAIMS, exact(result.points), result.grade, result.passed)
            for result in ordered
        ),
        journal["claimed"],
        journal["late"],
        tuple(attempt.basis_decisions.all()),
    )
