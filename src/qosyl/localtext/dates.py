"""Dates in the words of official papers: kk «2026 жылғы 22 қараша», ru «22 ноября 2026 года»."""

from datetime import date

from qosyl.localtext.text import LocalText

_MONTHS_KK = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
]
_MONTHS_RU = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]


def date_in_words(day: date) -> LocalText:
    """The day as an official paper writes it, in both languages."""
    return LocalText(
        kk=f"{day.year} жылғы {day.day} {_MONTHS_KK[day.month - 1]}",
        ru=f"{day.day} {_MONTHS_RU[day.month - 1]} {day.year} года",
    )


def period_in_words(first: date, last: date) -> LocalText:
    """A period of days, shortened where month or year is shared; ``last`` may not lie before ``first``."""
    if last < first:
        raise ValueError(f"a period ends on {last} before it begins on {first}")
    if first == last:
        return date_in_words(first)
    month_kk, month_ru = _MONTHS_KK[last.month - 1], _MONTHS_RU[last.month - 1]
    if (first.year, first.month) == (last.year, last.month):
        return LocalText(
            kk=f"{last.year} жылғы {first.day}–{last.day} {month_kk}",
            ru=f"{first.day}–{last.day} {month_ru} {last.year} года",
        )
    if first.year == last.year:
        return LocalText(
            kk=f"{last.year} жылғы {first.day} {_MONTHS_KK[first.month - 1]} – {last.day} {month_kk}",
            ru=f"{first.day} {_MONTHS_RU[first.month - 1]} – {last.day} {month_ru} {last.year} года",
        )
    start, end = date_in_words(first), date_in_words(last)
    return LocalText(kk=f"{start.kk} – {end.kk}", ru=f"{start.ru} – {end.ru}")


def short_date(day: date) -> str:
    """22.11.2026, the same in both languages."""
    return f"{day:%d.%m.%Y}"
