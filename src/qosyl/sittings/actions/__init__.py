"""What is done with sittings: each act is one transaction that asks the rules."""

from qosyl.sittings.actions.counts import keep_counts
from qosyl.sittings.actions.drawing import NOT_DRAWN, ask_to_draw, draw_forms, give_up_drawing, may_be_asked_again
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
from qosyl.sittings.actions.opening import Plan, open_sitting, sitters
from qosyl.sittings.actions.refusals import count_refusal, record_foreign_attempt, record_refusals
from qosyl.sittings.actions.register import write_register_line
from qosyl.sittings.actions.rulings import EffectChanged, Proposal, foresee_ruling, rule_on_item
from qosyl.sittings.actions.running import (
    change_deadlines,
    end_starting,
    record_results,
    settle_claims,
    settle_sitting,
)
from qosyl.sittings.regrading import Effect

__all__ = [
    "NOT_DRAWN",
    "Acknowledged",
    "Claim",
    "Effect",
    "EffectChanged",
    "Finished",
    "Plan",
    "Proposal",
    "Seen",
    "Writer",
    "append_batch",
    "ask_to_draw",
    "change_deadlines",
    "claim_of",
    "count_refusal",
    "draw_forms",
    "end_starting",
    "finish_attempt",
    "foresee_ruling",
    "give_up_drawing",
    "keep_counts",
    "may_be_asked_again",
    "open_sitting",
    "record_foreign_attempt",
    "record_refusals",
    "record_results",
    "rule_on_item",
    "settle_claims",
    "settle_sitting",
    "sitters",
    "start_attempt",
    "take_over",
    "write_register_line",
]
