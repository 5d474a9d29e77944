"""Archives whose bytes depend on their contents alone: no clock, names in order, one way of packing."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date that the format knows
_READABLE = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of files by name, in the order given: office files want their first part first."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return target.getvalue()


def settled(archive: bytes) -> bytes:
    """The same archive without the hour of its making."""
    with ZipFile(BytesIO(archive)) as source:
        return packed({name: source.read(name) for name in source.namelist()})
