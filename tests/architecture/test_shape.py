"""How code looks in this house: size, names, docstrings, and what never stands in it."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.rooms import ROOT, Module, modules, parsed, rooms, tracked_files

MOST_LINES = 400
LEAST_DOCSTRING = 20
VAGUE = {"utils", "helpers", "common", "misc", "manager", "service", "process", "handle", "data", "info"}
#: Django calls a command's method by this name.
GIVEN_NAMES = {("handle", "Command")}
#: Marks of unfinished work, put together here so that this file does not hold them.
UNFINISHED = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
#: Only conversations read the clock: pages, command line, background work, and what stands around these.
CLOCK_READERS = {"views", "commands", "command", "management", "tasks", "middleware", "context", "supervision"}
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns", "monotonic"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}
PURE = [room for room in rooms() if room in {"rules", "localtext"}]


def _ours() -> list[Path]:
    return [path for path in tracked_files(".py") if "migrations" not in path.parts]


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "bench"])
def test_module_docstring_says_what_belongs_there(folder):
    silent = [
        str(path.relative_to(ROOT))
        for path in _ours()
        if path.relative_to(ROOT).parts[0] == folder
        and path.read_text(encoding="utf-8").strip()
        and len(ast.get_docstring(parsed(path)) or "") < LEAST_DOCSTRING
    ]

    assert not silent, "\n".join(silent)


def test_package_of_source_has_a_docstring():
    """An empty `__init__` is fine among tests; a room and its parts say what they are for."""
    silent = [
        module.place
        for module in modules()
        if not ast.get_docstring(module.tree)
        # Django asks for these two folders by name; they hold nothing themselves.
        and not (module.path.name == "__init__.py" and module.path.parent.name in {"management", "commands"})
    ]

    assert not silent, "\n".join(silent)


def test_file_is_short_enough_to_read():
    long = [
        f"{path.relative_to(ROOT)}: {length} lines"
        for path in _ours()
        if (length := path.read_text(encoding="utf-8").count("\n")) > MOST_LINES and not _is_plain_values(path)
    ]

    assert not long, "\n".join(long)


def test_name_says_something():
    vague = [
        str(path.relative_to(ROOT))
        for path in tracked_files(".py", ".js", ".css", ".html")
        if {path.stem, *path.relative_to(ROOT).parts[:-1]} & VAGUE
    ]
    vague += [
        f"{path.relative_to(ROOT)}:{line} {name}"
        for path in _ours()
        for name, owner, line in _definitions(path)
        if name.strip("_").lower() in VAGUE and (name, owner) not in GIVEN_NAMES
    ]

    assert not vague, "\n".join(vague)


def test_source_asserts_nothing():
    """`python -O` would drop it; a condition that matters raises in words."""
    found = [f"{module.place}:{node.lineno}" for module, node in _nodes(ast.Assert)]

    assert not found, "\n".join(found)


def test_nothing_is_left_unfinished():
    marks = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked_files(".py", ".js", ".css", ".html", ".md", ".sh", ".yaml", ".po")
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(row)
    ]

    assert not marks, "\n".join(marks)


@pytest.mark.parametrize("room", PURE)
def test_pure_room_reckons_exactly(room):
    """89.98 % never prints as 90 %: whole numbers, fractions and decimals only; `/` of whole numbers makes a float."""
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules(room)
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]

    assert modules(room)
    assert not found, "\n".join(found)


def test_clock_is_read_only_by_conversations():
    read = [
        f"{module.place}:{node.lineno}"
        for module, node in _nodes(ast.Call)
        if module.part not in CLOCK_READERS and module.path.stem not in CLOCK_READERS and _reads_clock(node)
    ]

    assert not read, "\n".join(read)


def test_chance_is_an_argument():
    """Secrets and uuids are drawn where they are made; nothing else may be decided by chance."""
    drawn = [
        f"{module.place}:{found.line}"
        for module in modules()
        for found in module.imports
        if found.module == "random" or found.whole == "os.urandom"
    ]

    assert not drawn, "\n".join(drawn)


def test_record_is_never_changed_by_a_signal_or_a_save():
    """An act is one function that can be read; receivers and overridden `save` act behind its back."""
    hidden = [
        f"{module.place}:{node.lineno} {node.name}"
        for module, node in _nodes(ast.FunctionDef)
        if (node.name == "save" and module.part == "models")
        or any("receiver" in ast.dump(decorator) for decorator in node.decorator_list)
    ]

    assert not hidden, "\n".join(hidden)


def test_suppressed_warning_has_a_reason():
    """`noqa` and `type: ignore` name their rule and say why beside it, or on the line above."""
    # The words are put together so that this file does not suppress anything itself.
    suppression = re.compile(r"#\s*(?:no" + r"qa|type:\s*ig" + r"nore)(.*)")
    silent = []
    for path in _ours():
        above = ""
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = suppression.search(row)
            if found and not re.search(r"[-–(#:]\s+?\S+ \S+", found[1]) and not above.lstrip().startswith("#"):
                silent.append(f"{path.relative_to(ROOT)}:{number}")
            above = row

    assert not silent, "\n".join(silent)


def _nodes(kind: type[ast.AST]) -> list[tuple[Module, ast.AST]]:
    return [(module, node) for module in modules() for node in ast.walk(module.tree) if isinstance(node, kind)]


def _is_plain_values(path: Path) -> bool:
    """A table of facts may be as long as the facts: only imports and assignments of values, no function, no class."""
    return all(
        isinstance(node, (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr))
        for node in parsed(path).body
    )


def _definitions(path: Path) -> list[tuple[str, str, int]]:
    return [
        (node.name, getattr(owner, "name", ""), node.lineno)
        for owner in ast.walk(parsed(path))
        for node in ast.iter_child_nodes(owner)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    ]


def _reads_clock(node: ast.Call) -> bool:
    called = node.func
    if not isinstance(called, ast.Attribute) or called.attr not in CLOCKS:
        return False
    if called.attr in {"localdate", "localtime"} and node.args:
        return False  # turns a moment that it was given, reads none
    owner = called.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name in CLOCK_OWNERS
