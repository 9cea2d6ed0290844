"""A workbook that came back beside the copy that it holds of itself (`workbook.model.sheet_copy`).

So neither another state of the plan nor another version of the program looks like something that was typed. A workbook
without such a copy tells nothing here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Any, Final, TypeAlias

from workbook.model.hidden_keys import CORNER
from workbook.model.marks import FORMULA_MARK, formula_mark, mark_of
from workbook.model.sheet_copy import COPY_SHEET, CopiedCell, CopiedRow, CopiedSheet, Copies, read_copies
from workbook.reading.aligned import Aligned, same_formula
from workbook.reading.over_cells import Over
from workbook.reading.sheet_layout import SheetLayout
from workbook.reading.touched import Act, GoneRow, Renamed, Shifted, Shown, Touched, Unlike
from workbook.reading.unlike_layout import unlike_layout
from workbook.reading.worksheets import FORMULA, ReadCell, ReadSheet
from workbook.reading.xml_check import MAX_ROW

SameFormula: TypeAlias = Callable[[str, str, Aligned], bool]
"""Tells whether a formula is the one that was exported with a mark in a sheet."""

_SAME_SHEET: Final = 0.5
"""What a sheet of another name has to have of a sheet's rows, at least, to be that sheet."""


def copies_in(sheets: Sequence[ReadSheet]) -> Copies:
    """Return the copies that a workbook holds of its sheets; WorkbookError where they are spoilt."""
    rows: dict[int, dict[int, str]] = {}
    for sheet in sheets:
        if sheet.title == COPY_SHEET:
            for (row, column), content in sheet.cells(MAX_ROW):
                rows.setdefault(row, {})[column] = str(content.value)
    return read_copies([(cells.get(1, ""), cells.get(2, "")) for cells in rows.values()])


def unlike_export(copies: Copies, shown: Sequence[Shown]) -> Unlike:
    """Compare the sheets that came back with the copies of those that were exported."""
    titles = {sheet.title for sheet in shown}
    found: dict[str, Aligned] = {}
    for sheet in shown:
        now = _rows(sheet)
        name = sheet.title if sheet.title in copies.sheets else _resembled(copies.sheets, now)
        if name is not None:
            doubled = name != sheet.title and name in titles
            found[sheet.title] = Aligned(sheet, name, now, copies.sheets[name], doubled=doubled)
    known = {aligned.name for aligned in found.values()}
    gone = tuple(name for name in copies.sheets if name not in known)
    lost = bool(gone) or any(aligned.gone_rows or aligned.gone_columns for aligned in found.values())
    same = partial(same_formula, sheets=found, lost=lost)
    parts = [part for sheet in shown for part in _of_sheet(sheet, copies, found.get(sheet.title), same)]
    return _joined([*parts, Unlike(sheets=gone, order=_order(copies, found))])


def _order(copies: Copies, found: Mapping[str, Aligned]) -> tuple[str, ...]:
    """Return the sheets in their order, without copies of one another, where it is not that of the export."""
    originals = {each.name: title for title, each in found.items() if title == each.name or each.name not in found}
    exported = [name for name in copies.sheets if name in originals]
    return tuple(originals.values()) if [*originals] != exported else ()


def _joined(parts: Sequence[Unlike]) -> Unlike:
    fields: list[Any] = [tuple(chain.from_iterable(pieces)) for pieces in zip(*parts, strict=True)]
    return Unlike(*fields)


def _of_sheet(sheet: Shown, copies: Copies, aligned: Aligned | None, same: SameFormula) -> Iterator[Unlike]:
    """Yield how a sheet differs from the one that was exported, if one was."""
    layout = sheet.layout()
    yield Unlike(keys=tuple((sheet.title, key) for key in sheet.keys))
    yield _over(sheet, layout, copies.pictures.count(aligned.name) if aligned else 0)
    if aligned is None:
        yield Unlike(strangers=(sheet.title,))
        return
    yield from (_of_rows(aligned), Unlike(cells=tuple(_touched(aligned, same))), unlike_layout(aligned, layout))
    if aligned.name != sheet.title:
        yield Unlike(renamed=(Renamed(aligned.name, sheet.title, aligned.doubled),))
    if sheet.hidden and aligned.name not in copies.hidden:
        yield Unlike(hidden=(sheet.title,))


def _of_rows(aligned: Aligned) -> Unlike:
    """Return the rows and columns that have come, and those that are gone."""
    shifted = Shifted(aligned.sheet.title, aligned.new_rows, aligned.new_columns, aligned.gone_columns)
    return Unlike(
        rows=tuple(GoneRow(aligned.name, row.row, row.key) for row in aligned.gone_rows),
        shifted=(shifted,) if any(shifted[1:]) else (),
    )


def _over(sheet: Shown, layout: SheetLayout, own_pictures: int) -> Unlike:
    """Return what lies over the cells of a sheet that was exported with so many pictures."""
    over = sheet.over(layout.links)
    pictures = [each for each in over if each.kind is Over.PICTURE][own_pictures:]
    return Unlike(over=tuple((sheet.title, each) for each in over if each.kind is not Over.PICTURE or each in pictures))


def _rows(sheet: Shown) -> list[CopiedRow]:
    """Return the rows of a sheet as they would be copied, without its hidden keys and what is typed under them."""
    top, left = next((place for place, content in sheet.contents.items() if content.value == CORNER), (0, 0))
    strange = {key.place for key in sheet.keys if key.twin is None}
    keys = {
        place[0]: "" if place in strange else str(content.value)
        for place, content in sheet.contents.items()
        if place[1] == left
    }
    found = []
    for row, items in groupby(sorted(sheet.contents.items()), key=lambda item: item[0][0]):
        if row == top:
            continue
        cells = tuple(
            CopiedCell(place[1], mark)
            for place, content in items
            if place[1] != left and place not in sheet.keyed and (mark := _mark(content, sheet.title))
        )
        if cells or row in keys:
            found.append(CopiedRow(row, keys.get(row, ""), cells))
    return found


def _mark(content: ReadCell, sheet: str) -> str:
    if content.type == FORMULA:
        return formula_mark(_formula(content), sheet)
    try:
        return mark_of(content.value)
    except OverflowError:  # a whole number of more digits than a float can count
        return mark_of(str(content.value))


def _formula(content: ReadCell) -> str:
    return str(getattr(content.value, "text", content.value))


def _resembled(copies: Mapping[str, CopiedSheet], now: Sequence[CopiedRow]) -> str | None:
    """Return the exported sheet that a sheet of another name is, or is a copy of; None where there is none."""
    marks = {row.marks for row in now}
    shares = {
        name: sum(row.marks in marks for row in copy.rows if row.marks) / len(copy.rows)
        for name, copy in copies.items()
        if copy.rows
    }
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _SAME_SHEET else None


def _touched(aligned: Aligned, same: SameFormula) -> Iterator[Touched]:
    """Yield the cells of a sheet that differ, from top to bottom.

    Of a row that lost its key the numbers are the figures that it had.
    """
    title, contents, before = aligned.sheet.title, aligned.sheet.contents, aligned.copy.rows
    matched = {to: at for at, to in aligned.pairs}
    for to, row in enumerate(aligned.now):
        held = {cell.column: cell.mark for cell in row.cells}
        was = before[matched[to]].cells if to in matched else ()
        for cell in was:
            if cell.column in aligned.gone_columns:
                continue
            place = row.row, aligned.column_of(cell.column)
            mark = held.pop(place[1], "")
            content = contents.get(place) if mark else None
            if mark != cell.mark and not _moved_along(cell.mark, content, aligned, same):
                yield Touched(title, place, _act(cell.mark, mark), cell.shows, content, row.key, cell.mark)
        lost_key = to in matched and before[matched[to]].key != row.key
        for column in held:
            if lost_key and isinstance(contents[row.row, column].value, int | float):
                continue
            yield Touched(title, (row.row, column), Act.ADDED, "", contents[row.row, column], row.key)


def _moved_along(mark: str, content: ReadCell | None, aligned: Aligned, same: SameFormula) -> bool:
    """Tell whether a cell holds the formula that it had, which follows what it refers to."""
    if content is None or content.type != FORMULA or not mark.startswith(FORMULA_MARK):
        return False
    return same(_formula(content), mark, aligned)


def _act(before: str, now: str) -> Act:
    if before.startswith(FORMULA_MARK):
        return Act.COMPUTED_OVER
    if not before:
        return Act.ADDED
    return Act.CHANGED if now else Act.CLEARED
