"""R: names that lead nowhere, and things that nothing leads to."""

from collections.abc import Collection, Iterable, Iterator

from qosyl.packages.check.content import Content, Page, module_file, placed_topics
from qosyl.packages.findings import Finding
from qosyl.packages.model.kit import KitState, Reading, TopicSheet
from qosyl.packages.model.package import Topic
from qosyl.packages.sheets import Path


def check_references(content: Content) -> Iterator[Finding]:
    """Every name that the package uses and does not define, or defines and does not use."""
    yield from _plan(content)
    yield from _topics(content)
    yield from _items(content)
    yield from _assessment(content)
    yield from _catalogues(content)
    yield from _surveys(content)
    yield from _links(content)
    yield from _never_used(content)


def _unknown(
    content: Content, code: str, file: str, path: Path, name: str, known: Collection[str]
) -> Iterator[Finding]:
    if name not in known:
        yield content.at(code, file, path, name=name)


def _unknown_each(
    content: Content, code: str, file: str, path: Path, names: Iterable[str], known: Collection[str]
) -> Iterator[Finding]:
    for position, name in enumerate(names):
        yield from _unknown(content, code, file, (*path, position), name, known)


def _plan(content: Content) -> Iterator[Finding]:
    tasks = {task.key for task in content.package.programme.tasks}
    results = {result.key for result in content.package.programme.results}
    for at, result in enumerate(content.package.programme.results):
        yield from _unknown_each(content, "R003", "programme.yaml", ("results", at, "tasks"), result.tasks, tasks)
    for module in content.package.modules:
        file = module_file(module)
        for at, outcome in enumerate(module.sheet.outcomes):
            yield from _unknown_each(content, "R003", file, ("outcomes", at, "tasks"), outcome.tasks, tasks)
            yield from _unknown_each(content, "R004", file, ("outcomes", at, "results"), outcome.results, results)


def _topics(content: Content) -> Iterator[Finding]:
    criteria = {criterion.key for criterion in content.package.assessment.independent_work.criteria}
    for _, topic, file in placed_topics(content.package):
        sheet = topic.sheet
        yield from _unknown_each(content, "R001", file, ("outcomes",), sheet.outcomes, content.outcomes)
        yield from _unknown_each(content, "R005", file, ("terms",), sheet.terms, content.terms)
        for path, readings in readings_of(sheet):
            for at, reading in enumerate(readings):
                yield from _unknown(content, "R006", file, (*path, at, "work"), reading.work, content.works)
        if sheet.practice is not None:
            for at, control in enumerate(sheet.practice.controls):
                place = ("practice", "controls", at, "outcome")
                yield from _unknown(content, "R001", file, place, control.outcome, content.outcomes)
        if sheet.independent_work is not None:
            for at, levels in enumerate(sheet.independent_work.criteria):
                place = ("independent_work", "criteria", at, "criterion")
                yield from _unknown(content, "R013", file, place, levels.criterion, criteria)


def readings_of(sheet: TopicSheet) -> Iterator[tuple[Path, tuple[Reading, ...]]]:
    """The literature of each kit of a topic with its path."""
    for name, kit in (
        ("lecture", sheet.lecture),
        ("practice", sheet.practice),
        ("independent_work", sheet.independent_work),
    ):
        if kit is not None:
            yield (name, "literature"), kit.literature


def _items(content: Content) -> Iterator[Finding]:
    keys = {placed.item.key for placed in content.items}
    for placed in content.items:
        item, file, path = placed.item, placed.file, placed.path
        yield from _unknown(content, "R001", file, (*path, "outcome"), item.outcome, content.outcomes)
        yield from _unknown_each(content, "R010", file, (*path, "enemies"), item.enemies, keys)
        yield from _unknown_each(content, "R006", file, (*path, "works"), item.works, content.works)
        own = placed.topic.sheet
        if item.topic != own.number:
            yield content.at("R015", file, (*path, "topic"), name=item.topic, topic=own.number)
        if item.outcome in content.outcomes and item.outcome not in own.outcomes:
            yield content.at("R016", file, (*path, "outcome"), name=item.outcome, topic=own.number)


def _assessment(content: Content) -> Iterator[Finding]:
    sheet, file = content.package.assessment, "assessment.yaml"
    scales = {scale.key for scale in sheet.scales}
    modules = {module.sheet.key for module in content.package.modules}
    yield from _unknown(content, "R011", file, ("independent_work", "scale"), sheet.independent_work.scale, scales)
    yield from _unknown(content, "R011", file, ("project", "scale"), sheet.project.scale, scales)
    for at, row in enumerate(sheet.test.rows):
        yield from _unknown(content, "R012", file, ("test", "rows", at, "module"), row.module, modules)
        for outcome in row.outcomes:
            place = ("test", "rows", at, "outcomes", outcome)
            yield from _unknown(content, "R001", file, place, outcome, content.outcomes)


def _catalogues(content: Content) -> Iterator[Finding]:
    for at, term in enumerate(content.package.glossary.terms):
        yield from _unknown_each(content, "R005", "glossary.yaml", ("terms", at, "see"), term.see, content.terms)
    for at, work in enumerate(content.package.literature.works):
        if work.replaced_by is not None:
            place = ("works", at, "replaced_by")
            yield from _unknown(content, "R006", "literature.yaml", place, work.replaced_by, content.works)


def _surveys(content: Content) -> Iterator[Finding]:
    for survey in content.package.surveys:
        file = f"surveys/{survey.key}.yaml"
        for at, question in enumerate(survey.questions):
            path = ("questions", at)
            if question.outcome is not None:
                yield from _unknown(content, "R001", file, (*path, "outcome"), question.outcome, content.outcomes)
            if question.topic is not None:
                yield from _unknown(content, "R002", file, (*path, "topic"), question.topic, content.topics)
            if question.right is not None:
                choices = {choice.key for choice in question.choices}
                yield from _unknown(content, "R014", file, (*path, "right"), question.right, choices)


def _links(content: Content) -> Iterator[Finding]:
    for twins in content.twins:
        figures = {figure.key for figure in twins.topic.figures} if twins.topic else set()
        for page in twins.both:
            yield from (
                Finding(page.file, figure.line, "R007", {"name": figure.key})
                for figure in page.prose.figures
                if figure.key not in figures
            )
            yield from _page_links(content, page)


def _page_links(content: Content, page: Page) -> Iterator[Finding]:
    known: dict[str, tuple[str, Collection[str | None]]] = {
        "term": ("R005", content.terms),
        "work": ("R006", content.works),
        "character": ("R009", content.package.characters),
        "#": ("R008", {heading.anchor for heading in page.prose.headings}),
    }
    for link in page.prose.links:
        if link.scheme == "topic":
            yield from _topic_link(content, page, link.target, link.line)
        elif link.scheme in known and link.target not in known[link.scheme][1]:
            yield Finding(page.file, link.line, known[link.scheme][0], {"name": link.target})


def _topic_link(content: Content, page: Page, target: str, line: int) -> Iterator[Finding]:
    number, _, anchor = target.partition("#")
    topic = content.topics.get(number)
    if topic is None:
        yield Finding(page.file, line, "R002", {"name": number})
    elif anchor and topic.prose and anchor not in anchors_of(content, topic, page.language):
        yield Finding(page.file, line, "R008", {"name": target})


def anchors_of(content: Content, topic: Topic, language: str) -> set[str | None]:
    """Anchors of the lecture, the practical class and the guide of a topic in one language."""
    pages = content.pages_of(topic)
    shown = [pages[part] for part in ("lecture", "practice", "guide") if part in pages]
    sides = [twins.kk if language == "kk" else twins.ru for twins in shown]
    return {heading.anchor for page in sides for heading in page.prose.headings}


def _never_used(content: Content) -> Iterator[Finding]:
    for _, topic, file in placed_topics(content.package):
        shown = {figure.key for twins in content.pages_of(topic).values() for figure in twins.kk.prose.figures}
        for figure in topic.figures:
            if figure.key not in shown:
                place = f"{file.removesuffix('topic.yaml')}figures/{figure.key}.yaml"
                yield content.at("R017", place, (), name=figure.key)
    assessment = content.package.assessment
    used_scales = {assessment.independent_work.scale, assessment.project.scale}
    for at, scale in enumerate(assessment.scales):
        if scale.key not in used_scales and scale.unit != "percent":
            yield content.at("R018", "assessment.yaml", ("scales", at), name=scale.key)
    yield from _terms_never_used(content)


def _terms_never_used(content: Content) -> Iterator[Finding]:
    """Only a finished course can be blamed: until then the topic that needs the term may not be written."""
    if any(topic.sheet.state is not KitState.FINISHED for topic in content.package.topics()):
        return
    used = {term for topic in content.package.topics() for term in topic.sheet.terms}
    used |= {name for term in content.package.glossary.terms for name in term.see}
    for twins in content.twins:
        used |= {link.target for link in twins.kk.prose.links if link.scheme == "term"}
    for at, term in enumerate(content.package.glossary.terms):
        if term.key not in used:
            yield content.at("R019", "glossary.yaml", ("terms", at), name=term.key)
