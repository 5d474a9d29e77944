"""Which findings a policy accepts: named by the code and by a line of the approved text, a file, or both."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from qosyl.packages.check.content import Content
from qosyl.packages.findings import Finding
from qosyl.packages.model.base import source_lines
from qosyl.packages.model.policies import Acceptance, Policy
from qosyl.packages.sheets import Path


def accepted(content: Content, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that a policy accepts marked with its key; an acceptance without effect is one more."""
    policies = content.package.policies.policies
    offers = [(policy, at, place) for at, policy in enumerate(policies) for place in range(len(policy.accepts))]
    used: set[tuple[int, int]] = set()
    for finding in findings:
        takers = [offer for offer in offers if _accepts(content, _acceptance(offer), finding)]
        used.update((at, place) for _, at, place in takers)
        yield replace(finding, accepted_by=takers[0][0].key) if takers else finding
    for policy, at, place in offers:
        if (at, place) not in used:
            words = {"name": policy.key, "code": policy.accepts[place].code}
            yield content.at("P013", "policies.yaml", ("policies", at, "accepts", place), **words)


def _acceptance(offer: tuple[Policy, int, int]) -> Acceptance:
    policy, _, place = offer
    return policy.accepts[place]


def _accepts(content: Content, acceptance: Acceptance, finding: Finding) -> bool:
    if acceptance.code != finding.code or (acceptance.source is None and acceptance.file is None):
        return False
    if acceptance.file is not None and acceptance.file != finding.file:
        return False
    return acceptance.source is None or _overlap(acceptance.source, _sources(content, finding))


def _overlap(source: str, others: Iterable[str]) -> bool:
    wanted = source_lines(source)
    return any(
        one.start < other.stop and other.start < one.stop
        for text in others
        for other in source_lines(text)
        for one in wanted
    )


def _sources(content: Content, finding: Finding) -> list[str]:
    """The lines of the approved text that the innermost sourced thing around a finding names."""
    sheet, value = content.sheets.get(finding.file), content.files.get(finding.file)
    if sheet is None or value is None:
        return []
    path = _path_at(sheet.lines, finding.line)
    for depth in range(len(path), -1, -1):
        source = getattr(_value_at(value, path[:depth]), "source", None)
        if isinstance(source, str):
            return [source]
    return []


def _path_at(lines: Mapping[Path, int], line: int) -> Path:
    """The deepest path among those that begin last, at or before a line."""
    before = [(number, len(path), path) for path, number in lines.items() if number <= line]
    return max(before, key=lambda entry: entry[:2], default=(1, 0, ()))[2]


def _value_at(value: object, path: Path) -> object:
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = getattr(value, step, None)
    return value
