"""Compiles requirements/*.in into pinned requirements/*.txt with hashes and without addresses. Runs inside .venv.

`dev` is compiled under the pins of `base`, so that tests run what production runs. `--upgrade` takes newer versions;
without it only what changed in the .in files changes.
"""

import sys

from scripts.machine import ROOT, call
from scripts.prepare import VENV

_FILES = ("tools", "base", "dev")


def main(words: list[str]) -> int:
    for name in _FILES:
        under = ["--constraints", "requirements/base.txt"] if name == "dev" else []
        command = [
            *(str(VENV / "bin" / "uv"), "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"),
            *(*under, *words, f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"),
        ]
        if call(command) != 0:
            return 1
        pins = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        print(f"requirements/{name}.txt: {sum(not row.startswith((' ', '#')) for row in pins.splitlines())} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
