"""JSON Schemas of the files of a package, for editors that complete and check YAML while one types.

Here belongs the translation of the shapes into JSON Schema. Not here: the check itself, which says more.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qosyl.packages.model.assessment import AssessmentSheet
from qosyl.packages.model.base import Shape
from qosyl.packages.model.catalogue import GlossarySheet, LiteratureSheet, SupportSheet, SurveySheet
from qosyl.packages.model.items import BankSheet, ItemSheet
from qosyl.packages.model.kit import FigureSheet, TopicSheet
from qosyl.packages.model.plan import ModuleSheet
from qosyl.packages.model.policies import PolicySheet
from qosyl.packages.model.programme import ProgrammeSheet

#: Kinds of YAML files by the name of their schema; `items` serves `items.yaml`, `practice.yaml` and a bank's files.
FILE_KINDS: Mapping[str, type[Shape]] = {
    "programme": ProgrammeSheet,
    "glossary": GlossarySheet,
    "literature": LiteratureSheet,
    "policies": PolicySheet,
    "assessment": AssessmentSheet,
    "support": SupportSheet,
    "survey": SurveySheet,
    "module": ModuleSheet,
    "topic": TopicSheet,
    "figure": FigureSheet,
    "items": ItemSheet,
    "bank": BankSheet,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Patterns of text that looks like a number: an editor reads `335` and `1.10` as numbers before the schema sees them.
_NUMBER_LIKE = (r"^\d+(-\d+)?(, ?\d+(-\d+)?)*$", r"^\d+(\.\d+)?$")


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    schema = FILE_KINDS[kind].model_json_schema()
    _loosen(schema)
    for twin in schema.get("$defs", {}).get("LocalText", {}).get("properties", {}).values():
        twin["minLength"] = 1
    return {"$schema": _DIALECT, **schema}


def write_schemas(folder: Path) -> list[Path]:
    """Write `<kind>.schema.json` for every kind of file; returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in FILE_KINDS:
        file = folder / f"{kind}.schema.json"
        file.write_text(json.dumps(json_schema(kind), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(file)
    return written


def _loosen(part: Any) -> None:
    """Let numbers stand where the model takes their digits as text."""
    if isinstance(part, dict):
        if part.get("type") == "string" and part.get("pattern") in _NUMBER_LIKE:
            part["type"] = ["string", "number"]
        for inner in part.values():
            _loosen(inner)
    elif isinstance(part, list):
        for inner in part:
            _loosen(inner)
