"""Which rows and columns of a sheet that came back are which of the sheet that was exported.

People insert, delete, move and sort rows. A row with a hidden key is the row of that key, and a row that says what one
row said, and only one, is that row. What is left between two known rows is paired in order.
"""

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
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


def inserted_rows(before: Sequence[CopiedRow], now: Sequence[CopiedRow], pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Return the rows that stand between known ones and did not before."""
    known = [(before[at].row, now[to].row) for at, to in _in_order(sorted(pairs))]
    return _come_between(known, {now[to].row for _at, to in pairs})


def inserted_columns(columns: Mapping[int, int]) -> tuple[int, ...]:
    """Return the columns that stand between `known_columns` and did not before."""
    return _come_between(_in_order(sorted(columns.items())), set(columns.values()))


def gone_columns(columns: Mapping[int, int]) -> tuple[int, ...]:
    """Return the columns of the export that stood between `known_columns` and do not now."""
    ordered = _in_order(sorted(columns.items()))
    return _come_between([(now, before) for before, now in ordered], set(columns))


def _come_between(known: Sequence[Pair], taken: Collection[int]) -> tuple[int, ...]:
    found: list[int] = []
    for (before, now), (next_before, next_now) in pairwise([(0, 0), *known]):
        more = (next_now - now) - (next_before - before)
        found += [line for line in range(now + 1, next_now) if line not in taken][: max(more, 0)]
    return tuple(found)


def known_columns(before: Sequence[CopiedRow], now: Sequence[CopiedRow], pairs: Sequence[Pair]) -> dict[int, int]:
    """Return where columns of the export are now, as the rows tell that say the same as before."""
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for at, to in pairs:
        for column, moved in _moved(before[at], now[to]):
            votes[column][moved] += 1
    return {column: count.most_common(1)[0][0] for column, count in votes.items()}


def _moved(before: CopiedRow, now: CopiedRow) -> Iterator[tuple[int, int]]:
    """Yield the columns of a row's cells before and now: of all where it says the same, else of those one of a kind.

    Of formulas those are one of a kind that refer to what has not moved.
    """
    held = [cell for cell in before.cells if cell.mark]
    if before.marks == now.marks:
        yield from ((cell.column, moved.column) for cell, moved in zip(held, now.cells, strict=True))
        return
    count, count_now = (Counter(cell.mark for cell in cells) for cells in (held, now.cells))
    places = {cell.mark: cell.column for cell in now.cells if count_now[cell.mark] == 1}
    for cell in held:
        if count[cell.mark] == 1 and cell.mark in places:
            yield cell.column, places[cell.mark]


def moved(known: Mapping[int, int]) -> Callable[[int], int]:
    """Return what tells where a row or a column is on the other side: as it is known, or as far from the nearest."""
    ordered = sorted(known)

    def place(line: int) -> int:
        if line in known or not ordered:
            return known.get(line, line)
        at = bisect_left(ordered, line)
        nearest = min(ordered[max(at - 1, 0) : at + 1], key=lambda other: abs(other - line))
        return max(1, line + known[nearest] - nearest)

    return place


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
    """Whether two rows cannot be the same because of their keys; a row may have lost its key."""
    lost = not now.key and not set(before.marks).isdisjoint(now.marks)
    return before.key != now.key and bool(before.key or now.key) and not lost


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
