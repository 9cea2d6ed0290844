"""A workbook that came back beside the copy that it holds of itself (`workbook.model.sheet_copy`).

So neither another state of the plan nor another version of the program looks like something that was typed. A workbook
without such a copy tells nothing here.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import Any, Final

from workbook.model.hidden_keys import CORNER
from workbook.model.sheet_copy import (
    COPY_SHEET,
    FORMULA_MARK,
    CopiedCell,
    CopiedRow,
    Copies,
    mark_of,
    read_copies,
    read_formula_mark,
)
from workbook.reading.alignment import (
    columns_of,
    gone_columns,
    inserted_columns,
    inserted_rows,
    known_columns,
    paired,
)
from workbook.reading.over_cells import Over
from workbook.reading.touched import Act, GoneRow, Renamed, Shifted, Shown, Touched, Unlike
from workbook.reading.worksheets import FORMULA, ReadCell, ReadSheet
from workbook.reading.xml_check import MAX_ROW

_SAME_SHEET: Final = 0.5
"""What a sheet of another name has to have of a sheet's rows, at least, to be that sheet."""


def copies_in(sheets: Sequence[ReadSheet]) -> Copies:
    """Return the copies that a workbook holds of its sheets; WorkbookError where they are spoilt."""
    rows: dict[int, dict[int, str]] = {}
    for sheet in sheets:
        if sheet.title == COPY_SHEET:
            for (row, column), content in sheet.cells(MAX_ROW):
                rows.setdefault(row, {})[column] = str(content.value)
    return read_copies((cells.get(1, ""), cells.get(2, "")) for cells in rows.values())


def unlike_export(copies: Copies, shown: Sequence[Shown]) -> Unlike:
    """Compare the sheets that came back with the copies of those that were exported."""
    titles = {sheet.title for sheet in shown}
    found: set[str] = set()
    parts: list[Unlike] = []
    for sheet in shown:
        now = _rows(sheet)
        name = sheet.title if sheet.title in copies.sheets else _resembled(copies.sheets, now)
        parts.append(_of_sheet(sheet, copies, name))
        if name is None:
            parts.append(Unlike(strangers=(sheet.title,)))
            continue
        found.add(name)
        parts.append(_of_cells(sheet, now, name, copies.sheets[name]))
        if name != sheet.title:
            parts.append(Unlike(renamed=(Renamed(name, sheet.title, name in titles),)))
    return _joined([*parts, Unlike(sheets=tuple(name for name in copies.sheets if name not in found))])


def _joined(parts: Sequence[Unlike]) -> Unlike:
    fields: list[Any] = [tuple(chain.from_iterable(pieces)) for pieces in zip(*parts, strict=True)]
    return Unlike(*fields)


def _of_cells(sheet: Shown, now: Sequence[CopiedRow], name: str, before: Sequence[CopiedRow]) -> Unlike:
    """Return how the rows of a sheet differ from those that were exported under a name."""
    pairs = paired(before, now)
    columns = known_columns(before, now, pairs)
    kept = {at for at, _to in pairs}
    gone = gone_columns(columns)
    shifted = Shifted(sheet.title, inserted_rows(before, now, pairs), inserted_columns(columns), gone)
    return Unlike(
        cells=tuple(_touched(sheet, _without(before, gone), now, pairs, columns_of(columns))),
        rows=tuple(GoneRow(name, row.row, row.key) for at, row in enumerate(before) if at not in kept),
        shifted=(shifted,) if any(shifted[1:]) else (),
    )


def _without(rows: Sequence[CopiedRow], columns: Collection[int]) -> Sequence[CopiedRow]:
    """Return rows without the cells of some columns."""
    if not columns:
        return rows
    return [row._replace(cells=tuple(cell for cell in row.cells if cell.column not in columns)) for row in rows]


def _of_sheet(sheet: Shown, copies: Copies, name: str | None) -> Unlike:
    """Return what was done to a sheet, which was exported under a name, beside typing into its cells."""
    own_pictures = copies.pictures.count(name or "")
    pictures = [over for over in sheet.over if over.kind is Over.PICTURE][own_pictures:]
    over = [each for each in sheet.over if each.kind is not Over.PICTURE or each in pictures]
    return Unlike(
        hidden=(sheet.title,) if sheet.hidden and name and name not in copies.hidden else (),
        struck=tuple((sheet.title, place) for place, content in sheet.contents.items() if content.struck),
        over=tuple((sheet.title, each) for each in over),
        keys=tuple((sheet.title, key) for key in sheet.keys),
    )


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
            if place[1] != left and place not in sheet.keyed and (mark := _mark(content))
        )
        if cells or row in keys:
            found.append(CopiedRow(row, keys.get(row, ""), cells))
    return found


def _mark(content: ReadCell) -> str:
    value: Any = content.value
    if content.type == FORMULA:
        return read_formula_mark(str(getattr(value, "text", value)))
    try:
        return mark_of(value)
    except OverflowError:  # a whole number of more digits than a float can count
        return mark_of(str(value))


def _resembled(copies: Mapping[str, Sequence[CopiedRow]], now: Sequence[CopiedRow]) -> str | None:
    """Return the exported sheet that a sheet of another name is, or is a copy of; None where there is none."""
    marks = {row.marks for row in now}
    shares = {
        name: sum(row.marks in marks for row in rows if row.marks) / len(rows) for name, rows in copies.items() if rows
    }
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _SAME_SHEET else None


def _touched(
    sheet: Shown,
    before: Sequence[CopiedRow],
    now: Sequence[CopiedRow],
    pairs: Sequence[tuple[int, int]],
    column_of: Callable[[int], int],
) -> Iterator[Touched]:
    """Yield the cells of a sheet that differ, from top to bottom.

    Of a row that lost its key the numbers are the figures that it had.
    """
    title, contents, matched = sheet.title, sheet.contents, {to: at for at, to in pairs}
    for to, row in enumerate(now):
        held = {cell.column: cell.mark for cell in row.cells}
        was = before[matched[to]].cells if to in matched else ()
        for cell in was:
            place = row.row, column_of(cell.column)
            mark = held.pop(place[1], "")
            if mark != cell.mark:
                content = contents.get(place) if mark else None
                yield Touched(title, place, _act(cell.mark, mark), cell.shows, content, row.key, cell.mark)
        lost_key = to in matched and before[matched[to]].key != row.key
        for column in held:
            if lost_key and isinstance(contents[row.row, column].value, int | float):
                continue
            yield Touched(title, (row.row, column), Act.ADDED, "", contents[row.row, column], row.key)


def _act(before: str, now: str) -> Act:
    if before.startswith(FORMULA_MARK):
        return Act.COMPUTED_OVER
    if not before:
        return Act.ADDED
    return Act.CHANGED if now else Act.CLEARED
