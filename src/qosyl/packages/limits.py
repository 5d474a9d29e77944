"""How much of a package is read: bounds that an honest programme never meets and a hostile one cannot pass.

Here belong the numbers only; the rooms that read enforce them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading; sizes in bytes."""

    yaml_bytes: int = 2 * 1024 * 1024
    markdown_bytes: int = 512 * 1024
    svg_bytes: int = 256 * 1024
    package_bytes: int = 64 * 1024 * 1024
    files: int = 5000
    folder_depth: int = 8
    yaml_depth: int = 32
    yaml_nodes: int = 200_000
    yaml_signs: int = 8_000_000
    findings_per_file: int = 100
