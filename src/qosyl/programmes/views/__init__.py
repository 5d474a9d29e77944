"""Conversations about programmes: what everybody may read, and the methodologist's workroom."""

from qosyl.programmes.views.banks import bank, confirm_bank, export_bank
from qosyl.programmes.views.practice import practice, practise
from qosyl.programmes.views.public import (
    assessment,
    glossary,
    literature,
    module,
    plan,
    policies,
    programme,
    programmes,
    text,
    versions,
)
from qosyl.programmes.views.topics import bundle, character, characters, topic, topic_part
from qosyl.programmes.views.workroom import ask_again, hand_in, publish, submission, workroom

__all__ = [
    "ask_again",
    "assessment",
    "bank",
    "bundle",
    "character",
    "characters",
    "confirm_bank",
    "export_bank",
    "glossary",
    "hand_in",
    "literature",
    "module",
    "plan",
    "policies",
    "practice",
    "practise",
    "programme",
    "programmes",
    "publish",
    "submission",
    "text",
    "topic",
    "topic_part",
    "versions",
    "workroom",
]
