"""Writes docs/findings.md from the catalogue of codes, so that the page and the checker never disagree.

`python -m scripts.findings_page` writes it; a test compares.
"""

import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "findings.md"
_HEAD = """# What the checker finds

Made from `src/qosyl/packages/codes.yaml` by `python -m scripts.findings_page`. `qosyl check --explain CODE --lang kk`
says the same in Kazakh, `--lang ru` in Russian. A policy may accept a finding by naming its code and source line.
"""


def page() -> str:
    """The whole page as Markdown."""
    sys.path.insert(0, str(ROOT / "src"))
    from qosyl.packages.findings import catalogue  # noqa: PLC0415 - only after the path is known

    parts = [_HEAD]
    codes = sorted(catalogue().values(), key=lambda code: code.code)
    for letter, group in groupby(codes, key=lambda code: code.code[0]):
        entries = list(group)
        parts.append(f"\n## {letter}: {entries[0].area}\n")
        parts += [
            f"- **{entry.code}** ({entry.severity}): {entry.sentence['en']} {entry.explanation['en']}"
            for entry in entries
        ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
