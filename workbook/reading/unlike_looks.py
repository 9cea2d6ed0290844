"""The cells of a sheet that came back which look otherwise than in its copy: crossed out, coloured, under other rules.

What was put on is told, and not what a program leaves out: a fill that is gone is none that somebody chose.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, pairwise
from operator import attrgetter

from workbook.model.looks import Look
from workbook.model.sheet_copy import CopiedSheet
from workbook.reading.aligned import Aligned
from workbook.reading.touched import Altered, Change
from workbook.reading.worksheets import Place
from workbook.reading.xml_check import MAX_COUNTED


def unlike_looks(aligned: Aligned) -> Iterator[Altered]:
    """Yield the cells to which the same was done; of merged ones the first alone.

    Programs leave rules out where they make a sheet of another one.
    """
    exported = dict(islice(_exported(aligned.copy), MAX_COUNTED["c"]))
    changes: dict[Change, Iterator[Place]] = {
        Change.STRUCK: (place for place, content in aligned.sheet.contents.items() if content.struck),
        Change.COLOURED: _coloured(aligned, exported),
    }
    if not aligned.doubled:
        changes[Change.CHECKED] = _ruled(aligned, exported, attrgetter("checks"))
        changes[Change.FORMATTED] = _ruled(aligned, exported, attrgetter("formats"))
    covered = aligned.sheet.layout.covered()
    for change, places in changes.items():
        if found := sorted({place for place in places if not covered(place)}):
            yield Altered(aligned.sheet.title, change, tuple(found))


def _exported(copy: CopiedSheet) -> Iterator[tuple[Place, Look]]:
    """Yield the cells of a copy with their looks."""
    for row in copy.rows:
        for (first, look), (after, _next) in pairwise(row.looks):
            yield from (((row.row, column), look) for column in range(first, after))


def _coloured(aligned: Aligned, exported: Mapping[Place, Look]) -> Iterator[Place]:
    """Yield the cells with a colour that they did not have; what was inserted is coloured like what is beside it."""
    contents, looks = aligned.sheet.contents, aligned.sheet.layout.looks
    before = {now: look for place, look in exported.items() if (now := aligned.place_of(*place))}
    palette = {look.fill for look in exported.values()}
    for place in looks.keys() | {place for place, content in contents.items() if content.letters}:
        look, was, content = looks.get(place, Look()), before.get(place), contents.get(place)
        letters = (content.letters or {look.letters}) - {""} if content else set[str]()
        filled = look.fill and look.fill not in (palette if was is None else {was.fill})
        if filled or (was is not None and letters - {was.letters}):
            yield place


def _ruled(aligned: Aligned, exported: Mapping[Place, Look], count: Callable[[Look], int]) -> Iterator[Place]:
    """Yield the cells that are under another number of rules.

    Where that are fewer they are compared with the cells that were in their place, since programs which insert rows
    without knowing of the rules leave these where they are.
    """
    look = aligned.sheet.layout.look
    moved = [
        now for place, was in exported.items() if (now := aligned.place_of(*place)) and count(look(*now)) != count(was)
    ]
    left = [place for place, was in exported.items() if count(look(*place)) != count(was)] if moved else []
    yield from min(moved, left, key=len)
