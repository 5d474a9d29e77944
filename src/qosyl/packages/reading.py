"""A package or a bank read from its folder: the values, where each stands, and everything that is wrong with the files.

The door of this room. Not here: what is wrong with the content (`qosyl.packages.check`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qosyl.packages.assembly import bank_from, package_from
from qosyl.packages.findings import Finding
from qosyl.packages.limits import Limits
from qosyl.packages.model.package import Bank, Package
from qosyl.packages.sheets import Sheet
from qosyl.packages.shelf import Shelf

__all__ = ["BankReading", "Limits", "Reading", "Sheet", "read_bank", "read_package"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A package as read: `package` is None when an error prevents its shape; sheets are those of the YAML files."""

    root: Path
    package: Package | None
    sheets: Mapping[str, Sheet]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class BankReading:
    """A provider's live bank as read; `sizes` are the numbers of items in its files, in their order."""

    root: Path
    bank: Bank | None
    sheets: Mapping[str, Sheet]
    findings: tuple[Finding, ...]
    sizes: Mapping[str, int]


_LIMITS = Limits()


def read_package(root: Path, limits: Limits = _LIMITS) -> Reading:
    """Read the package in a folder; never raises on what the folder holds, whatever the bytes."""
    shelf = Shelf(root, limits)
    package = package_from(shelf)
    return Reading(root, package, shelf.sheets, shelf.findings())


def read_bank(root: Path, limits: Limits = _LIMITS) -> BankReading:
    """Read a provider's live bank; the same promises as `read_package`."""
    shelf = Shelf(root, limits)
    bank, sizes = bank_from(shelf)
    return BankReading(root, bank, shelf.sheets, shelf.findings(), sizes)
