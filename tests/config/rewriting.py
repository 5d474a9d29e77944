"""Backups as a hostile or a newer hand would write them: members and manifest changed, digests made to fit."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

_COMMENT = b"qosyl backup 1 sha256 "


def rewritten(
    source: Path,
    target: Path,
    *,
    members: Mapping[str, Callable[[bytes], bytes]] | None = None,
    manifest: Callable[[dict], object] | None = None,
) -> Path:
    with zipfile.ZipFile(source) as file:
        contents = {name: file.read(name) for name in file.namelist()}
    notes = json.loads(contents.pop("manifest.json"))
    for name, change in (members or {}).items():
        contents[name] = change(contents[name])
    for note in notes["members"]:
        note["size"], note["sha256"] = len(contents[note["name"]]), hashlib.sha256(contents[note["name"]]).hexdigest()
    if manifest:
        manifest(notes)
    return packed(target, {**contents, "manifest.json": json.dumps(notes).encode()})


def packed(target: Path, contents: Mapping[str, bytes]) -> Path:
    """A zip of these members with a digest that fits."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        file.comment = _COMMENT + b"0" * 64
    sealed(target)
    return target


def sealed(path: Path) -> None:
    whole = path.read_bytes()[:-64]
    path.write_bytes(whole + hashlib.sha256(whole).hexdigest().encode())
