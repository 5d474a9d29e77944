"""The small package of the tests: finished and bilingual, without a single finding, to be copied and damaged.

Its files lie in `small/`; long pages are grown here, so that a lecture has its size without pages of filler in the
repository: a line `<!-- fill 8 -->` stands for eight paragraphs.
"""

import re
from pathlib import Path

_FILES = Path(__file__).parent / "small"
_FILL = re.compile(r"<!-- fill (\d+) -->")
_PARAGRAPHS = {
    "kk": (
        "Мұғалім алдымен баланың не істей алатынын байқайды, содан кейін тапсырманың қай жері бөгет болғанын анықтайды "
        "да, бір өзгерісті сынап көреді. Бір аптадан соң нәтижесін салыстырып, әріптесімен келіседі, ата-анаға қысқаша "
        "айтады."
    ),
    "ru": (
        "Учитель сначала замечает, что ребёнок умеет, затем выясняет, какое место задания ему мешает, и пробует одно "
        "изменение. Через неделю он сравнивает результат, советуется с коллегой и коротко рассказывает родителям, что "
        "получилось."
    ),
}


def write_small(root: Path) -> Path:
    """Write the package below `root` and return its folder."""
    folder = root / "small"
    for source in sorted(_FILES.rglob("*")):
        if source.is_file():
            target = folder / source.relative_to(_FILES)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_grown(source), encoding="utf-8")
    return folder


def _grown(source: Path) -> str:
    text = source.read_text(encoding="utf-8")
    if source.suffix != ".md":
        return text
    paragraph = _PARAGRAPHS[source.name.split(".")[-2]]
    return _FILL.sub(lambda fill: "\n\n".join([paragraph] * int(fill[1])), text)
