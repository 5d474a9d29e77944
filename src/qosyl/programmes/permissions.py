"""The programmes' part of the permission matrix."""

from qosyl.people.matrix import Door
from qosyl.people.roles import Role

ACTS: dict[str, frozenset[Role]] = {
    "publish_programme": frozenset({Role.METHODOLOGIST}),
    "read_submissions": frozenset({Role.METHODOLOGIST, Role.AUDITOR}),
    "read_live_bank": frozenset({Role.METHODOLOGIST}),
    "confirm_bank_reader": frozenset({Role.METHODOLOGIST, Role.DIRECTOR}),
    "read_tutor_kits": frozenset({Role.METHODOLOGIST, Role.TUTOR, Role.AUDITOR}),
}

ROUTES: dict[str, str | Door] = {
    "programmes:programmes": Door.PUBLIC,
    "programmes:programme": Door.PUBLIC,
    "programmes:plan": Door.PUBLIC,
    "programmes:module": Door.PUBLIC,
    "programmes:assessment": Door.PUBLIC,
    "programmes:text": Door.PUBLIC,
    "programmes:policies": Door.PUBLIC,
    "programmes:glossary": Door.PUBLIC,
    "programmes:literature": Door.PUBLIC,
    "programmes:versions": Door.PUBLIC,
    "programmes:topic": Door.SIGNED_IN,
    "programmes:topic-part": Door.SIGNED_IN,
    "programmes:practice": Door.SIGNED_IN,
    "programmes:practise": Door.SIGNED_IN,
    "programmes:characters": Door.SIGNED_IN,
    "programmes:character": Door.SIGNED_IN,
    "programmes:bundle": Door.SIGNED_IN,
    "programmes:workroom": "read_submissions",
    "programmes:hand-in": "publish_programme",
    "programmes:submission": "read_submissions",
    "programmes:publish": "publish_programme",
    "programmes:ask-again": "publish_programme",
    "programmes:bank": "read_live_bank",
    "programmes:export-bank": "read_live_bank",
    "programmes:confirm-bank": "confirm_bank_reader",
}
