"""How much a page holds, and where pages break: before a block that would be cut, never within one that fits a page."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from workbook.model.sheet import Sheet

USUAL_HEIGHT: Final = 15.0
"""The height of a row that has none of its own, in points."""


_CHARACTER: Final = 5.25
"""The width in points of one of the characters that a column's width counts."""
_LONG_SIDE, _SHORT_SIDE = 13 * 72.0, 8.5 * 72.0
"""Oficio, in points."""
_BESIDE, _ABOVE_AND_BELOW = 0.8 * 72, 1.05 * 72
"""The margins, in points."""
_MOST_ROOM: Final = 30.0
"""Points that a row is made taller at most, so that a page with little on it stays one."""
_SAFE: Final = 0.98
"""Programs differ in the heights they give to rows."""


def page_room(sheet: Sheet) -> float:
    """Return how many points of rows go on a page once the columns fit its width, without the rows it repeats."""
    across, down = (_LONG_SIDE, _SHORT_SIDE) if sheet.page.landscape else (_SHORT_SIDE, _LONG_SIDE)
    shown = sum(width for column, width in sheet.widths.items() if column not in sheet.hidden_columns)
    scale = min(1.0, (across - _BESIDE) / (shown * _CHARACTER))
    first, last = sheet.page.repeat or (1, 0)
    repeated = sum(sheet.heights.get(row, USUAL_HEIGHT) for row in range(first, last + 1))
    return (down - _ABOVE_AND_BELOW) / scale * _SAFE - repeated


def set_pages(sheet: Sheet, starts: Sequence[int], last: int, used: float, growing: Sequence[int] = ()) -> None:
    """Break a sheet into pages before the blocks that begin in `starts`, and share what a page has left.

    `last` is the last row of all, and `used` how many points of rows are on the first page before the first block. What
    is left goes to the `growing` rows of the page, which then have more room to write by hand.
    """
    page = page_room(sheet)
    sheet.breaks = breaks(sheet.heights, starts, last, page, used)
    first = min(starts, default=last + 1)
    for end in [*sheet.breaks, last]:
        rows = [row for row in growing if first <= row <= end]
        left = page - used - sum(sheet.heights.get(row, USUAL_HEIGHT) for row in range(first, end + 1))
        for row in rows:
            sheet.heights[row] += min(_MOST_ROOM, max(0.0, left) / len(rows))
        first, used = end + 1, 0.0


def breaks(heights: Mapping[int, float], starts: Sequence[int], last: int, page: float, used: float = 0) -> list[int]:
    """Return the rows after which a page ends.

    `starts` are the first rows of the blocks and `last` the last row of all; `page` is how many points of rows go on
    a page, and `used` how many are on the first one before the first block.
    """
    ends = []
    for start, end in pairwise([*starts, last + 1]):
        needed = sum(heights.get(row, USUAL_HEIGHT) for row in range(start, end))
        if used + needed > page and start != starts[0]:
            ends.append(start - 1)
            used = 0.0
        used += needed
    return ends
