"""A package or a bank written to a folder, so that reading the folder gives the same value back.

Here belongs the layout of YAML that people like to read: keys in the order of the model, long text in blocks, defaults
left out. Not here: the form that is hashed (`canonical`).
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from qosyl.localtext import LANGUAGES, LocalText
from qosyl.packages.model.base import Shape
from qosyl.packages.model.items import ItemSheet
from qosyl.packages.model.package import Bank, Package, Topic

_BLOCK_FROM = 100
_ITEMS_IN_A_FILE = 100
#: Far beyond any line: the emitter never folds, so that a text stays on one line or in one block.
_WIDTH = 1 << 24


class _Dumper(yaml.CSafeDumper):
    """Quotes text only where reading would take it for something else; the inverse of `yamlread`."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def ignore_aliases(self, data: object) -> bool:
        """Write equal values out each time: an alias is hard to read."""
        del data
        return True


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value or len(value) > _BLOCK_FROM else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(?:0|-?[1-9][0-9]*)$"), list("-0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|)$"), ["n", ""])


def write_package(package: Package, root: Path) -> None:
    """Write a package into a new or empty folder; `read_package(root).package == package` afterwards."""
    _write(dict(_package_files(package)), root)


def write_bank(bank: Bank, root: Path) -> None:
    """Write a live bank into a new or empty folder."""
    _write(dict(_bank_files(bank)), root)


def yaml_of(shape: Shape) -> str:
    """A shape as the text of its YAML file."""
    content = shape.model_dump(mode="json", exclude_defaults=True)
    return yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _write(files: dict[str, str], root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise FileExistsError(f"{root} is not empty")
    for file, text in files.items():
        place = root / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="\n")


def _package_files(package: Package) -> Iterator[tuple[str, str]]:
    for name in ("programme", "glossary", "literature", "policies", "assessment", "support"):
        yield f"{name}.yaml", yaml_of(getattr(package, name))
    for survey in package.surveys:
        yield f"surveys/{survey.key}.yaml", yaml_of(survey)
    for key, page in package.sections.items():
        yield from _prose_files(f"sections/{key}", page)
    for key, page in package.characters.items():
        yield from _prose_files(f"characters/{key}", page)
    for module in package.modules:
        folder = f"modules/{module.sheet.key.lower()}"
        yield f"{folder}/module.yaml", yaml_of(module.sheet)
        for topic in module.topics:
            yield from _topic_files(f"{folder}/{topic.sheet.number}", topic)


def _topic_files(folder: str, topic: Topic) -> Iterator[tuple[str, str]]:
    yield f"{folder}/topic.yaml", yaml_of(topic.sheet)
    for part, text in topic.prose.items():
        yield from _prose_files(f"{folder}/{part}", text)
    for name, sheet in (("items", topic.items), ("practice", topic.practice_items)):
        if sheet.items:
            yield f"{folder}/{name}.yaml", yaml_of(sheet)
    for figure in topic.figures:
        yield f"{folder}/figures/{figure.key}.yaml", yaml_of(figure.sheet)
        yield f"{folder}/figures/{figure.key}.svg", figure.drawing


def _prose_files(stem: str, text: LocalText) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        yield f"{stem}.{language}.md", text.pick(language)


def _bank_files(bank: Bank) -> Iterator[tuple[str, str]]:
    yield "bank.yaml", yaml_of(bank.sheet)
    for number, first in enumerate(range(0, len(bank.items), _ITEMS_IN_A_FILE), start=1):
        sheet = ItemSheet(items=bank.items[first : first + _ITEMS_IN_A_FILE])
        yield f"items/{number:04}.yaml", yaml_of(sheet)
