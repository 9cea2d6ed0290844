"""Where the columns are on a screen of a given width: label and weight frozen at the left, scores at the right."""

from typing import Final, NamedTuple

from scoring.model import MONTHS

FULL: Final = 15
"""A month in full: `99.999.999.999`, a space before it and a mark behind it."""
COMPACT: Final = 6
"""The least width of a month of the year view: `4,42mM` fills it."""
WEIGHT: Final = 6
PROGRESS: Final = 6
COMPLIANCE: Final = 10
_YEAR: Final = len(MONTHS)
_LABEL: Final = 24
"""The least width of the labels beside months in full; from twice the usual 80 columns on, `_ROOMY_LABEL`."""
_ROOMY_LABEL: Final = 36
_ROOMY: Final = 160
_LEAST_LABEL: Final = 6
_WIDEST_LABEL: Final = 64


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
    count = _months_in_full(width)
    if year and count < _YEAR:
        return _year(width, first)
    first = min(first, _YEAR - count + 1)
    label = min(_WIDEST_LABEL, width - WEIGHT - PROGRESS - COMPLIANCE - count * FULL)
    return Columns(label, WEIGHT, _months(label + WEIGHT, first, count, FULL), PROGRESS, COMPLIANCE, compact=False)


def shown_months(width: int, *, year: bool = False) -> int:
    """Return how many months are seen at once."""
    count = _months_in_full(width)
    return min(_YEAR, (width - _LEAST_LABEL) // COMPACT) if year and count < _YEAR else count


def _months_in_full(width: int) -> int:
    least = _ROOMY_LABEL if width >= _ROOMY else _LABEL
    return max(1, min(_YEAR, (width - least - WEIGHT - PROGRESS - COMPLIANCE) // FULL))


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
        each = min(FULL - 1, COMPACT + (label - _LABEL) // _YEAR)
        label -= count * (each - COMPACT)
    first = min(first, _YEAR - count + 1)
    months = _months(label + weight, first, count, each)
    return Columns(label, weight, months, progress, compliance, compact=True)


def _months(x: int, first: int, count: int, each: int) -> tuple[Column, ...]:
    return tuple(Column(first + i, x + i * each, each) for i in range(count))
