"""Text in two equal languages. Pure: standard library only.

Here belong the value of a text in Kazakh and Russian, folding and sorting of both alphabets, and dates in words.
Not here: interface strings (gettext catalogues of the apps) and anything that reads files or knows Django.
"""

from qosyl.localtext.alphabet import collation_key, fold, latin_lookalikes
from qosyl.localtext.dates import date_in_words, period_in_words, short_date
from qosyl.localtext.text import LANGUAGES, Language, LocalText

__all__ = [
    "LANGUAGES",
    "Language",
    "LocalText",
    "collation_key",
    "date_in_words",
    "fold",
    "latin_lookalikes",
    "period_in_words",
    "short_date",
]
