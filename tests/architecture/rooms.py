"""The rooms of the house and their modules, read from the folders, so that no list here can go stale.

Here belong questions about source files (which there are, what they import); what is allowed stands in the tests.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "qosyl"

#: Layers inside an app, highest first; a module imports only what stands to its right.
LAYERS = (
    {"urls"},
    {"views"},
    {"forms"},
    {"commands", "management", "tasks"},
    {"actions"},
    {"access"},
    {"queries"},
    {"models"},
)
LAYER_OF = {name: rank for rank, names in enumerate(LAYERS) for name in names}


@dataclass(frozen=True)
class Import:
    """One name imported at run time: `module` and, for `from module import name`, the name."""

    module: str
    name: str
    line: int

    @property
    def whole(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


@dataclass(frozen=True)
class Module:
    """A Python file of src/qosyl. `room` is empty for the package's own `__init__`."""

    path: Path

    @property
    def dotted(self) -> str:
        parts = self.path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        parts = self.path.relative_to(SOURCE).parts
        return parts[0] if len(parts) > 1 else ""

    @property
    def part(self) -> str:
        """The module or folder of the room that the file belongs to: `views` for `people/views/signing_in.py`."""
        parts = self.dotted.split(".")
        return parts[2] if len(parts) > 2 else ""

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)

    @property
    def imports(self) -> tuple[Import, ...]:
        return imports_of(self.path)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def modules(room: str | None = None) -> tuple[Module, ...]:
    """All modules of the house or of one room, migrations left out: Django writes those."""
    found = (Module(path) for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)
    return tuple(module for module in found if room is None or module.room == room)


@cache
def rooms() -> tuple[str, ...]:
    """Folders that hold code; a folder in which work has only begun is no room yet."""
    return tuple(sorted({module.room for module in modules() if module.path.name == "__init__.py"} - {""}))


@cache
def apps() -> tuple[str, ...]:
    """Rooms that are Django apps."""
    return tuple(room for room in rooms() if (SOURCE / room / "apps.py").exists())


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    """Imports of a file that happen at run time, inline ones too; those under `if TYPE_CHECKING` do not count."""
    return tuple(_imports(parsed(path), path))


def _imports(node: ast.AST, path: Path) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, "", child.lineno) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from (Import(_source(child, path), alias.name, child.lineno) for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
            for branch in child.orelse:
                yield from _imports(ast.Module([branch], []), path)
        else:
            yield from _imports(child, path)


def _source(node: ast.ImportFrom, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = path.relative_to(SOURCE.parent).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def tracked_files(*suffixes: str) -> Iterator[Path]:
    """Our own text files: code, tests, tools and docs."""
    for folder in ("src", "tests", "scripts", "bench", "docs", ".ci"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in suffixes and "__pycache__" not in path.parts:
                yield path
