"""`policies.yaml`: the reading chosen where the approved text is silent or contradicts itself."""

from typing import Annotated

from pydantic import Field

from qosyl.localtext import LocalText
from qosyl.packages.model.base import Day, Shape, Slug, Source

Parameter = int | bool | str | None


class PolicyRow(Shape):
    """What a policy sets from one day on; rows follow each other without gap, the last one is open."""

    since: Day
    until: Day | None = None
    parameters: dict[Slug, Parameter]
    clause: Source


class Acceptance(Shape):
    """A finding of the checker that this policy accepts, named by code and by a line of the approved text or a file."""

    code: Annotated[str, Field(pattern=r"^[A-Z]\d{3}$")]
    source: Source | None = None
    file: str | None = None


class Policy(Shape):
    """A named reading; `deciding` when it changes hours, results, documents or rights."""

    key: Slug
    label: Annotated[str, Field(pattern=r"^[A-D]\d+$")]
    source: Source
    problem: LocalText
    reading: LocalText
    reason: LocalText
    deciding: bool
    approved_by: str | None = None
    rows: tuple[PolicyRow, ...] = ()
    accepts: tuple[Acceptance, ...] = ()


class PolicySheet(Shape):
    policies: tuple[Policy, ...]
