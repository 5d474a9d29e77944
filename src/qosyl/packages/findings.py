"""What a reader or a checker has found in a package: where, which code, and the sentence that says it.

Here belong the value of a finding and the catalogue of codes (`codes.yaml`, one entry for each code with its severity,
sentence and explanation in three languages). Not here: anything that looks for findings or prints them.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib import resources

import yaml

#: Languages of findings: the interface of the command line is English too, unlike the pages.
FINDING_LANGUAGES = ("en", "kk", "ru")
#: A quoted piece of a file is cut after so many signs, so that a hostile file cannot flood the report.
QUOTED_SIGNS = 160


class Severity(StrEnum):
    """How much a finding weighs: an error prevents publishing, a warning asks to look, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """An entry of the catalogue: `sentence` with {placeholders} and `explanation`, each by language."""

    code: str
    severity: Severity
    area: str
    sentence: Mapping[str, str]
    explanation: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `file` is relative to the package with "/", `line` counts from 1.

    `words` fill the placeholders of the code's sentence; `accepted_by` is the key of the policy that accepts it.
    """

    file: str
    line: int
    code: str
    words: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    accepted_by: str | None = None

    @property
    def severity(self) -> Severity:
        return catalogue()[self.code].severity

    def sentence(self, language: str) -> str:
        """What is found, as one sentence in "en", "kk" or "ru"."""
        return (
            catalogue()[self.code]
            .sentence[language]
            .format_map({name: printable(value) for name, value in self.words.items()})
        )

    def __lt__(self, other: "Finding") -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, str, str]:
        return (self.file, self.line, self.code, str(sorted(self.words.items())))


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Code]:
    """All codes that a finding may have, by code."""
    text = resources.files("qosyl.packages").joinpath("codes.yaml").read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        code: Code(code, Severity(entry["severity"]), entry["area"], entry["sentence"], entry["explanation"])
        for code, entry in entries.items()
    }


def printable(value: str | int) -> str:
    """A value as a report may show it: on one line, without control signs, cut when long."""
    text = str(value)
    if len(text) > QUOTED_SIGNS:
        text = text[:QUOTED_SIGNS] + "…"
    return "".join(sign if _is_shown(sign) else f"\\u{ord(sign):04x}" for sign in text)


def _is_shown(sign: str) -> bool:
    return sign == " " or unicodedata.category(sign)[0] not in "CZ"
