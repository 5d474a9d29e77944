"""Where a value of a YAML file stands: its path of keys and positions, and the line of that path.

Here belongs the map only; reading YAML is the work of `yamlread`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

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
