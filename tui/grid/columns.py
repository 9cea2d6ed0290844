"""Where the columns are on a screen of a given width: label and weight frozen at the left, scores at the right."""

from typing import Final, NamedTuple

from scoring.model import MONTHS

FULL: Final = 15
"""A month in full: `99.999.999.999` and a space before it."""
NARROW: Final = 12
"""The least width of a full month where that brings the whole year onto the screen."""
COMPACT: Final = 6
"""A month of the year view: `4,42mM` fills it."""
WEIGHT: Final = 6
PROGRESS: Final = 6
COMPLIANCE: Final = 10
_YEAR: Final = len(MONTHS)
_LABEL: Final = 24
_LEAST_LABEL: Final = 6
_WIDEST_LABEL: Final = 64
_ROOMY: Final = 200


class Column(NamedTuple):
    """A month's place on a line."""

    month: int
    x: int
    width: int


class Columns(NamedTuple):
    """The places of everything on a line of the grid, in cells from the left; a width of 0 leaves a column out."""

    label: int
    weight: int
    months: tuple[Column, ...]
    progress: int
    compliance: int
    compact: bool
    """Months are too narrow for whole values."""


def columns(width: int, first: int, *, year: bool) -> Columns:
    """Lay out a line of `width` cells with the month `first` leftmost, or the whole year where it fits or is asked."""
    if width >= _ROOMY:
        return _in_full(width, 1, _YEAR, (width - _LABEL - WEIGHT - PROGRESS - COMPLIANCE) // _YEAR)
    if year:
        return _year(width, first)
    count = shown_months(width)
    return _in_full(width, min(first, _YEAR - count + 1), count, FULL)


def shown_months(width: int, *, year: bool = False) -> int:
    """Return how many months are seen at once."""
    if width >= _ROOMY:
        return _YEAR
    if year:
        return min(_YEAR, (width - _LEAST_LABEL) // COMPACT)
    room = width - _LABEL - WEIGHT - PROGRESS - COMPLIANCE
    return max(1, min(_YEAR, room // FULL))


def _in_full(width: int, first: int, count: int, each: int) -> Columns:
    each = max(NARROW, min(FULL, each))
    scores = PROGRESS + COMPLIANCE
    label = max(_LEAST_LABEL, min(_WIDEST_LABEL, width - WEIGHT - scores - count * each))
    months = _months(label + WEIGHT, first, count, each)
    return Columns(label, WEIGHT, months, PROGRESS, COMPLIANCE, compact=each < FULL)


def _year(width: int, first: int) -> Columns:
    """Lay out compact months, all twelve where they fit; weight and scores come back as the width allows."""
    count = min(_YEAR, (width - _LEAST_LABEL) // COMPACT)
    spare = width - count * COMPACT - _LEAST_LABEL
    compliance = COMPLIANCE if spare >= COMPLIANCE + 8 else 0
    progress = PROGRESS if spare >= PROGRESS + COMPLIANCE + 14 else 0
    weight = WEIGHT + 1 if spare >= WEIGHT + 1 + PROGRESS + COMPLIANCE + 18 else 0
    each = COMPACT
    label = width - count * each - compliance - progress - weight
    if label > _LABEL:
        each = min(NARROW, COMPACT + (label - _LABEL) // _YEAR)
        label -= count * (each - COMPACT)
    first = min(first, _YEAR - count + 1)
    months = _months(label + weight, first, count, each)
    return Columns(label, weight, months, progress, compliance, compact=True)


def _months(x: int, first: int, count: int, each: int) -> tuple[Column, ...]:
    return tuple(Column(first + i, x + i * each, each) for i in range(count))
