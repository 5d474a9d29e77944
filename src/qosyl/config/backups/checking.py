"""Everything that is asked of a backup before a byte of it is written anywhere."""

from collections.abc import Callable, Iterator

from qosyl.config.backups.columns import read_row
from qosyl.config.backups.container import TABLES, OpenedBackup
from qosyl.config.backups.refusals import BrokenBackup, Refused
from qosyl.config.backups.tables import House, Table

Tell = Callable[[str], object]
#: A row may hold an archive that somebody handed in, sealed; nothing in the house comes near to this.
_LONGEST_ROW = 256 * 1024 * 1024


def checked_house(backup: OpenedBackup, free_bytes: int, tell: Tell) -> House:
    """The house that the backup was taken of, after every member and every row was read and found whole."""
    manifest = backup.manifest
    needed = sum(note.size for note in manifest.members)
    if needed > free_bytes:
        raise Refused(f"the backup unpacks to {needed} bytes, here are {free_bytes} free")
    house = House(manifest.migrations)
    said = {note.name: note.columns for note in manifest.tables}
    if said != {table.name: table.columns for table in house.tables}:
        raise BrokenBackup("the tables of the backup are not those that its migrations make")
    tell(f"checking {manifest.rows} rows and {len(manifest.members)} members …")
    for note in manifest.members:
        if not note.name.startswith(f"{TABLES}/"):
            for _ in backup.pieces(note):
                pass
    counts = {note.name: note.rows for note in manifest.tables}
    for table in house.tables:
        if sum(1 for _ in rows_in(backup, table)) != counts[table.name]:
            raise BrokenBackup(f"the table {table.name} has another number of rows than the manifest says")
    return house


def rows_in(backup: OpenedBackup, table: Table) -> Iterator[list[object]]:
    """The rows of a table as Python values."""
    kinds = table.kinds
    for line in backup.lines(backup.members[f"{TABLES}/{table.name}.jsonl"], _LONGEST_ROW):
        yield read_row(kinds, line)
