"""A folder, checked: what the pages and the command line say about it. No database, no requests."""

from dataclasses import asdict, dataclass
from pathlib import Path

from qosyl.packages.check import check_reading, coverage_table
from qosyl.packages.findings import Finding, Severity
from qosyl.packages.model.package import Package
from qosyl.packages.reading import read_package


@dataclass(frozen=True, slots=True)
class CheckedPackage:
    """A package with its findings; `package` is None where it could not be read as one."""

    package: Package | None
    findings: tuple[Finding, ...]
    coverage: list[dict[str, object]]

    @property
    def rows(self) -> list[dict[str, object]]:
        """Findings as they are stored: everything that a page needs to say them in either language."""
        return [
            {
                "file": f.file,
                "line": f.line,
                "code": f.code,
                "severity": f.severity.value,
                "accepted_by": f.accepted_by,
                "sentence": {language: f.sentence(language) for language in ("kk", "ru")},
            }
            for f in self.findings
        ]

    @property
    def errors(self) -> int:
        return self._open(Severity.ERROR)

    @property
    def warnings(self) -> int:
        return self._open(Severity.WARNING)

    def _open(self, severity: Severity) -> int:
        return sum(f.severity is severity and f.accepted_by is None for f in self.findings)


def check_folder(root: Path) -> CheckedPackage:
    """Read and check the package in ``root``."""
    reading = read_package(root)
    coverage = _coverage_rows(reading.package) if reading.package else []
    return CheckedPackage(reading.package, check_reading(reading), coverage)


def _coverage_rows(package: Package) -> list[dict[str, object]]:
    return [asdict(row) | {"levels": dict(row.levels)} for row in coverage_table(package).rows]
