"""T (030-034): minutes of lectures, decks and practical classes against the hours of the plan."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content, Twins, placed_topics
from qosyl.packages.findings import Finding
from qosyl.packages.model.kit import KitState
from qosyl.packages.model.package import Topic
from qosyl.rules.hours import minutes_of


def check_minutes(content: Content) -> Iterator[Finding]:
    """Every minute plan adds up to its hours, draft or not."""
    for _, topic, file in placed_topics(content.package):
        yield from _budgets(content, topic, file)
        pages = content.pages_of(topic)
        if topic.sheet.state is KitState.FINISHED and "deck" in pages:
            yield from _deck(topic, pages["deck"])
        if topic.sheet.lecture is not None and "lecture" in pages:
            yield from _tasks(content, topic, pages["lecture"], file)


def _budgets(content: Content, topic: Topic, file: str) -> Iterator[Finding]:
    sheet = topic.sheet
    lecture, practice = minutes_of(sheet.hours.lecture), minutes_of(sheet.hours.practice)
    if sheet.lecture is not None and lecture and sheet.lecture.minutes.total != lecture:
        words = {"topic": sheet.number, "actual": sheet.lecture.minutes.total, "required": lecture}
        yield content.at("T030", file, ("lecture", "minutes"), **words)
    if sheet.practice is not None and practice:
        planned = sum(step.minutes for step in sheet.practice.plan)
        if planned != practice:
            words = {"topic": sheet.number, "actual": planned, "required": practice}
            yield content.at("T031", file, ("practice", "plan"), **words)


def _deck(topic: Topic, deck: Twins) -> Iterator[Finding]:
    required = minutes_of(topic.sheet.hours.lecture)
    for page in deck.both:
        spoken = sum(slide.minutes or 0 for slide in page.slides)
        if spoken != required:
            yield Finding(page.file, 1, "T032", {"actual": spoken, "required": required})


def _tasks(content: Content, topic: Topic, lecture: Twins, file: str) -> Iterator[Finding]:
    """The budget of the tasks is what the boxes of the lecture ask for."""
    sheet = topic.sheet.lecture
    boxes = [box.minutes for box in lecture.kk.prose.boxes if box.kind == "task"]
    if sheet is not None and boxes and None not in boxes:
        asked = sum(minutes or 0 for minutes in boxes)
        if asked != sheet.minutes.tasks:
            words = {"topic": topic.sheet.number, "actual": asked, "required": sheet.minutes.tasks}
            yield content.at("T033", file, ("lecture", "minutes", "tasks"), **words)
