"""What can be set, typed or met is explained in docs/: settings, make targets, commands, codes of findings."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from qosyl.config.command import COMMANDS
from tests.architecture.rooms import ROOT, modules

DOCS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md"]
    if path.exists()
)
#: Django's own, set by our command line for itself.
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


@cache
def _settings() -> set[str]:
    """Names of environment variables: what code asks the environment for, in whatever way."""
    names = set()
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                names |= _variable(node.args[0])
            if isinstance(node, ast.Subscript) and "environ" in ast.dump(node.value):
                names |= _variable(node.slice)
    return {name for name in names if name.startswith("QOSYL_") or name in {"PORT", "HOST", "DATABASE_URL"}} - NOT_OURS


def _variable(node: ast.AST) -> set[str]:
    is_name = (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Z][A-Z_]+", node.value)
    )
    return {node.value} if is_name else set()


def _targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8")))


def _codes() -> set[str]:
    catalogue = (ROOT / "src" / "qosyl" / "packages" / "codes.yaml").read_text(encoding="utf-8")
    return set(re.findall(r"(?m)^([A-Z]\d{3}):", catalogue))


def test_there_is_something_to_explain():
    assert {"QOSYL_HOME", "DATABASE_URL", "PORT"} <= _settings()
    assert {"run", "test", "check", "soak", "bench"} <= _targets()
    assert len(_codes()) > 20
    assert {"check", "publish", "serve"} <= COMMANDS.keys()


def test_setting_is_documented():
    missing = sorted(name for name in _settings() if f"`{name}`" not in DOCS)

    assert not missing, " ".join(missing)


@pytest.mark.parametrize("target", sorted(_targets()))
def test_make_target_is_documented(target):
    assert f"make {target}" in DOCS


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_documented(command):
    assert f"qosyl {command}" in DOCS


def test_code_of_a_finding_is_documented():
    missing = sorted(code for code in _codes() if not re.search(rf"\b{code}\b", DOCS))

    assert not missing, " ".join(missing)


def test_code_that_is_used_stands_in_the_catalogue():
    used = {
        node.value
        for module in modules("packages")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[A-Z]\d{3}", node.value)
    }

    assert used
    assert used - _codes() == set()
    assert _codes() - used == set()


def test_link_in_the_docs_leads_somewhere():
    pages = [path for path in [*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"] if path.exists()]
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in pages
        for target in re.findall(r"\]\((?!\w+:|#)([^)#\s]+)", _prose(path))
        if not (path.parent / target).exists()
    ]

    assert not broken, "\n".join(broken)


def _prose(path: Path) -> str:
    """Without examples of code: their links are written for other places."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_readme_is_read_in_one_go():
    assert (ROOT / "README.md").read_text(encoding="utf-8").count("\n") <= 120
