"""P (005-014): policies, their dated rows and parameters, who approved them, and what they accept.

"Reading" is here what a policy records: how a place of the approved text is read.
"""

from collections.abc import Iterator
from itertools import chain

from qosyl.packages.check.content import Content
from qosyl.packages.findings import Finding
from qosyl.packages.model.policies import Policy
from qosyl.packages.parameters import POLICIES_ASKED, FaultKind, parameter_faults
from qosyl.rules.dated import DatedRow, row_problems

_FILE = "policies.yaml"
_ROW_CODES = {"rows.gap": "P005", "rows.overlap": "P006", "rows.closed": "P007", "rows.backwards": "P008"}
_FAULT_CODES = {FaultKind.LACKING: "P009", FaultKind.UNKNOWN: "P010", FaultKind.UNFIT: "P011"}


def check_policies(content: Content) -> Iterator[Finding]:
    """Rows that cover each day once, parameters that rules ask for, and approval."""
    policies = content.package.policies.policies
    for at, policy in enumerate(policies):
        yield from _rows(content, at, policy)
        yield from _parameters(content, at, policy)
        if policy.deciding and policy.approved_by is None:
            yield content.at("P012", _FILE, ("policies", at), name=policy.key, label=policy.label)
        for place, acceptance in enumerate(policy.accepts):
            if acceptance.source is None and acceptance.file is None:
                words = {"name": policy.key, "code": acceptance.code}
                yield content.at("P014", _FILE, ("policies", at, "accepts", place), **words)
    known = {policy.key for policy in policies}
    for key in POLICIES_ASKED:
        if key not in known:
            yield content.at("P015", _FILE, ("policies",), name=key)
    if not content.package.programme.approval.is_complete:
        yield content.at("P016", "programme.yaml", ("approval",))


def _rows(content: Content, at: int, policy: Policy) -> Iterator[Finding]:
    if not policy.rows:
        return
    rows = [DatedRow(row.since, None, row.until) for row in policy.rows]
    for reason in row_problems(rows):
        path = ("policies", at, "rows", int(reason.subject or 0))
        words = {"name": policy.key, "required": str(reason.required), "actual": str(reason.actual)}
        yield content.at(_ROW_CODES[reason.code], _FILE, path, **words)


def _parameters(content: Content, at: int, policy: Policy) -> Iterator[Finding]:
    if not policy.rows:
        for fault in parameter_faults(policy.key, {}):
            words = {"name": policy.key, "parameter": fault.name}
            yield content.at(_FAULT_CODES[fault.kind], _FILE, ("policies", at), **words)
    faults = chain.from_iterable(
        ((place, fault) for fault in parameter_faults(policy.key, row.parameters))
        for place, row in enumerate(policy.rows)
    )
    for place, fault in faults:
        path = ("policies", at, "rows", place, "parameters", fault.name)
        words = {"name": policy.key, "parameter": fault.name}
        yield content.at(_FAULT_CODES[fault.kind], _FILE, path, **words)
