"""Conversations about sittings: the wire of the journal, the learner's pages, the coordinator's pages."""

from qosyl.sittings.views.form_pages import overview, questions
from qosyl.sittings.views.holding import (
    choose_cohort,
    draw,
    end_starting,
    more_time,
    open_sitting,
    proof,
    record,
    sitting,
    sittings,
)
from qosyl.sittings.views.journal import events, finish, writer
from qosyl.sittings.views.register import register, register_learner
from qosyl.sittings.views.replay import alike, own_replay, replay
from qosyl.sittings.views.results import claims, own_results, result, results, sheet
from qosyl.sittings.views.rulings import ruling
from qosyl.sittings.views.sit_pages import go_on, sit, start
from qosyl.sittings.views.statistics import count, item, items, statistics

__all__ = [
    "alike",
    "choose_cohort",
    "claims",
    "count",
    "draw",
    "end_starting",
    "events",
    "finish",
    "go_on",
    "item",
    "items",
    "more_time",
    "open_sitting",
    "overview",
    "own_replay",
    "own_results",
    "proof",
    "questions",
    "record",
    "register",
    "register_learner",
    "replay",
    "result",
    "results",
    "ruling",
    "sheet",
    "sit",
    "sitting",
    "sittings",
    "start",
    "statistics",
    "writer",
]
