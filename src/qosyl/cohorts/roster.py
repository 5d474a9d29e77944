"""What becomes of each row of a pasted list of learners: a verdict on the row, a remark on each field that needs one.

Here belongs judging rows by frozen facts. Not here: reading the table (`sheet`), finding the facts, adding learners.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from qosyl.cohorts.sheet import Sheet, SheetRow
from qosyl.localtext import Language, latin_lookalikes
from qosyl.people.sign_in_names import SignInName, read_sign_in_name
from qosyl.rules.names import FullName, fold_name

LONGEST_NAME = 80
_LONGEST = {"email": 254, "organisation": 300, "position": 200, "district": 200}
_LANGUAGES: Mapping[str, Language] = {
    **dict.fromkeys(("kk", "каз", "қаз", "қазақ", "қазақша", "казахский", "каз.", "қаз.", "kaz"), "kk"),
    **dict.fromkeys(("ru", "рус", "орыс", "орысша", "русский", "рус.", "rus"), "ru"),
}


class Fate(StrEnum):
    """What confirming does with a row."""

    #: An account is opened and the learner is invited.
    NEW = "new"
    #: The provider knows the person already: the same account is invited.
    KNOWN = "known"
    #: The person is in this cohort: nothing changes.
    ALREADY = "already"
    #: The same person as an earlier row: nothing is added twice.
    REPEATED = "repeated"
    #: Something has to be mended first.
    WRONG = "wrong"


class Weight(StrEnum):
    """How much a remark matters: something to look at, or something that must be mended."""

    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark on a field (or on the whole row, when `field` is empty); `words` tells which sentence to use."""

    field: str
    words: str
    weight: Weight
    detail: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody to whom a phone number or an e-mail address belongs."""

    uuid: UUID
    name: str
    folded_names: frozenset[str]
    is_ours: bool
    is_enrolled: bool


@dataclass(frozen=True, slots=True)
class GroupPlace:
    uuid: UUID
    number: int
    language: str


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """What is known when a list is judged."""

    #: Groups that a row may go to; one when the coordinator has named it.
    groups: tuple[GroupPlace, ...]
    people: Mapping[SignInName, KnownPerson] = field(default_factory=dict)
    #: Folded names of learners of the cohort, in either spelling, to their accounts.
    enrolled: Mapping[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadLearner:
    """A row as it was understood."""

    kk: FullName
    ru: FullName
    contacts: tuple[SignInName, ...]
    language: Language | None
    organisation: str = ""
    position: str = ""
    district: str = ""

    @property
    def folded_names(self) -> frozenset[str]:
        return frozenset(folded for name in (self.kk, self.ru) if (folded := fold_name(name.written)))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a row. `person` is the account of somebody known, `earlier` the row that it repeats."""

    row: SheetRow
    fate: Fate
    learner: ReadLearner
    remarks: tuple[Remark, ...] = ()
    group: GroupPlace | None = None
    person: UUID | None = None
    earlier: int | None = None

    @property
    def is_added(self) -> bool:
        return self.fate in {Fate.NEW, Fate.KNOWN}


@dataclass(frozen=True, slots=True)
class Roster:
    verdicts: tuple[Verdict, ...]

    @property
    def is_sound(self) -> bool:
        """Whether confirming may add anything: nothing is wrong, and somebody is new here."""
        return not self.has_faults and any(verdict.is_added for verdict in self.verdicts)

    @property
    def has_faults(self) -> bool:
        return bool(self.of(Fate.WRONG))

    def of(self, fate: Fate) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.fate is fate)

    @property
    def added(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if verdict.is_added)

    @property
    def seen(self) -> str:
        """A mark of all verdicts: what is confirmed is what was shown, or it is shown again."""
        lines = (
            f"{verdict.row.number} {verdict.fate} {verdict.person} {verdict.group and verdict.group.uuid} "
            f"{verdict.learner!r}"
            for verdict in self.verdicts
        )
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def contacts_in(sheet: Sheet) -> frozenset[SignInName]:
    """All phone numbers and e-mail addresses of a table that can be read: whom to ask after."""
    return frozenset(contact for row in sheet.rows for contact in _learner(row).contacts)


def judge(sheet: Sheet, facts: RosterFacts) -> Roster:
    """A verdict on every row, in their order; an earlier row counts before a later one."""
    verdicts: list[Verdict] = []
    seen = _Seen()
    for row in sheet.rows:
        verdict = _verdict(row, facts, seen)
        if verdict.fate is not Fate.WRONG:
            seen.add(verdict)
        verdicts.append(verdict)
    return Roster(tuple(verdicts))


@dataclass(slots=True)
class _Seen:
    """Rows that were accepted so far, by what would make a later row the same person."""

    by_contact: dict[SignInName, Verdict] = field(default_factory=dict)
    by_name: dict[str, Verdict] = field(default_factory=dict)

    def add(self, verdict: Verdict) -> None:
        for contact in verdict.learner.contacts:
            self.by_contact.setdefault(contact, verdict)
        for name in verdict.learner.folded_names:
            self.by_name.setdefault(name, verdict)


def _verdict(row: SheetRow, facts: RosterFacts, seen: _Seen) -> Verdict:
    learner = _learner(row)
    remarks = [*_name_remarks(row, learner), *_contact_remarks(row, learner), *_other_remarks(row)]
    group, group_remark = _group_for(row, learner, facts.groups)
    person, person_remarks = _person_for(learner, facts)
    earlier, earlier_remarks = _earlier(learner, seen)
    remarks += [*group_remark, *person_remarks, *earlier_remarks]
    if any(remark.weight is Weight.WRONG for remark in remarks):
        fate = Fate.WRONG
    elif earlier is not None:
        fate = Fate.REPEATED
    elif person is not None and person.is_enrolled:
        fate = Fate.ALREADY
    else:
        fate = Fate.KNOWN if person is not None else Fate.NEW
    return Verdict(
        row,
        fate,
        learner,
        tuple(remarks),
        group=group,
        person=person.uuid if person else None,
        earlier=earlier.row.number if earlier else None,
    )


def _learner(row: SheetRow) -> ReadLearner:
    """The row as it is meant; a spelling that is missing begins with the other one, the learner confirms both."""
    names = {
        language: FullName(*(row.cell(f"{part}_{language}") for part in ("family", "given", "patronymic")))
        for language in ("kk", "ru")
    }
    kk, ru = names["kk"], names["ru"]
    return ReadLearner(
        kk=kk if kk.given else ru,
        ru=ru if ru.given else kk,
        contacts=tuple(
            contact
            for kind in ("phone", "email")
            if (contact := read_sign_in_name(row.cell(kind))) is not None and contact.kind == kind
        ),
        language=_LANGUAGES.get(row.cell("language").casefold()),
        organisation=row.cell("organisation"),
        position=row.cell("position"),
        district=row.cell("district"),
    )


def _name_remarks(row: SheetRow, learner: ReadLearner) -> Iterable[Remark]:
    if not learner.kk.given:
        yield Remark("given_kk", "no-name", Weight.WRONG)
        return
    for language in ("kk", "ru"):
        if not row.cell(f"given_{language}"):
            yield Remark(f"given_{language}", f"no-name-{language}", Weight.LOOK)
        for part in ("family", "given", "patronymic"):
            written = row.cell(f"{part}_{language}")
            if len(written) > LONGEST_NAME:
                yield Remark(f"{part}_{language}", "too-long", Weight.WRONG, str(LONGEST_NAME))
            if any(sign.isdigit() for sign in written):
                yield Remark(f"{part}_{language}", "digits", Weight.WRONG, written)
            if latin_lookalikes(written):
                yield Remark(f"{part}_{language}", "latin", Weight.LOOK, written)


def _contact_remarks(row: SheetRow, learner: ReadLearner) -> Iterable[Remark]:
    read = {contact.kind for contact in learner.contacts}
    for kind in ("phone", "email"):
        typed = row.cell(kind)
        if typed and kind not in read:
            yield Remark(kind, f"bad-{kind}", Weight.WRONG, typed)
    if not (row.cell("phone") or row.cell("email")):
        yield Remark("phone", "no-contact", Weight.LOOK)


def _other_remarks(row: SheetRow) -> Iterable[Remark]:
    language = row.cell("language")
    if language and language.casefold() not in _LANGUAGES:
        yield Remark("language", "bad-language", Weight.WRONG, language)
    for name, most in _LONGEST.items():
        if len(row.cell(name)) > most:
            yield Remark(name, "too-long", Weight.WRONG, str(most))
    if row.beyond:
        yield Remark("", "beyond", Weight.WRONG)


def _group_for(
    row: SheetRow, learner: ReadLearner, groups: tuple[GroupPlace, ...]
) -> tuple[GroupPlace | None, list[Remark]]:
    """The one group that was named, or the one of the row's language; several would be a guess."""
    if len(groups) == 1:
        return groups[0], []
    if learner.language is None:
        # A language that was written and is not known has its own remark.
        return None, [] if row.cell("language") else [Remark("language", "no-language", Weight.WRONG)]
    fitting = [group for group in groups if group.language == learner.language]
    if len(fitting) == 1:
        return fitting[0], []
    return None, [Remark("language", "no-group" if not fitting else "many-groups", Weight.WRONG)]


def _person_for(learner: ReadLearner, facts: RosterFacts) -> tuple[KnownPerson | None, list[Remark]]:
    """Who of the people known this is: by phone and e-mail; without them, a learner of the cohort by name."""
    by_kind = {contact.kind: facts.people[contact] for contact in learner.contacts if contact in facts.people}
    remarks = [Remark(kind, "taken", Weight.WRONG) for kind, person in by_kind.items() if not person.is_ours]
    found = {person.uuid: person for person in by_kind.values() if person.is_ours}
    if len(found) > 1:
        return None, [*remarks, Remark("email", "two-people", Weight.WRONG)]
    if found:
        person = next(iter(found.values()))
        if not person.folded_names & learner.folded_names:
            remarks.append(Remark("", "other-name", Weight.LOOK, person.name))
        return person, remarks
    names = sorted(learner.folded_names)
    namesake = next((facts.enrolled[name] for name in names if name in facts.enrolled), None)
    if namesake is None or remarks:
        return None, remarks
    if learner.contacts:
        return None, [Remark("", "namesake", Weight.LOOK)]
    return KnownPerson(namesake, "", frozenset(), is_ours=True, is_enrolled=True), []


def _earlier(learner: ReadLearner, seen: _Seen) -> tuple[Verdict | None, list[Remark]]:
    """An earlier row of the same person: by contact and name, or, without contacts, by name alone."""
    for contact in learner.contacts:
        earlier = seen.by_contact.get(contact)
        if earlier is not None:
            if earlier.learner.folded_names & learner.folded_names:
                return earlier, []
            return None, [Remark(contact.kind, "same-contact", Weight.WRONG, str(earlier.row.number))]
    named = next((seen.by_name[name] for name in sorted(learner.folded_names) if name in seen.by_name), None)
    if named is None:
        return None, []
    if not learner.contacts or not named.learner.contacts:
        return named, []
    return None, [Remark("", "same-name", Weight.LOOK, str(named.row.number))]
