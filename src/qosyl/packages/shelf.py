"""The files of one folder, asked for by name and read once; what nobody asked for is unknown.

Here belong the steps from a name to a value: bytes, letters, YAML, shape, each with its findings.
Not here: which files a package has (`assembly`).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qosyl.localtext import LANGUAGES, LocalText
from qosyl.packages.findings import Finding
from qosyl.packages.folder import read_bytes, unknown_file, walk
from qosyl.packages.limits import Limits
from qosyl.packages.shapes import SomeShape, shape_of
from qosyl.packages.texts import decode
from qosyl.packages.yamlread import read_yaml

if TYPE_CHECKING:
    from qosyl.packages.sheets import Sheet


class Shelf:
    """Hands out what the files say and gathers what is wrong with them; `whole` turns False when a shape is lost."""

    def __init__(self, root: Path, limits: Limits) -> None:
        folder = walk(root, limits)
        self._root = root
        self._limits = limits
        self._files = frozenset(folder.files)
        self._asked: set[str] = set()
        self._found = list(folder.findings)
        self.sheets: dict[str, Sheet] = {}
        self.whole = folder.whole

    def __contains__(self, file: str) -> bool:
        return file in self._files

    def names_in(self, folder: str) -> list[str]:
        """Names of files and folders directly in a folder ("" is the root), sorted."""
        start = f"{folder}/" if folder else ""
        return sorted({file[len(start) :].split("/")[0] for file in self._files if file.startswith(start)})

    def folders_in(self, folder: str) -> list[str]:
        """Names of the folders directly in a folder that hold files."""
        return [name for name in self.names_in(folder) if f"{folder}/{name}" not in self._files]

    def sheet(self, file: str, model: type[SomeShape]) -> SomeShape | None:
        """The shape of a YAML file that the package needs."""
        if file not in self._files:
            self.note(Finding(file, 1, "Y009"))
            self.whole = False
            return None
        shape = self._shape(file, model)
        self.whole = self.whole and shape is not None
        return shape

    def optional_sheet(self, file: str, model: type[SomeShape]) -> SomeShape | None:
        """The shape of a YAML file that may be absent."""
        return self.sheet(file, model) if file in self._files else None

    def _shape(self, file: str, model: type[SomeShape]) -> SomeShape | None:
        text = self._text(file, self._limits.yaml_bytes)
        if text is None:
            return None
        read = read_yaml(file, text, self._limits)
        self.sheets[file] = read.sheet
        self._note_some(file, read.findings)
        if not read.is_read:
            return None
        shape, found = shape_of(model, read.value, read.sheet)
        self._note_some(file, found)
        return shape

    def prose(self, stem: str) -> LocalText | None:
        """Both languages of a Markdown text; None when neither is there or one cannot be read."""
        files = {language: f"{stem}.{language}.md" for language in LANGUAGES}
        present = {language: file for language, file in files.items() if file in self._files}
        if not present:
            return None
        texts = {language: self._text(file, self._limits.markdown_bytes) for language, file in present.items()}
        for language in LANGUAGES:
            if language not in present:
                there = next(iter(present.values()))
                self.note(Finding(there, 1, "L001", {"place": stem, "language": language}))
        kk, ru = texts.get("kk"), texts.get("ru")
        return LocalText(kk=kk, ru=ru) if kk is not None and ru is not None else None

    def drawing(self, file: str) -> str | None:
        """The source of an SVG file."""
        return self._text(file, self._limits.svg_bytes)

    def pass_over(self, folder: str) -> None:
        """Leave a folder unread without calling each of its files unknown."""
        self._asked.update(file for file in self._files if file.startswith(f"{folder}/"))

    def _text(self, file: str, limit: int) -> str | None:
        self._asked.add(file)
        content, found = read_bytes(self._root, file, limit)
        text = None
        if content is not None:
            text, found = decode(file, content)
        self._found += found
        return text

    def note(self, finding: Finding) -> None:
        self._found.append(finding)

    def _note_some(self, file: str, found: Iterable[Finding]) -> None:
        """Note findings of a file, but not without end: a broken file tells enough with its first hundred."""
        ordered = sorted(found)
        kept = self._limits.findings_per_file
        self._found += ordered[:kept]
        if len(ordered) > kept:
            self.note(Finding(file, ordered[kept].line, "Y050", {"more": len(ordered) - kept}))

    def findings(self) -> tuple[Finding, ...]:
        """Everything found so far and every file that nobody asked for, in order of file and line."""
        unknown = sorted(self._files - self._asked)
        return tuple(sorted([*self._found, *(unknown_file(file) for file in unknown)]))
