"""A sealed record and its file without any database: what a stranger holds in hands."""

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from qosyl.certificates.printing import printed
from qosyl.certificates.seal import Sealing, sealed
from qosyl.keys.signing import KeyPair, Root, Trust, certified, new_pair, signature_over

AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
ROOT, KEY, STRANGER = new_pair(), new_pair(), new_pair()
TRUST = Trust((Root(ROOT.public),))

RECORD = {
    "format": "qosyl-record/1",
    "kind": "certificate",
    "specimen": False,
    "number": "БА-2026-000184",
    "code": "K7Q2M9XT4HJW",
    "address": "https://kurs.example.kz/v/Q7b3nXk0ZrT5uWc2LmP9aA/",
    "issued": "2026-11-30",
    "provider": {
        "uuid": "5b0f6d0e-0000-4000-8000-000000000001",
        "kk": "«Үміт» педагогтердің біліктілігін арттыру орталығы",
        "ru": "Центр повышения квалификации педагогов «Умит»",
    },
    "branch": None,
    "holder": {
        "kk": {"family": "Ахметова", "given": "Айгүл", "patronymic": "Серікқызы"},
        "ru": {"family": "Ахметова", "given": "Айгуль", "patronymic": "Сериковна"},
    },
    "programme": {
        "kk": "Инклюзия саласындағы педагогтердің кәсіби дамуы",
        "ru": "Профессиональное развитие педагогов в сфере инклюзии",
        "key": "inclusion",
        "fingerprint": "0" * 64,
        "publication": 1,
    },
    "hours": {"printed": "80", "of_programme": "80"},
    "period": {"first": "2026-11-16", "last": "2026-11-27"},
    "place": {"kk": "Қызылорда қаласы", "ru": "город Кызылорда"},
    "head": {
        "title": {"kk": "Орталық директоры", "ru": "Директор центра"},
        "name": {"kk": "Б. Ж. Тұрсынов", "ru": "Б. Ж. Турсунов"},
    },
    "enrolment": "5b0f6d0e-0000-4000-8000-000000000002",
    "cohort": {"uuid": "5b0f6d0e-0000-4000-8000-000000000003", "number": 4},
    "protocol": {
        "uuid": "5b0f6d0e-0000-4000-8000-000000000004",
        "number": "4",
        "dated": "2026-11-28",
        "result": "5b0f6d0e-0000-4000-8000-000000000005",
    },
    "earlier": None,
    "annex": {
        "modules": [
            {
                "key": "M1",
                "kk": "Инклюзивті білім беру негіздері",
                "ru": "Основы инклюзивного образования",
                "hours": "12",
            },
            {"key": "M2", "kk": "Инклюзия психологиясы", "ru": "Психология инклюзии", "hours": "68"},
        ],
        "results": [
            {"form": "test", "points": "86", "of": "100", "grade": 5},
            {"form": "works", "points": "not-presented", "of": "10", "grade": None},
        ],
    },
    "facts": {"admission": "admitted", "test": "86"},
    "policies": {"pass_mark": {"value": 50, "clause": "411-415"}},
}


def record(**changes):
    return json.loads(json.dumps(RECORD)) | changes


def sealing(root: KeyPair = ROOT, key: KeyPair = KEY, *, specimen: bool = False) -> Sealing:
    certificate = certified(
        root, key.public, since=AT - timedelta(days=1), until=AT + timedelta(days=1), specimen=specimen
    )
    return Sealing(certificate, lambda purpose, content: signature_over(key.private, purpose, content))


def seal_of(said, by: Sealing | None = None):
    return sealed(said, by or sealing(), AT)


@lru_cache(maxsize=4)
def file(kind: str = "certificate") -> bytes:
    """The PDF of the record; as a statement with other hours."""
    said = record(kind=kind) | ({"hours": {"printed": "129/2", "of_programme": "80"}} if kind == "statement" else {})
    return printed(said, seal_of(said), sealing(), AT)
