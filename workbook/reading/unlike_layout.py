"""A sheet that came back beside its copy in what is laid out by hand: merged areas, hidden rows, the print."""

from collections.abc import Callable, Collection

from workbook.model.cells import Area
from workbook.model.marks import mark_of
from workbook.reading.aligned import Aligned
from workbook.reading.sheet_layout import SheetLayout
from workbook.reading.touched import Altered, Change, Hidden, Printed, Unlike
from workbook.reading.unlike_looks import unlike_looks


def unlike_layout(aligned: Aligned, layout: SheetLayout) -> Unlike:
    """Return what was done to a sheet beside typing into it; `layout` is what it is like now."""
    sheet, copy = aligned.sheet, aligned.copy
    last = max(sheet.contents, default=(0, 0))[0]
    right = max((column for _row, column in sheet.contents), default=0)
    hidden = Hidden(
        sheet.title,
        _newly(layout.hidden_rows, copy.hidden_rows, aligned.row_of, last),
        _newly(layout.hidden_columns, copy.hidden_columns, aligned.column_of, right),
    )
    printed = layout.printed
    return Unlike(
        altered=(*unlike_looks(aligned, layout), *_merges(aligned, layout.merges)),
        lines=(hidden,) if any(hidden[1:]) else (),
        printed=(Printed(sheet.title, printed),) if printed and mark_of(printed) != copy.printed else (),
    )


def _merges(aligned: Aligned, now: frozenset[Area]) -> tuple[Altered, ...]:
    """Return the areas that were merged, and those that were split.

    What was left where it was by a program that inserts rows without knowing of merged areas, nobody has changed.
    """
    new_rows = set(aligned.new_rows)
    moved = {area for area in map(aligned.now_at, aligned.copy.merges) if area and area[:2] != area[2:]}
    before = min(moved, aligned.copy.merges, key=lambda areas: len(areas ^ now))
    merged = [area for area in now - before if area.top not in new_rows]
    found = (Change.MERGED, merged), (Change.SPLIT, before - now)
    return tuple(
        Altered(aligned.sheet.title, change, tuple(area[:2] for area in sorted(areas)))
        for change, areas in found
        if areas
    )


def _newly(now: Collection[int], before: Collection[int], moved: Callable[[int], int], last: int) -> tuple[int, ...]:
    """Return the lines up to the last one in use that are hidden now and were not."""
    return tuple(sorted({line for line in now if line <= last}.difference(before, map(moved, before))))
