"""P (001-004): what the annotations of the modules promise, and the headings that keep it."""

from collections.abc import Iterator

from qosyl.packages.check.content import Content, module_file
from qosyl.packages.check.references import anchors_of
from qosyl.packages.findings import Finding
from qosyl.packages.model.kit import KitState
from qosyl.packages.model.package import Module
from qosyl.packages.model.plan import Promise


def check_promises(content: Content) -> Iterator[Finding]:
    """Every promise is kept by a heading that stands in the topic in both languages."""
    for module in content.package.modules:
        for at, promise in enumerate(module.sheet.promises):
            yield from _promise(content, module, at, promise)


def _promise(content: Content, module: Module, at: int, promise: Promise) -> Iterator[Finding]:
    file, path = module_file(module), ("promises", at)
    kept = promise.kept_by
    if kept is None:
        finished = all(topic.sheet.state is KitState.FINISHED for topic in module.topics)
        yield content.at("P001" if finished else "P002", file, path, name=promise.key)
        return
    topic = content.topics.get(kept.topic)
    if topic is None:
        yield content.at("R002", file, (*path, "kept_by", "topic"), name=kept.topic)
        return
    missing = [language for language in ("kk", "ru") if kept.heading not in anchors_of(content, topic, language)]
    if missing:
        code = "P003" if topic.sheet.state is KitState.FINISHED else "P004"
        words = {"name": promise.key, "heading": kept.heading, "topic": kept.topic, "languages": ", ".join(missing)}
        yield content.at(code, file, (*path, "kept_by", "heading"), **words)
