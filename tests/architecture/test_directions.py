"""Who may import whom: between rooms, through which doors, inside a room, and what the pure rooms may know."""

import ast
import re
import subprocess
import sys

import pytest

from tests.architecture.rooms import LAYER_OF, ROOT, SOURCE, Module, apps, modules, rooms

#: What other rooms may import of an app; `models` only inside `models`.
DOORS = {"actions", "access", "queries"}
#: The composition root puts apps together: their routes and tables.
ROOT_ROOM = "config"
PURE = [room for room in rooms() if room in {"rules", "localtext"}]
#: Everything that a rule needs; no clock, chance, files, network, logging or translation among it.
PURE_LIBRARY = {
    *("__future__", "abc", "bisect", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum"),
    *("fractions", "functools", "hashlib", "heapq", "itertools", "operator", "re", "string", "types", "typing"),
    *("unicodedata", "uuid"),
}
MEASURING = {"numpy", "scipy", "math", "statistics"}
_APP_IDS = apps()


def test_imports_every_contract_is_kept():
    tool = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    kept = re.search(r"(\d+) kept, 0 broken", done.stdout)
    assert kept, done.stdout
    assert int(kept[1]) >= 3


def test_rooms_there_are_some():
    assert {"config", "packages", "rules", "localtext"} <= set(rooms())
    assert apps()


@pytest.mark.parametrize("room", PURE)
def test_pure_room_knows_only_its_library_and_itself(room):
    strangers = [
        f"{module.place}:{found.line} imports {found.whole}"
        for module in modules(room)
        for found in module.imports
        if found.module not in PURE_LIBRARY and not _is_in(found.module, f"qosyl.{room}")
    ]

    assert modules(room)
    assert not strangers, "\n".join(strangers)


@pytest.mark.skipif("measures" not in rooms(), reason="the room of measures is not built yet")
def test_measures_know_numbers_but_no_django():
    allowed = PURE_LIBRARY | MEASURING
    strangers = [
        f"{module.place}:{found.line} imports {found.whole}"
        for module in modules("measures")
        for found in module.imports
        if found.module.split(".")[0] not in allowed and not _is_in(found.module, "qosyl.measures")
    ]

    assert not strangers, "\n".join(strangers)


def test_measures_decide_nothing():
    """A statistician describes; no act that issues, grades or refuses asks him."""
    asking = [
        f"{module.place}:{found.line}"
        for module in modules()
        if module.part in {"actions", "access"} or module.room == "rules"
        for found in module.imports
        if _is_in(found.whole, "qosyl.measures")
    ]

    assert not asking, "\n".join(asking)


@pytest.mark.parametrize("room", _APP_IDS)
def test_app_is_entered_through_its_doors(room):
    """Others use what it does, shows and asks, and its plain words; never its tables, pages and forms."""
    trespassers = [
        f"{module.place}:{line} imports {part} of {room}"
        for module in modules()
        if module.room not in {room, ROOT_ROOM}
        for part, line in _parts_entered(module, room)
        if not _is_door(room, part, module)
    ]

    assert not trespassers, "\n".join(trespassers)


@pytest.mark.parametrize("room", _APP_IDS)
def test_app_imports_downwards_inside(room):
    wrong = [
        f"{module.place}:{line} {module.part} imports {part}"
        for module in modules(room)
        if module.part in LAYER_OF
        for part, line in _parts_entered(module, room)
        if part in LAYER_OF and part != module.part and LAYER_OF[part] <= LAYER_OF[module.part]
    ]

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("room", _APP_IDS)
def test_views_fetch_nothing_themselves(room):
    """They parse, ask an access or call an act, and render: no queries, no models, no managers."""
    modules_of_views = [module for module in modules(room) if module.part == "views"]
    wrong = [
        f"{module.place}:{line} imports {part}"
        for module in modules_of_views
        for part, line in _parts_entered(module, room)
        if part in {"queries", "models"}
    ]
    wrong += [
        f"{module.place}:{node.lineno} {name}"
        for module in modules_of_views
        for node in ast.walk(module.tree)
        for name in [_name_of(node)]
        if name in {"objects", "_default_manager", "get_object_or_404", "get_list_or_404"}
    ]

    assert not wrong, "\n".join(wrong)


def test_forms_choose_only_through_access():
    """Model forms and model choices read tables past every question of who may see what."""
    refused = {"ModelForm", "ModelChoiceField", "ModelMultipleChoiceField", "modelform_factory", "modelformset_factory"}
    wrong = [
        f"{module.place}:{node.lineno} {_name_of(node)}"
        for module in modules()
        for node in ast.walk(module.tree)
        if _name_of(node) in refused
    ]

    assert not wrong, "\n".join(wrong)


def test_third_party_imports_are_stated_in_base_requirements():
    """What production imports is asked for by name, not met by luck through another package."""
    import importlib.metadata

    stated = {
        re.split(r"[^A-Za-z0-9_.-]", row)[0].lower().replace("_", "-")
        for row in (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
        if row and not row.startswith("#")
    }
    sources = importlib.metadata.packages_distributions()
    unstated = {
        f"{module.place}:{found.line} imports {top}"
        for module in modules()
        for found in module.imports
        for top in [found.module.split(".")[0]]
        if top not in sys.stdlib_module_names and top != "qosyl"
        if not {name.lower().replace("_", "-") for name in sources.get(top, [])} & stated
    }

    assert not unstated, "\n".join(sorted(unstated))


def _is_in(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def _name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Name):
        return node.id
    return node.name if isinstance(node, ast.alias) else ""


def _parts_entered(module: Module, room: str) -> set[tuple[str, int]]:
    """Modules of a room that a file imports: `models` for `from qosyl.room.models.x import Y`."""
    entered = set()
    for found in module.imports:
        if _is_in(found.whole, f"qosyl.{room}"):
            parts = found.whole.split(".")[2:]
            if parts and ((SOURCE / room / parts[0]).is_dir() or (SOURCE / room / f"{parts[0]}.py").exists()):
                entered.add((parts[0], found.line))
    return entered


def _is_door(room: str, part: str, visitor: Module) -> bool:
    if part in DOORS:
        return True
    if part == "models":
        return visitor.part == "models"
    return part not in LAYER_OF and _is_plain(room, part, frozenset())


def _is_plain(room: str, part: str, seen: frozenset[str]) -> bool:
    """Words of the room: a module that reaches none of the room's layers, however far one follows its imports."""
    reached = {
        name
        for module in modules(room)
        if module.part == part
        for name, _ in _parts_entered(module, room) - {(part, 0)}
    }
    if reached & LAYER_OF.keys():
        return False
    return all(_is_plain(room, name, seen | {part}) for name in reached - seen - {part})
