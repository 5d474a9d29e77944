"""The content of versions, read once a process: a version never changes, so what was read stays true.

Here belongs turning stored bytes into packages and back; who may see them is asked in `access`.
"""

import zlib
from functools import lru_cache

from qosyl.packages.canonical import canonical_json, fingerprint_of
from qosyl.packages.model.package import Bank, Package
from qosyl.programmes.models import ProgrammeVersion

#: Versions kept in memory; a process serves few programmes at a time, each a few megabytes.
_KEPT = 8


def packed(package: Package) -> tuple[str, bytes]:
    """The fingerprint of a package and the bytes that are stored for it."""
    content = canonical_json(package)
    return fingerprint_of(content), zlib.compress(content, level=9)


def package_of(version_fingerprint: str) -> Package:
    """The package of a stored version; read from the database once a process."""
    return _package(version_fingerprint)


@lru_cache(maxsize=_KEPT)
def _package(version_fingerprint: str) -> Package:
    content = ProgrammeVersion.objects.values_list("content", flat=True).get(fingerprint=version_fingerprint)
    return Package.model_validate_json(zlib.decompress(bytes(content)))


def packed_bank(bank: Bank) -> bytes:
    """The bytes of a bank before sealing."""
    return zlib.compress(canonical_json(bank), level=9)


def unpacked_bank(content: bytes) -> Bank:
    return Bank.model_validate_json(zlib.decompress(content))
