"""Where a value of a YAML file stands: its path of keys and positions, and the line of that path.

Here belongs the map only; reading YAML is the work of `yamlread`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A YAML file that was read, with the line of every value: `("topics", 2, "title", "kk")` -> 41."""

    file: str
    lines: Mapping[Path, int]

    def line(self, *path: str | int) -> int:
        """The line of a value, or of its nearest known ancestor; 1 at worst."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return self.lines.get((), 1)


class LinesOnDemand(Mapping[Path, int]):
    """The lines of a file that are looked for when the first is asked for: most files have no finding to place."""

    def __init__(self, find: Callable[[], Mapping[Path, int]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[Path, int]:
        return self._find()

    def __getitem__(self, path: Path) -> int:
        return self._found[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
