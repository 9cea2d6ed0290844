"""The cells of a sheet that came back which look otherwise than in its copy: crossed out, coloured, under other rules.

What was put on is told, and not what a program leaves out: a fill that is gone is none that somebody chose.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from workbook.model.looks import Coverage, Look
from workbook.model.sheet_copy import CopiedSheet
from workbook.reading.aligned import Aligned
from workbook.reading.sheet_layout import SheetLayout
from workbook.reading.touched import Altered, Change
from workbook.reading.worksheets import Place
from workbook.reading.xml_check import MAX_COUNTED


def unlike_looks(aligned: Aligned, layout: SheetLayout) -> Iterator[Altered]:
    """Yield the cells to which the same was done; of merged ones the first alone.

    Programs leave rules out where they make a sheet of another one.
    """
    exported = dict(islice(_exported(aligned.copy), MAX_COUNTED["c"]))
    changes: dict[Change, Iterator[Place]] = {
        Change.STRUCK: (place for place, content in aligned.sheet.contents.items() if content.struck),
        Change.COLOURED: _coloured(aligned, exported, layout.looks),
    }
    if not aligned.doubled:
        checks, formats = layout.checks, layout.formats
        changes[Change.CHECKED] = _ruled(aligned, {place: look.checks for place, look in exported.items()}, checks)
        changes[Change.FORMATTED] = _ruled(aligned, {place: look.formats for place, look in exported.items()}, formats)
    covered = layout.covered()
    for change, places in changes.items():
        if found := sorted({place for place in places if not covered(place)}):
            yield Altered(aligned.sheet.title, change, tuple(found))


def _exported(copy: CopiedSheet) -> Iterator[tuple[Place, Look]]:
    """Yield the cells of a copy with their looks."""
    for row in copy.rows:
        for (first, look), (after, _next) in pairwise(row.looks):
            yield from (((row.row, column), look) for column in range(first, after))


def _coloured(
    aligned: Aligned, exported: Mapping[Place, Look], looks: Mapping[int, Mapping[int, Look]]
) -> Iterator[Place]:
    """Yield the cells with a colour that they did not have; what was inserted is coloured like what is beside it."""
    contents = aligned.sheet.contents
    before = {now: look for place, look in exported.items() if (now := aligned.place_of(*place))}
    palette = {look.fill for look in exported.values()}
    for row, columns in looks.items():
        for column, look in columns.items():
            was = before.get((row, column))
            filled = look.fill and look.fill not in (palette if was is None else {was.fill})
            lettered = was is not None and look.letters not in {"", was.letters} and (row, column) in contents
            if filled or lettered:
                yield row, column
    for place, content in contents.items():
        if content.letters and (was := before.get(place)) and content.letters - {"", was.letters}:
            yield place


def _ruled(aligned: Aligned, exported: Mapping[Place, int], now: Coverage) -> Iterator[Place]:
    """Yield the cells that are under another number of rules than was exported.

    Where that are fewer they are compared with the cells that were in their place, since programs which insert rows
    without knowing of the rules leave these where they are.
    """
    moved = [to for at, count in exported.items() if (to := aligned.place_of(*at)) and now.at(*to) != count]
    left = [at for at, count in exported.items() if now.at(*at) != count] if moved else []
    yield from min(moved, left, key=len)
