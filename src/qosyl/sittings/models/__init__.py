"""Tables of the room: sittings and their forms, attempts and their journal, results, counts of answers, rulings.

Learners are references here; their answers hang on uuids. Rows that decide are only added.
"""

from qosyl.sittings.models.attempts import Attempt, DeadlineChange
from qosyl.sittings.models.counts import AlikePair, ItemCount, SatItem, ScoreCount
from qosyl.sittings.models.journal import Epoch, JournalBatch, Lease
from qosyl.sittings.models.refusals import RefusalTally
from qosyl.sittings.models.register import RegisterLine
from qosyl.sittings.models.results import Basis, BasisDecision, Result
from qosyl.sittings.models.rulings import ItemRuling, Supersession
from qosyl.sittings.models.sittings import Accommodation, Form, Place, Sitting

__all__ = [
    "Accommodation",
    "AlikePair",
    "Attempt",
    "Basis",
    "BasisDecision",
    "DeadlineChange",
    "Epoch",
    "Form",
    "ItemCount",
    "ItemRuling",
    "JournalBatch",
    "Lease",
    "Place",
    "RefusalTally",
    "RegisterLine",
    "Result",
    "SatItem",
    "ScoreCount",
    "Sitting",
    "Supersession",
]
