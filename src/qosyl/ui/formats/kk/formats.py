"""Dates, times and numbers as official papers in Kazakh write them; found through FORMAT_MODULE_PATH.

Django's own format signs are Latin letters, so the Cyrillic words need no escaping.
"""

from qosyl.ui.formats.input import DATE_INPUT_FORMATS, DATETIME_INPUT_FORMATS

DATE_FORMAT = "Y жылғы j E"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "Y жылғы j E, H:i"
YEAR_MONTH_FORMAT = "Y жылғы F"
MONTH_DAY_FORMAT = "j E"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"
FIRST_DAY_OF_WEEK = 1
DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\N{NO-BREAK SPACE}"
NUMBER_GROUPING = 3

__all__ = ["DATETIME_INPUT_FORMATS", "DATE_INPUT_FORMATS"]
