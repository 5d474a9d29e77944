"""T (001-019): the parts that clause 7 of the approved text asks of a topic, their number and size."""

from collections import Counter
from collections.abc import Iterator

from qosyl.packages.check.content import Content, Page, Twins, module_file, placed_topics
from qosyl.packages.check.references import readings_of
from qosyl.packages.findings import Finding
from qosyl.packages.model.kit import IndependentWork, KitState, Practice, TopicSheet
from qosyl.packages.model.package import Topic

_LECTURE_PAGES = ("lecture", "deck")
_PRACTICE_PAGES = ("practice", "handout", "key")
_INDEPENDENT_PAGES = ("independent", "sample")
_MAIN_LEVEL = 2
_CONTROL_QUESTIONS = 6
_STOP_AND_DO_TASKS = 3
_LECTURE_HEADINGS = 4
_ITEMS, _PRACTICE_ITEMS = 10, 6
_SLIDES = range(12, 19)
#: Words of a Russian page; the Kazakh one is held to it by the ratio of characters.
_WORDS = {"lecture": (1800, 2400), "practice": (400, 900), "independent": (150, 450)}


def check_parts(content: Content) -> Iterator[Finding]:
    """Parts of every topic: a missing one is an error in a finished topic and a note in a draft."""
    for _, topic, file in placed_topics(content.package):
        state = topic.sheet.state
        if not topic.sheet.outcomes and (topic.sheet.hours.lecture or topic.sheet.hours.practice):
            yield content.at("T003", file, ("outcomes",), topic=topic.sheet.number)
        if state is KitState.PLANNED:
            yield content.at("T004", file, ("state",), topic=topic.sheet.number)
            continue
        code = "T001" if state is KitState.FINISHED else "T002"
        for part in _missing(topic):
            yield content.at(code, file, ("state",), topic=topic.sheet.number, part=part)
        if state is KitState.FINISHED:
            yield from _finished(content, topic, file)
    yield from _marked_works(content)


def _missing(topic: Topic) -> Iterator[str]:
    sheet = topic.sheet
    if not (sheet.hours.lecture or sheet.hours.practice):
        if sheet.hours.assessment and "guide" not in topic.prose:
            yield "guide.kk.md, guide.ru.md"
        return
    kits: list[tuple[str, object, tuple[str, ...]]] = [("independent_work", sheet.independent_work, _INDEPENDENT_PAGES)]
    if sheet.hours.lecture:
        kits.append(("lecture", sheet.lecture, _LECTURE_PAGES))
    if sheet.hours.practice:
        kits.append(("practice", sheet.practice, _PRACTICE_PAGES))
    for name, kit, pages in kits:
        if kit is None:
            yield f"topic.yaml: {name}"
        yield from (f"{page}.kk.md, {page}.ru.md" for page in pages if page not in topic.prose)
    yield from (
        name
        for name, sheet_ in (("items.yaml", topic.items), ("practice.yaml", topic.practice_items))
        if not sheet_.items
    )
    if not topic.figures:
        yield "figures/"


def _finished(content: Content, topic: Topic, file: str) -> Iterator[Finding]:
    sheet, pages = topic.sheet, content.pages_of(topic)
    if sheet.lecture is not None and len(sheet.lecture.questions) < _CONTROL_QUESTIONS:
        words = {"topic": sheet.number, "actual": len(sheet.lecture.questions), "required": _CONTROL_QUESTIONS}
        yield content.at("T005", file, ("lecture", "questions"), **words)
    if sheet.practice is not None:
        yield from _practice(content, sheet, sheet.practice, file)
    if sheet.independent_work is not None:
        yield from _independent_work(content, sheet, sheet.independent_work, file)
    yield from (
        content.at("T009", file, path, topic=sheet.number, part=path[0])
        for path, readings in readings_of(sheet)
        if not readings
    )
    yield from _items(content, topic, file)
    if "lecture" in pages:
        yield from _lecture_page(pages["lecture"], pages.get("practice"))
    if "deck" in pages:
        yield from _deck(pages["deck"])
    yield from _sizes(pages)
    linked = {link.target for twins in pages.values() for link in twins.kk.prose.links if link.scheme == "term"}
    yield from (
        content.at("T015", file, ("terms", at), topic=sheet.number, name=term)
        for at, term in enumerate(sheet.terms)
        if term not in linked
    )


def _practice(content: Content, sheet: TopicSheet, practice: Practice, file: str) -> Iterator[Finding]:
    controlled = {control.outcome for control in practice.controls}
    for outcome in sheet.outcomes:
        if outcome not in controlled:
            yield content.at("T006", file, ("practice", "controls"), topic=sheet.number, name=outcome)
    for name in ("tasks", "questions", "check"):
        if not getattr(practice, name):
            yield content.at("T008", file, ("practice", name), topic=sheet.number, part=f"practice: {name}")


def _independent_work(content: Content, sheet: TopicSheet, work: IndependentWork, file: str) -> Iterator[Finding]:
    official = {criterion.key for criterion in content.package.assessment.independent_work.criteria}
    described = Counter(levels.criterion for levels in work.criteria)
    for key in sorted(official):
        if described[key] != 1:
            words = {"topic": sheet.number, "name": key, "actual": described[key]}
            yield content.at("T007", file, ("independent_work", "criteria"), **words)
    for name in ("tasks", "check"):
        if not getattr(work, name):
            words = {"topic": sheet.number, "part": f"independent_work: {name}"}
            yield content.at("T008", file, ("independent_work", name), **words)


def _items(content: Content, topic: Topic, file: str) -> Iterator[Finding]:
    if not (topic.sheet.hours.lecture or topic.sheet.hours.practice):
        return
    folder = file.removesuffix("topic.yaml")
    for name, sheet, least in (("items", topic.items, _ITEMS), ("practice", topic.practice_items, _PRACTICE_ITEMS)):
        if 0 < len(sheet.items) < least:
            words = {"topic": topic.sheet.number, "actual": len(sheet.items), "required": least}
            yield content.at("T010", f"{folder}{name}.yaml", (), **words)


def _lecture_page(lecture: Twins, practice: Twins | None) -> Iterator[Finding]:
    prose, file = lecture.kk.prose, lecture.kk.file
    boxes = Counter(box.kind for box in prose.boxes)
    in_practice = {box.kind for box in practice.kk.prose.boxes} if practice else set()
    for kind, kinds in (
        ("case", boxes.keys()),
        ("tomorrow", boxes.keys()),
        ("preschool", boxes.keys() | in_practice),  # the preschool example may stand in the practical class
    ):
        if kind not in kinds:
            yield Finding(file, 1, "T011", {"kind": kind})
    if boxes["task"] < _STOP_AND_DO_TASKS:
        yield Finding(file, 1, "T012", {"actual": boxes["task"], "required": _STOP_AND_DO_TASKS})
    if not prose.figures:
        yield Finding(file, 1, "T013")
    sections = sum(1 for heading in prose.headings if heading.level == _MAIN_LEVEL)
    if sections < _LECTURE_HEADINGS:
        yield Finding(file, 1, "T014", {"actual": sections, "required": _LECTURE_HEADINGS})


def _deck(deck: Twins) -> Iterator[Finding]:
    for page in deck.both:
        if len(page.slides) not in _SLIDES:
            words = {"actual": len(page.slides), "least": _SLIDES.start, "most": _SLIDES.stop - 1}
            yield Finding(page.file, 1, "T016", words)
        for slide in page.slides:
            if slide.minutes is None or not slide.said:
                yield Finding(page.file, slide.line, "T017", {"slide": slide.title})


def _sizes(pages: dict[str, Twins]) -> Iterator[Finding]:
    for part, (least, most) in _WORDS.items():
        page: Page | None = pages[part].ru if part in pages else None
        if page is not None and not least <= page.prose.words <= most:
            words = {"actual": page.prose.words, "least": least, "most": most}
            yield Finding(page.file, 1, "T018", words)


def _marked_works(content: Content) -> Iterator[Finding]:
    """One independent work a module is marked (policy A29); the others the learner checks against the sample."""
    for module in content.package.modules:
        works = [topic.sheet.independent_work for topic in module.topics]
        marked = sum(1 for work in works if work is not None and work.marked)
        finished = all(topic.sheet.state is KitState.FINISHED for topic in module.topics)
        if marked > 1 or (finished and any(works) and marked != 1):
            yield content.at("T019", module_file(module), ("topics",), module=module.sheet.key, actual=marked)
