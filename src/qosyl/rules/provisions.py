"""A value that a policy provides, with the clause on which it rests, so that a refusal can name both.

Here belongs the pair alone. Which value holds on a day is answered by `dated`, what follows from it by each rule.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Provision(Generic[Value]):
    """`clause` gives the lines of the approved text, or names the provider's own decision."""

    value: Value
    clause: str = ""
