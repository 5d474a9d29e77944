"""`make messages`: keeps the translation catalogues in step with the code, without GNU gettext. Runs inside .venv.

Messages are found by Python's own parser in .py files, and in templates by Django's `templatize`, the same step that
`makemessages` takes before it calls xgettext. Each app keeps one catalogue for each language beside its code.
`--check` changes nothing and prints what is wrong; tests ask the same question.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from scripts.machine import ROOT

SOURCE = ROOT / "src" / "qosyl"
LANGUAGES = {
    "kk": "nplurals=2; plural=(n!=1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
}
#: Which argument of a call is what: context, message, plural.
_CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (None, 0, None)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (None, 0, 1)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), (0, 1, None)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), (0, 1, 2)),
}
_CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(")
_PLACEHOLDER = re.compile(r"%\((\w+)\)[#0 +-]*[\d.]*[sdifg]|%(?!%)[sd]|\{(\w+)[^{}]*\}")
#: Entries that repair a catalogue of another package carry this comment; our code does not ask for them.
BORROWED = "borrowed:"


@dataclass(frozen=True)
class Message:
    """What the code asks to be translated."""

    text: str
    plural: str = ""
    context: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


class NotAMessage(ValueError):
    """A call for a translation whose text is not written out, so that no catalogue can hold it."""


def apps() -> list[str]:
    return sorted(path.parent.name for path in SOURCE.glob("*/apps.py"))


def messages_of(room: str) -> dict[Message, list[str]]:
    """All messages of a room, each with the files that ask for it, in order of appearance."""
    found: dict[Message, list[str]] = {}
    for path in sorted((SOURCE / room).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and path.is_file() and "migrations" not in path.parts:
            place = path.relative_to(ROOT).as_posix()
            for message in _messages_in(path):
                places = found.setdefault(message, [])
                places.extend([place] if place not in places else [])
    return found


def _messages_in(path: Path) -> Iterator[Message]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
        yield from _read(sorted(calls, key=lambda call: (call.lineno, call.col_offset)), path)
    elif "templates" in path.parts:
        yield from _read(list(_calls_of_template(text, path)), path)


def _calls_of_template(text: str, path: Path) -> Iterator[ast.Call]:
    """Only the calls of what `templatize` leaves are Python; each ends at the first bracket that makes it whole."""
    flat = templatize(text, origin=str(path))
    for start in _CALL.finditer(flat):
        for end in re.finditer(r"\)", flat[start.start() :]):
            piece = flat[start.start() : start.start() + end.end()]
            try:
                call = ast.parse(piece, mode="eval").body
            except SyntaxError:
                continue
            if isinstance(call, ast.Call):
                yield call
            break


def _read(calls: list[ast.Call], path: Path) -> Iterator[Message]:
    for call in calls:
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        if name not in _CALLS:
            continue
        context, text, plural = (None if place is None else _literal(call, place, path) for place in _CALLS[name])
        yield Message(text or "", plural or "", context)


def _literal(call: ast.Call, place: int, path: Path) -> str:
    value = call.args[place] if len(call.args) > place else None
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    raise NotAMessage(f"{path.relative_to(ROOT)}:{call.lineno} asks to translate what is not written out")


def catalogue_path(room: str, language: str) -> Path:
    return SOURCE / room / "locale" / language / "LC_MESSAGES" / "django.po"


def problems_of(room: str, language: str) -> list[str]:
    """Everything that would make a reader of `language` see a wrong word, or none, in a room."""
    wanted = {message.key: message for message in messages_of(room)}
    path = catalogue_path(room, language)
    place = path.relative_to(ROOT).as_posix()
    if not path.exists():
        return [f"{place} is missing"] if wanted else []
    catalogue = polib.pofile(str(path))
    forms = _forms(catalogue.metadata.get("Plural-Forms", ""))
    held = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    found = [f"{place}: no entry for {text!r}" for _, text in wanted.keys() - held.keys()]
    found += [
        f"{place}: nothing asks for {entry.msgid!r}"
        for key, entry in held.items()
        if key not in wanted and not entry.tcomment.startswith(BORROWED)
    ]
    found += [f"{place}: {flaw} {entry.msgid!r}" for entry in held.values() for flaw in _flaws(entry, forms)]
    found += [f"{place}: throw away what is obsolete"] if catalogue.obsolete_entries() else []
    found += _flaws_of_compiled(path, catalogue)
    return sorted(found)


def _forms(header: str) -> int:
    """How many plural forms a catalogue says it has; as many as nobody writes where it does not say."""
    found = re.search(r"nplurals=(\d)", header)
    return int(found[1]) if found else 9


def _flaws(entry: polib.POEntry, forms: int) -> Iterator[str]:
    if entry.fuzzy:
        yield "guessed, not translated:"
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if not all(text.strip() for text in texts) or (entry.msgid_plural and len(texts) != forms):
        yield "not translated:"
    wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural)
    for text in filter(None, texts):
        # A singular form may say "one" in words; nothing may name a value that does not come.
        if _placeholders(text) - wanted or (not entry.msgid_plural and _placeholders(text) != wanted):
            yield "other placeholders:"


def _placeholders(text: str) -> set[str]:
    return {found.group(1) or found.group(2) or found.group() for found in _PLACEHOLDER.finditer(text or "")}


def _flaws_of_compiled(path: Path, catalogue: polib.POFile) -> list[str]:
    compiled = path.with_suffix(".mo")
    place = compiled.relative_to(ROOT).as_posix()
    if not compiled.exists():
        return [f"{place} is missing: make messages"]
    as_read = {(entry.msgctxt, entry.msgid): _words(entry) for entry in polib.mofile(str(compiled))}
    as_written = {(entry.msgctxt, entry.msgid): _words(entry) for entry in catalogue.translated_entries()}
    return [] if as_read == as_written else [f"{place} is older than its .po: make messages"]


def _words(entry: polib.POEntry | polib.MOEntry) -> tuple[str, ...]:
    return tuple(entry.msgstr_plural.values()) if entry.msgid_plural else (entry.msgstr,)


def bring_in_step(room: str, language: str) -> None:
    """Add what is asked for, throw away what nobody asks for, keep every translation, and compile."""
    path = catalogue_path(room, language)
    wanted = messages_of(room)
    if not wanted and not path.exists():
        return
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=120)
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "MIME-Version": "1.0",
        "Plural-Forms": old.metadata.get("Plural-Forms", LANGUAGES[language]),
    }
    for message, places in wanted.items():
        entry = known.get(message.key) or polib.POEntry(msgid=message.text, msgctxt=message.context)
        entry.occurrences = [(place, "") for place in places]
        entry.msgid_plural = message.plural
        if message.plural and not entry.msgstr_plural:
            entry.msgstr_plural = dict.fromkeys(range(_forms(new.metadata["Plural-Forms"])), "")
        if "%(" in message.text and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        new.append(entry)
    new.extend(entry for entry in known.values() if entry.tcomment.startswith(BORROWED) and entry not in new)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    new.save_as_mofile(str(path.with_suffix(".mo")))


def main(words: list[str]) -> int:
    if "--check" not in words:
        for room in apps():
            for language in LANGUAGES:
                bring_in_step(room, language)
    problems = [problem for room in apps() for language in LANGUAGES for problem in problems_of(room, language)]
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
