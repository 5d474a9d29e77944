"""What is wrong with the content of a readable package: one module for each area, each asked once.

Here belong judgements over a whole package. Not here: what is wrong with its files (`qosyl.packages.reading`), and how
findings are printed.
"""

from collections.abc import Callable, Iterator

from qosyl.packages.check.acceptance import accepted
from qosyl.packages.check.agreement import check_agreement
from qosyl.packages.check.bank import check_bank
from qosyl.packages.check.content import BankContent, Content, ItemContent, content_of
from qosyl.packages.check.coverage import CoverageRow, CoverageTable, check_coverage, coverage_table
from qosyl.packages.check.drawings import check_figures
from qosyl.packages.check.duplicates import check_duplicates, check_items_twice
from qosyl.packages.check.flaws import check_items
from qosyl.packages.check.hours import check_hours
from qosyl.packages.check.language import check_language, check_texts
from qosyl.packages.check.literature import check_literature
from qosyl.packages.check.markdown import check_markdown
from qosyl.packages.check.minutes import check_minutes
from qosyl.packages.check.mixture import check_mixture
from qosyl.packages.check.parity import check_parity
from qosyl.packages.check.parts import check_parts
from qosyl.packages.check.promises import check_promises
from qosyl.packages.check.readings import check_policies
from qosyl.packages.check.references import check_references
from qosyl.packages.check.scales import check_scales
from qosyl.packages.check.surveys import check_surveys
from qosyl.packages.findings import Finding
from qosyl.packages.reading import BankReading, Reading

__all__ = ["CoverageRow", "CoverageTable", "check_bank_reading", "check_reading", "coverage_table"]

_CHECKS: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    check_hours,
    check_references,
    check_coverage,
    check_promises,
    check_policies,
    check_agreement,
    check_language,
    check_parity,
    check_markdown,
    check_scales,
    check_bank,
    check_duplicates,
    check_items,
    check_mixture,
    check_figures,
    check_literature,
    check_parts,
    check_minutes,
    check_surveys,
)


_CHECKS_OF_ITEMS: tuple[Callable[[ItemContent], Iterator[Finding]], ...] = (check_items, check_items_twice, check_texts)


def check_bank_reading(reading: BankReading) -> tuple[Finding, ...]:
    """All findings of a provider's live bank: those of reading and those of its items, each item by itself."""
    if reading.bank is None:
        return tuple(sorted(reading.findings))
    content = BankContent(reading.bank, reading.sheets, reading.sizes)
    found = [*reading.findings, *(finding for check in _CHECKS_OF_ITEMS for finding in check(content))]
    if not reading.bank.items:
        found.append(Finding("bank.yaml", 1, "I024"))
    return tuple(sorted(found))


def check_reading(reading: Reading) -> tuple[Finding, ...]:
    """All findings of a package in the order of its files: those of reading and those of its content.

    Accepted ones carry the key of the policy that accepts them. A package without a shape has only those of reading.
    """
    content = content_of(reading)
    if content is None:
        return tuple(sorted(reading.findings))
    found = [*reading.findings, *(finding for check in _CHECKS for finding in check(content))]
    return tuple(sorted(accepted(content, found)))
