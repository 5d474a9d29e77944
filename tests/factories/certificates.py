"""Letterheads, series of numbers, documents with real seals, the register, and tries counted."""

import json
from collections.abc import Mapping
from itertools import count

from qosyl.certificates import codes
from qosyl.certificates.models import (
    Document,
    Letterhead,
    LookupTally,
    NumberSeries,
    Printout,
    RegisterEntry,
    SeriesStart,
)
from qosyl.certificates.seal import Sealing, sealed
from qosyl.cohorts.models import Enrolment
from qosyl.keys.signing import canonical
from qosyl.keys.signing_folder import key_in_force
from qosyl.people.models import Provider
from tests.factories.house import NOW

_NUMBERS = count(1)


def letterhead(at: Provider) -> Letterhead:
    return Letterhead.objects.create(
        provider=at,
        place_kk="Қызылорда қаласы",
        place_ru="город Кызылорда",
        head_title_kk="Орталық директоры",
        head_title_ru="Директор центра",
        head_name_kk="Б. Ж. Тұрсынов",
        head_name_ru="Б. Ж. Турсунов",
        set_at=NOW,
    )


def number_series(at: Provider, **fields: object) -> NumberSeries:
    usual = {"provider": at, "kind": "certificate", "year": 2026, "pattern": "БА-{year}-{number:06}", "first": 1}
    return NumberSeries.objects.create(**{**usual, "set_at": NOW} | fields)


def series_start(of: NumberSeries) -> SeriesStart:
    return SeriesStart.objects.create(series=of, first=of.first, pattern=of.pattern, at=NOW)


def record(of: Enrolment, **fields: object) -> dict[str, object]:
    """A record as `certificates.record` writes it, of a certificate that is a specimen."""
    cohort, number = of.cohort, next(_NUMBERS)
    token = codes.new_token()
    name = {language: {"family": "Ахметова", "given": f"Айгүл{number}", "patronymic": ""} for language in ("kk", "ru")}
    usual = {
        "format": "qosyl-record/1",
        "kind": "certificate",
        "specimen": True,
        "number": None,
        "code": codes.new_code(),
        "address": f"https://example.kz/v/{token}/",
        "issued": NOW.date().isoformat(),
        "provider": {"uuid": str(cohort.provider.uuid), "kk": "Үміт орталығы", "ru": "Центр Умит"},
        "branch": None,
        "holder": name,
        "programme": {"kk": "Инклюзия", "ru": "Инклюзия", "key": "small", "fingerprint": "0" * 64, "publication": 1},
        "hours": {"printed": "80", "of_programme": "80"},
        "period": {"first": cohort.starts_on.isoformat(), "last": cohort.ends_on.isoformat()},
        "place": {"kk": "Қызылорда қаласы", "ru": "город Кызылорда"},
        "head": {"title": {"kk": "Директор", "ru": "Директор"}, "name": {"kk": "Б. Тұрсынов", "ru": "Б. Турсунов"}},
        "enrolment": str(of.uuid),
        "cohort": {"uuid": str(cohort.uuid), "number": cohort.number},
        "protocol": None,
        "earlier": None,
        "annex": {"modules": [], "results": []},
        "facts": {},
        "policies": {},
    }
    return usual | fields


def document(of: Enrolment, *, said: Mapping[str, object] | None = None, **fields: object) -> Document:
    """A specimen unless a series and a number are given; its entry of issue is in the register."""
    printed = record(of, **(said or {}))
    key = key_in_force(NOW, specimen=True)
    made = Document.objects.create(
        **{
            "provider": of.cohort.provider,
            "branch": of.cohort.branch,
            "enrolment": of,
            "kind": printed["kind"],
            "specimen": printed["specimen"],
            "number": printed["number"],
            "record": canonical(printed).decode(),
            "seal": canonical(sealed(printed, Sealing(key.certificate, key.sign), NOW)).decode(),
            "key": key.name,
            "token": str(printed["address"]).rstrip("/").rsplit("/", 1)[1],
            "code": printed["code"],
            "issued_on": NOW.date(),
            "issued_at": NOW,
            "issued_by": of.cohort.opened_by,
            "folded": json.dumps(printed["holder"]).casefold()[:700],
        }
        | fields
    )
    RegisterEntry.objects.create(document=made, turn="issued", actor=made.issued_by, at=NOW)
    return made


def register_entry(of: Document, turn: str = "annulled", reason: str = "Аты-жөні қате жазылған") -> RegisterEntry:
    return RegisterEntry.objects.create(document=of, turn=turn, reason=reason, actor=of.issued_by, at=NOW)


def printout(of: Document) -> Printout:
    return Printout.objects.create(document=of, digest="0" * 64, size=1, made_at=NOW)


def lookup_tally(subject: str = "0" * 64, tries: int = 1) -> LookupTally:
    return LookupTally.objects.create(subject=subject, span=NOW, tries=tries)
