"""The schemas in `programmes/schema/`: what the code writes, and named by the files that they are for."""

import os
import re
from pathlib import Path

import pytest

from qosyl.packages.schema import FILE_KINDS, write_schemas

PROGRAMMES = Path(__file__).parents[2] / "programmes"
SCHEMAS = PROGRAMMES / "schema"
_NAMED = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
#: Kinds that other names than their own have.
_KIND_BY_NAME = {"practice": "items"}
_KIND_BY_FOLDER = {"surveys": "survey", "figures": "figure"}


def kind_of(file: Path) -> str:
    return _KIND_BY_FOLDER.get(file.parent.name) or _KIND_BY_NAME.get(file.stem, file.stem)


def test_published_schemas_are_what_the_code_writes(tmp_path: Path):
    written = {file.name: file.read_bytes() for file in write_schemas(tmp_path)}
    published = {file.name: file.read_bytes() for file in SCHEMAS.iterdir()}
    assert published == written, "run: qosyl check --schema programmes/schema"


@pytest.mark.parametrize(
    "file", sorted(PROGRAMMES.glob("inclusion/**/*.yaml")), ids=lambda file: str(file.relative_to(PROGRAMMES))
)
def test_file_of_the_programme_names_the_schema_of_its_kind(file: Path):
    with file.open(encoding="utf-8") as stream:
        named = _NAMED.fullmatch(stream.readline())
    kind = kind_of(file)
    wanted = os.path.relpath(SCHEMAS / f"{kind}.schema.json", file.parent).replace(os.sep, "/")
    assert kind in FILE_KINDS
    assert named is not None, f"first line: # yaml-language-server: $schema={wanted}"
    assert named[1] == wanted
