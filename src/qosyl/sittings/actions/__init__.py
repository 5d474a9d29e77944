"""What is done with sittings: each act is one transaction that asks the rules."""

from qosyl.sittings.actions.journal import (
    Acknowledged,
    Claim,
    Finished,
    Seen,
    Writer,
    append_batch,
    claim_of,
    finish_attempt,
    start_attempt,
    take_over,
)

__all__ = [
    "Acknowledged",
    "Claim",
    "Finished",
    "Seen",
    "Writer",
    "append_batch",
    "claim_of",
    "finish_attempt",
    "start_attempt",
    "take_over",
]
