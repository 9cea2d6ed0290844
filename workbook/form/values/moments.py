"""Days and months as forms print them: real dates, serial numbers, ISO, `03/02/25`, `ene-25`, «15 de marzo»."""

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from workbook.form.files.grid import FormCell
from workbook.form.values.periods import read_span
from workbook.form.words import numbered, plain

_EPOCH: Final = date(1899, 12, 30)
_SERIAL: Final = range(36_526, 73_051)
"""Days since Excel's first one, from 2000 to 2099."""
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]\d.*)?")
_NUMERIC: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d)")
_IN_WORDS: Final = re.compile(
    r"(\d{1,2})(?:\s?(?:de|-|/|\s)\s?)([a-z]{3,10})\.?(?:(?:\s?(?:de|del|-|/|,|\s)\s?)+(\d{4}|\d{2}))?"
)
_MONTH: Final = re.compile(r"([a-z]{3,10})\.?(?:(?:\s|-|/|de|del|\.|')+(\d{4}|\d{2}))?")


class Moment(NamedTuple):
    """A day, or a month where `whole` says that no day is printed; the year where one is."""

    year: int | None
    month: int
    day: int | None = None

    def first(self, year: int) -> date:
        """Return its day, or the first of its month."""
        return date(self.year or year, self.month, self.day or 1)

    def last(self, year: int) -> date:
        """Return its day, or the last of its month."""
        at = self.year or year
        return date(at, self.month, self.day or monthrange(at, self.month)[1])


def read_moment(cell: FormCell, *, month_first: bool = False) -> Moment | None:
    """Return the day or month that a cell names, None where it names none.

    `month_first` tells that the column's dates are written as in the United States.
    """
    if isinstance(cell.value, date):
        by_month = bool(cell.format) and "d" not in re.sub(r'"[^"]*"|\[[^\]]*\]', "", cell.format.casefold())
        return Moment(cell.value.year, cell.value.month, None if by_month else cell.value.day)
    if isinstance(cell.value, Decimal):
        return _of_serial(cell.value)
    return _of_text(plain(cell.text), month_first=month_first)


def is_serial(cell: FormCell) -> bool:
    """Whether a cell holds a date as a bare serial number."""
    return isinstance(cell.value, Decimal) and _of_serial(cell.value) is not None


def days_in(text: str, *, month_first: bool = False) -> list[Moment]:
    """Return the days that a text prints in figures, in its order."""
    found = [_numeric(match, month_first=month_first) for match in _NUMERIC.finditer(text)]
    return [moment for moment in found if moment is not None]


def writes_month_first(texts: list[str]) -> bool:
    """Whether the dates of a column can only be read with their month before their day."""
    pairs = [(int(match[1]), int(match[2])) for text in texts if (match := _NUMERIC.fullmatch(text.strip()))]
    return any(second > 12 for _first, second in pairs) and all(first <= 12 for first, _second in pairs)


def _of_serial(number: Decimal) -> Moment | None:
    whole = int(number) if number.is_finite() and abs(number) < 10**6 else 0
    if whole not in _SERIAL:
        return None
    day = _EPOCH + timedelta(days=whole)
    return Moment(day.year, day.month, day.day)


def _of_text(text: str, *, month_first: bool) -> Moment | None:
    if match := _ISO.fullmatch(text):
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, month_first=month_first)
    if text.isdecimal() and int(text) in _SERIAL:
        return _of_serial(Decimal(text))
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return _checked(int(match[2]), int(match[1]), None)
    months = numbered("months")
    if (match := _IN_WORDS.fullmatch(text)) and match[2] in months:
        return _checked(_year(match[3]), months[match[2]], int(match[1]))
    if (match := _MONTH.fullmatch(text)) and match[1] in months:
        return _checked(_year(match[2]), months[match[1]], None)
    span = read_span(text)
    return None if span is None or span.length > 1 else Moment(None, span.first)


def _numeric(match: re.Match[str], *, month_first: bool) -> Moment | None:
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    day, month = (second, first) if month_first else (first, second)
    return _checked(year, month, day)


def _year(text: str | None) -> int | None:
    return None if not text else int(text) + 2000 if len(text) == 2 else int(text)


def _checked(year: int | None, month: int, day: int | None) -> Moment | None:
    """Return the moment if the calendar has it."""
    try:
        date(year or 2024, month, day or 1)
    except ValueError:
        return None
    return Moment(year, month, day)
