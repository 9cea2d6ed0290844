"""What a cell is beside what it holds: its colours, and how many rules of the sheet cover it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from workbook.model.cells import Area

_PLAIN_FILLS: Final = frozenset({"", "FFFFFF"})
_PLAIN_LETTERS: Final = frozenset({"", "000000"})
_MAX_SPANS: Final = 200_000
"""Rows of areas that are counted; those of 2 000 indicators are 60 000."""


class Look(NamedTuple):
    """What a cell is beside what it holds. Colours are RRGGBB, or what the file calls them."""

    fill: str = ""
    """Empty for none, and for white."""
    letters: str = ""
    """Empty for black."""
    checks: int = 0
    """How many validations cover it."""
    formats: int = 0
    """How many conditional formats cover it."""


def coloured(fill: str, letters: str) -> Look:
    """Return the look of a cell that no rule covers."""
    return Look("" if fill in _PLAIN_FILLS else fill, "" if letters in _PLAIN_LETTERS else letters)


class Coverage:
    """How many of some areas cover a cell."""

    def __init__(self, areas: Iterable[Area], last: int) -> None:
        """Take the areas, of which those rows count that are not below the `last` one."""
        lefts: defaultdict[int, list[int]] = defaultdict(list)
        rights: defaultdict[int, list[int]] = defaultdict(list)
        left_to_count = _MAX_SPANS
        for area in areas:
            rows = range(max(area.top, 1), min(area.bottom, last) + 1)[:left_to_count]
            left_to_count -= len(rows)
            for row in rows:
                lefts[row].append(area.left)
                rights[row].append(area.right)
        self._lefts = {row: sorted(columns) for row, columns in lefts.items()}
        self._rights = {row: sorted(columns) for row, columns in rights.items()}

    def at(self, row: int, column: int) -> int:
        """Return how many of the areas cover a cell."""
        if row not in self._lefts:
            return 0
        return bisect_right(self._lefts[row], column) - bisect_left(self._rights[row], column)
