"""Bytes that become text: UTF-8 in NFC with plain line ends, or a finding that says which line breaks the rule.

Here belongs what is common to YAML, Markdown and SVG files: their letters. Not here: their grammar.
"""

import re
import unicodedata

from qosyl.packages.findings import Finding

# Control signs, the two Unicode line ends (an editor and a parser count lines differently there), signs that turn the
# direction of writing (text would read otherwise than it is), and code points that are no characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BOM = b"\xef\xbb\xbf"


def decode(file: str, content: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file and what is wrong with its letters; None when there is an error that hides the text."""
    if content.startswith(_BOM):
        return None, [Finding(file, 1, "Y011")]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Finding(file, _line(content, error.start), "Y010")]
    if not text.strip():
        return None, [Finding(file, 1, "Y015")]
    found = list(_letter_findings(file, text))
    return (None if found else text), found


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1


def _letter_findings(file: str, text: str) -> list[Finding]:
    found = []
    returned = text.find("\r")
    if returned >= 0:
        found.append(Finding(file, text.count("\n", 0, returned) + 1, "Y012"))
    sign = forbidden_sign(text)
    if sign is not None:
        place, name = sign
        found.append(Finding(file, text.count("\n", 0, place) + 1, "Y013", {"sign": name}))
    if not unicodedata.is_normalized("NFC", text):
        found.append(Finding(file, _first_line_not_nfc(text), "Y014"))
    return found


def forbidden_sign(text: str) -> tuple[int, str] | None:
    """Place and name (as U+0000) of the first sign that no text of a package may hold."""
    match = _FORBIDDEN.search(text)
    return (match.start(), f"U+{ord(match.group()):04X}") if match else None


def _first_line_not_nfc(text: str) -> int:
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            return number
    return 1
