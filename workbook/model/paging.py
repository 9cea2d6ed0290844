"""Where pages break: before a block that would be cut, never within one that fits a page."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

_USUAL: Final = 15.0
"""The height of a row that has none of its own, in points."""


def breaks(heights: Mapping[int, float], starts: Sequence[int], last: int, page: float, used: float = 0) -> list[int]:
    """Return the rows after which a page ends.

    `starts` are the first rows of the blocks and `last` the last row of all; `page` is how many points of rows go on
    a page, and `used` how many are on the first one before the first block.
    """
    ends = []
    for start, end in pairwise([*starts, last + 1]):
        needed = sum(heights.get(row, _USUAL) for row in range(start, end))
        if used + needed > page and start != starts[0]:
            ends.append(start - 1)
            used = 0.0
        used += needed
    return ends
