"""Days off in Kazakhstan as data: public holidays, days off moved from a weekend, and where each rests.

Here belong the days that are known when this is written. A coordinator corrects the list of a timetable where the
government moves a day; nothing is computed from a rule that may change. Not here: weekends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qosyl.localtext import LocalText

#: Where the names and days come from; shown beside the list.
SOURCE = LocalText(
    kk="«Қазақстан Республикасындағы мерекелер туралы» 2001 жылғы 13 желтоқсандағы № 267 Заң, Еңбек кодексінің 84-бабы",
    ru="Закон «О праздниках в Республике Казахстан» от 13 декабря 2001 года № 267, статья 84 Трудового кодекса",
)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. `moved`: the holiday fell on a weekend; `expected`: the day is confirmed only in its year."""

    day: date
    name: LocalText
    moved: bool = False
    expected: bool = False


_NEW_YEAR = LocalText("Жаңа жыл", "Новый год")
_CHRISTMAS = LocalText("Православиелік Рождество", "Православное Рождество")
_WOMEN = LocalText("Халықаралық әйелдер күні", "Международный женский день")
_CONSTITUTION = LocalText("Конституция күні", "День Конституции")
_NAURYZ = LocalText("Наурыз мейрамы", "Наурыз мейрамы")
_UNITY = LocalText("Қазақстан халқының бірлігі мерекесі", "Праздник единства народа Казахстана")
_DEFENDER = LocalText("Отан қорғаушы күні", "День защитника Отечества")
_VICTORY = LocalText("Жеңіс күні", "День Победы")
_SACRIFICE = LocalText("Құрбан айттың бірінші күні", "Первый день Курбан айта")
_CAPITAL = LocalText("Астана күні", "День столицы")
_REPUBLIC = LocalText("Республика күні", "День Республики")
_INDEPENDENCE = LocalText("Тәуелсіздік күні", "День независимости")

HOLIDAYS: tuple[Holiday, ...] = (
    Holiday(date(2026, 1, 1), _NEW_YEAR),
    Holiday(date(2026, 1, 2), _NEW_YEAR),
    Holiday(date(2026, 1, 7), _CHRISTMAS),
    Holiday(date(2026, 3, 8), _WOMEN),
    Holiday(date(2026, 3, 9), _WOMEN, moved=True),
    Holiday(date(2026, 3, 21), _NAURYZ),
    Holiday(date(2026, 3, 22), _NAURYZ),
    Holiday(date(2026, 3, 23), _NAURYZ),
    Holiday(date(2026, 3, 24), _NAURYZ, moved=True),
    Holiday(date(2026, 3, 25), _NAURYZ, moved=True),
    Holiday(date(2026, 5, 1), _UNITY),
    Holiday(date(2026, 5, 7), _DEFENDER),
    Holiday(date(2026, 5, 9), _VICTORY),
    Holiday(date(2026, 5, 11), _VICTORY, moved=True),
    Holiday(date(2026, 5, 27), _SACRIFICE),
    Holiday(date(2026, 7, 6), _CAPITAL),
    Holiday(date(2026, 10, 25), _REPUBLIC),
    Holiday(date(2026, 10, 26), _REPUBLIC, moved=True),
    Holiday(date(2026, 12, 16), _INDEPENDENCE),
    Holiday(date(2027, 1, 1), _NEW_YEAR),
    Holiday(date(2027, 1, 2), _NEW_YEAR),
    Holiday(date(2027, 1, 4), _NEW_YEAR, moved=True),
    Holiday(date(2027, 1, 7), _CHRISTMAS),
    Holiday(date(2027, 3, 8), _WOMEN),
    Holiday(date(2027, 3, 15), _CONSTITUTION),
    Holiday(date(2027, 3, 21), _NAURYZ),
    Holiday(date(2027, 3, 22), _NAURYZ),
    Holiday(date(2027, 3, 23), _NAURYZ),
    Holiday(date(2027, 3, 24), _NAURYZ, moved=True),
    Holiday(date(2027, 5, 1), _UNITY),
    Holiday(date(2027, 5, 3), _UNITY, moved=True),
    Holiday(date(2027, 5, 7), _DEFENDER),
    Holiday(date(2027, 5, 9), _VICTORY),
    Holiday(date(2027, 5, 10), _VICTORY, moved=True),
    Holiday(date(2027, 5, 16), _SACRIFICE, expected=True),
    Holiday(date(2027, 7, 6), _CAPITAL),
    Holiday(date(2027, 10, 25), _REPUBLIC),
    Holiday(date(2027, 12, 16), _INDEPENDENCE),
)
#: The last day of which this list knows; a timetable beyond it is told so.
KNOWN_UNTIL = date(2027, 12, 31)


def holidays_between(first: date, last: date) -> Iterator[Holiday]:
    """Days off from `first` to `last`, both included."""
    return (holiday for holiday in HOLIDAYS if first <= holiday.day <= last)
