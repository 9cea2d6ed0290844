"""Which rows and columns of a sheet that came back are which of the sheet that was exported.

People insert, delete, move and sort rows. A row with a hidden key is the row of that key, and a row that says what one
row said, and only one, is that row. What is left between two known rows is paired in order.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from workbook.model.sheet_copy import CopiedRow

Pair: TypeAlias = tuple[int, int]
"""The place of a row among those exported, and among those that came back."""

_FEW: Final = 60
"""Rows between two known ones that are compared each with each."""


def paired(before: Sequence[CopiedRow], now: Sequence[CopiedRow]) -> list[Pair]:
    """Return the rows that are the same ones, changed or not; the others were taken out, or have come."""
    known = _in_order(_alike(before, now, _identity))
    edges = [(-1, -1), *known, (len(before), len(now))]
    pairs = list(known)
    for (top, left), (bottom, right) in pairwise(edges):
        pairs += _between(before, now, range(top + 1, bottom), range(left + 1, right))
    return pairs + _elsewhere(before, now, pairs)


def columns_of(before: Sequence[CopiedRow], now: Sequence[CopiedRow], pairs: Sequence[Pair]) -> Callable[[int], int]:
    """Return where a column of the export is now, as the rows tell that say the same as before."""
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for at, to in pairs:
        if before[at].marks == now[to].marks:
            held = (cell.column for cell in before[at].cells if cell.mark)
            for column, moved in zip(held, (cell.column for cell in now[to].cells), strict=True):
                votes[column][moved] += 1
    known = {column: count.most_common(1)[0][0] for column, count in votes.items()}

    def moved_to(column: int) -> int:
        if column in known:
            return known[column]
        nearest = min(known, key=lambda other: (abs(other - column), other), default=column)
        return max(1, column + known.get(nearest, nearest) - nearest)

    return moved_to


def _identity(row: CopiedRow) -> Hashable:
    return row.key or row.marks


def _alike(
    before: Sequence[CopiedRow], now: Sequence[CopiedRow], identity: Callable[[CopiedRow], Hashable]
) -> list[Pair]:
    """Return the rows that are one of a kind among either, in the order of the export."""
    first, second = _single(before, identity), _single(now, identity)
    return [(at, second[kind]) for kind, at in first.items() if kind in second]


def _single(rows: Sequence[CopiedRow], identity: Callable[[CopiedRow], Hashable]) -> dict[Hashable, int]:
    count = Counter(map(identity, rows))
    return {kind: at for at, row in enumerate(rows) if count[kind := identity(row)] == 1}


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the most of some pairs that have kept their order."""
    ends: list[int] = []
    lasts: list[int] = []
    previous: list[int] = []
    for index, (_at, to) in enumerate(pairs):
        length = bisect_left(ends, to)
        previous.append(lasts[length - 1] if length else -1)
        ends[length : length + 1], lasts[length : length + 1] = [to], [index]
    kept: list[Pair] = []
    index = lasts[-1] if lasts else -1
    while index >= 0:
        kept.append(pairs[index])
        index = previous[index]
    return kept[::-1]


def _between(before: Sequence[CopiedRow], now: Sequence[CopiedRow], rows: range, places: range) -> Iterator[Pair]:
    """Yield the rows between two known ones: equal ones from either end, the rest in order where they are as many."""
    top = 0
    while top < min(len(rows), len(places)) and _equal(before[rows[top]], now[places[top]]):
        yield rows[top], places[top]
        top += 1
    rows, places = rows[top:], places[top:]
    while rows and places and _equal(before[rows[-1]], now[places[-1]]):
        yield rows[-1], places[-1]
        rows, places = rows[:-1], places[:-1]
    if len(rows) == len(places):
        yield from ((at, to) for at, to in zip(rows, places, strict=True) if not _another(before[at], now[to]))
    elif max(len(rows), len(places)) <= _FEW:
        yield from _resembling(before, now, rows, places)


def _resembling(before: Sequence[CopiedRow], now: Sequence[CopiedRow], rows: range, places: range) -> Iterator[Pair]:
    """Yield in order the rows that have something in common."""
    for at in rows:
        marks = set(before[at].marks)
        for to in places:
            if marks.intersection(now[to].marks) and not _another(before[at], now[to]):
                yield at, to
                places = range(to + 1, places.stop)
                break


def _equal(before: CopiedRow, now: CopiedRow) -> bool:
    return before.key == now.key and before.marks == now.marks


def _another(before: CopiedRow, now: CopiedRow) -> bool:
    """Whether two rows cannot be the same because of their keys."""
    return before.key != now.key and bool(before.key or now.key)


def _elsewhere(before: Sequence[CopiedRow], now: Sequence[CopiedRow], pairs: Sequence[Pair]) -> list[Pair]:
    """Return the rows of one key, or that say the same, which were moved away from their neighbours."""
    gone, come = {at for at, _to in pairs}, {to for _at, to in pairs}
    waiting: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for to, row in enumerate(now):
        if to not in come:
            waiting[_identity(row)].append(to)
    return [
        (at, waiting[_identity(row)].popleft())
        for at, row in enumerate(before)
        if at not in gone and waiting.get(_identity(row))
    ]
