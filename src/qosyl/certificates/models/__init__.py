"""Tables of the room: letterheads and number series, documents with their sealed records, the register, lookups.

What a document prints is kept in its record, word for word, names too: it must read the same in thirty years.
"""

from qosyl.certificates.models.documents import Document, Printout, RegisterEntry, State, Turn
from qosyl.certificates.models.lookups import LookupTally
from qosyl.certificates.models.series import Kind, Letterhead, NumberSeries, SeriesStart

__all__ = [
    "Document",
    "Kind",
    "Letterhead",
    "LookupTally",
    "NumberSeries",
    "Printout",
    "RegisterEntry",
    "SeriesStart",
    "State",
    "Turn",
]
