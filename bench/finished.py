"""A finished programme of full size, grown from the approved one: what the promise of a fast check is measured on.

Topics that are not finished yet are filled with copies of finished ones of the same shape. Copies have keys of their
own, and most long words are other words in each of them, so that the vocabulary grows as it does in a course.
Not here: anything that ships. When all topics are written, this gives the programme itself.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

import yaml

PROGRAMME = Path(__file__).resolve().parents[1] / "programmes" / "inclusion"
#: So many items the finished bank holds, those of the self-checks among them.
ITEMS = 420
#: Finished topics with all parts of clause 7, by the number of their outcomes.
_PATTERNS = {1: "1.4", 2: "1.2"}
#: A heading that the copies of a pattern have, for the promises of the modules.
_HEADING = "strategies"
_CONSONANTS, _VOWELS = "бгджзклмнпрст", "аоуы"
_LONG_WORD = re.compile(r"(?<!\w)[а-яёәғқңөұүһі]{5,}")
_ITEM = re.compile(r"^  - key: (?P<key>\S+)\n(?:(?!  - key: ).*\n?)*", re.MULTILINE)
_HEAD = re.compile(r"(?:.*\n)*?(?=state: )")
_MARKED = re.compile(r"  marked: \w+\n")
_PROMISE = re.compile(r"(?<=\npromises:\n)(?:  .*\n)+")


def write_finished(root: Path) -> Path:
    """Write the finished programme below `root` and return its folder."""
    folder = Path(shutil.copytree(PROGRAMME, root / "finished"))
    grown = [topic for topic in _topics(folder) if not _is_finished(topic)]
    for turn, topic in enumerate(grown, start=1):
        _fill(topic, turn)
    _top_up(folder, [topic / "items.yaml" for topic in grown if (topic / "items.yaml").exists()])
    _link_every_term(folder, [topic for topic in grown if (topic / "handout.kk.md").exists()])
    for module in folder.glob("modules/*/module.yaml"):
        _keep_promises(module)
    return folder


def _topics(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob("modules/*/*/topic.yaml"))


def _is_finished(topic: Path) -> bool:
    return "\nstate: finished" in (topic / "topic.yaml").read_text(encoding="utf-8")


def _fill(topic: Path, turn: int) -> None:
    head = _HEAD.match((topic / "topic.yaml").read_text(encoding="utf-8"))
    if head is None:
        raise ValueError(f"{topic}: the state stands before the kits")
    sheet = head.group() + "state: finished\n"
    shutil.rmtree(topic)
    topic.mkdir()
    outcomes = yaml.safe_load(sheet)["outcomes"]
    if outcomes:
        _fill_from(PROGRAMME / "modules/m1" / _PATTERNS[min(len(outcomes), 2)], topic, sheet, turn)
    else:  # final assessment has a guide and nothing else
        (topic / "topic.yaml").write_text(sheet, encoding="utf-8")
        for language in ("kk", "ru"):
            shutil.copy(PROGRAMME / f"modules/m1/1.4/independent.{language}.md", topic / f"guide.{language}.md")


def _fill_from(pattern: Path, topic: Path, sheet: str, turn: int) -> None:
    own, wanted = (
        yaml.safe_load(text)["outcomes"] for text in ((pattern / "topic.yaml").read_text(encoding="utf-8"), sheet)
    )
    for source in sorted(path for path in pattern.rglob("*") if path.is_file()):
        target = topic / source.relative_to(pattern)
        target.parent.mkdir(exist_ok=True)
        text = _copied(source, pattern, topic, turn)
        for one, other in zip(own, wanted, strict=False):
            text = text.replace(f"outcome: {one}", f"outcome: {other}")
        target.write_text(sheet + text if source.name == "topic.yaml" else text, encoding="utf-8")


def _copied(source: Path, pattern: Path, topic: Path, turn: int) -> str:
    """The text of a file of the pattern as the topic has it; of its `topic.yaml` only what follows the state."""
    text = source.read_text(encoding="utf-8")
    if source.name == "topic.yaml":
        text = _MARKED.sub("", text.partition("state: finished\n")[2])
        if topic.name.endswith(".1"):  # one independent work of a module is marked
            text = text.replace("\n  deadline_days:", "\n  marked: true\n  deadline_days:")
    elif source.suffix == ".yaml":
        text = _renamed(text, pattern.name, topic.name)
    return varied(text, turn)


def _renamed(text: str, pattern: str, number: str) -> str:
    return re.sub(rf"\b{re.escape(pattern)}(?=-|\n)", number, text)


def varied(text: str, turn: int) -> str:
    """The same text with three long words of four changed; all forms of a word change alike, and no length does."""
    letters = str.maketrans(_CONSONANTS + _VOWELS, _turned(_CONSONANTS, turn) + _turned(_VOWELS, turn))

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word.translate(letters) if crc32(word[:5].encode()) % 4 else word

    return _LONG_WORD.sub(other, text)


def _turned(letters: str, turn: int) -> str:
    start = turn % len(letters)
    return letters[start:] + letters[:start]


def _top_up(folder: Path, files: list[Path]) -> None:
    """Add further copies of items, to each file in its turn, until the bank has its size."""
    held = sum(len(_items(file)) for name in ("items", "practice") for file in folder.glob(f"modules/*/*/{name}.yaml"))
    for added, file in enumerate(islice(cycle(files), max(0, ITEMS - held))):
        item = _items(file)[added // len(files)]
        key = item["key"]
        text = varied(item.group(), 14 + added % 3).replace(f"key: {key}\n", f"key: {key}-{added}\n")
        with file.open("a", encoding="utf-8") as stream:
            stream.write(text)


def _items(file: Path) -> list[re.Match[str]]:
    return list(_ITEM.finditer(file.read_text(encoding="utf-8")))


def _link_every_term(folder: Path, topics: list[Path]) -> None:
    """Link each term of the glossary in a hand-out, as lectures of a finished course would."""
    terms = yaml.safe_load((folder / "glossary.yaml").read_text(encoding="utf-8"))["terms"]
    for number, topic in enumerate(topics):
        for language in ("kk", "ru"):
            linked = [f"\n[{term['term'][language]}](term:{term['key']}).\n" for term in terms[number :: len(topics)]]
            with (topic / f"handout.{language}.md").open("a", encoding="utf-8") as stream:
                stream.writelines(linked)


def _keep_promises(module: Path) -> None:
    topics = sorted(path.parent for path in module.parent.glob("*/topic.yaml"))
    with_heading = [topic.name for topic in topics if _has_heading(topic)]
    if with_heading:
        text = module.read_text(encoding="utf-8")
        text = _PROMISE.sub(lambda match: "".join(_kept(match.group(), with_heading[0])), text)
        module.write_text(text, encoding="utf-8")


def _has_heading(topic: Path) -> bool:
    lecture = topic / "lecture.kk.md"
    return lecture.exists() and f"{{#{_HEADING}}}" in lecture.read_text(encoding="utf-8")


def _kept(promises: str, topic: str) -> Iterator[str]:
    for promise in re.split(r"(?m)^(?=  - )", promises)[1:]:
        yield promise if "kept_by" in promise else f"{promise}    kept_by: {{topic: {topic}, heading: {_HEADING}}}\n"
