"""Tables of the room: sittings and their forms, attempts and their journal, results.

Learners are references here; their answers hang on uuids. Rows that decide are only added.
"""

from qosyl.sittings.models.attempts import Attempt, DeadlineChange
from qosyl.sittings.models.journal import Epoch, JournalBatch, Lease
from qosyl.sittings.models.results import Basis, BasisDecision, Result
from qosyl.sittings.models.sittings import Accommodation, Form, Place, Sitting

__all__ = [
    "Accommodation",
    "Attempt",
    "Basis",
    "BasisDecision",
    "DeadlineChange",
    "Epoch",
    "Form",
    "JournalBatch",
    "Lease",
    "Place",
    "Result",
    "Sitting",
]
