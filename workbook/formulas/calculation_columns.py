"""The columns of the calculation sheet: values of the year, and values of each month."""

from enum import IntEnum
from functools import lru_cache
from typing import Final

from workbook.model.formula_references import column_letter

FIRST_MONTHLY: Final = 14


class Yearly(IntEnum):
    """The columns of the values that hold for the whole year."""

    KEY = 1
    OBJECTIVE = 2
    WEIGHT = 3
    """As the plan gives it, before it is normalised."""
    ACTIVE = 4
    """Whether any month is active, 1 or 0: an indicator without one weighs nothing."""
    SHARE = 5
    """The normalised weight: of an indicator in its objective, of an objective in the plan."""
    GLOBAL = 6
    """The normalised weight of an indicator in the plan."""
    READY = 7
    """Whether the constants and the target that the rule needs are there, 1 or 0."""
    DIVISOR = 8
    """What a sum is divided by, or the baseline; empty where there is none."""
    GREEN = 9
    YELLOW = 10
    OVER = 11
    TARGET = 12


class Monthly(IntEnum):
    """The values of each month, thirteen columns each (0 to 12); from PROGRAMMED on, those at that month as cut-off."""

    NUMERATOR = 0
    DENOMINATOR = 1
    ACTIVE = 2
    SHARE = 3
    REPORTED_MONTH = 4
    PROGRAMMED = 5
    REPORTED = 6
    RESULT = 7
    RAW = 8
    COMPLIANCE = 9
    PROGRESS = 10


def column(monthly: Monthly, month: int) -> int:
    """Return the column of a monthly value at a month, 0 to 12."""
    return FIRST_MONTHLY + 13 * monthly + month


@lru_cache(maxsize=256)
def letters(monthly: Monthly, month: int) -> str:
    """Return the letters of that column."""
    return column_letter(column(monthly, month))
