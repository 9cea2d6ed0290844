"""What somebody wrote in a workbook beside the cells that take figures: what is not as it was exported, and where.

The workbook holds a copy of what it said (`workbook.model.sheet_copy`), so that neither another state of the plan nor
another version of the program looks like something that was typed. One without such a copy tells nothing here.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import Any, Final, NamedTuple

from workbook.model.hidden_keys import CORNER
from workbook.model.sheet_copy import (
    COPY_SHEET,
    FORMULA_MARK,
    CopiedCell,
    CopiedRow,
    mark_of,
    read_copies,
    read_formula_mark,
)
from workbook.reading.alignment import columns_of, paired
from workbook.reading.worksheets import FORMULA, Place, ReadCell, ReadSheet, address
from workbook.reading.xml_check import MAX_ROW

_SAME_SHEET: Final = 0.5
"""What a sheet of another name has to have of a sheet's rows, at least, to be that sheet."""


class Act(Enum):
    """What somebody did to a cell."""

    COMPUTED_OVER = auto()
    """It held a formula, and holds something else."""
    CHANGED = auto()
    CLEARED = auto()
    ADDED = auto()
    """It held nothing, or was not there."""


class Touched(NamedTuple):
    """A cell that is not as it was exported."""

    sheet: str
    place: Place
    act: Act
    shows: str
    """What of the plan it showed (`workbook.model.shown`)."""
    content: ReadCell | None
    """None where it is blank."""
    row_key: str = ""
    """The hidden key of its row."""

    @property
    def address(self) -> str:
        """Its place as a person looks it up: `Seguimiento!H14`."""
        return address(self.sheet, self.place)


class GoneRow(NamedTuple):
    """A row that was exported and is not there any more."""

    sheet: str
    row: int
    """Its number in the export."""
    key: str


class Unlike(NamedTuple):
    """All that is not as it was exported, but for what was typed where figures are."""

    cells: tuple[Touched, ...] = ()
    rows: tuple[GoneRow, ...] = ()
    sheets: tuple[str, ...] = ()
    """The exported sheets that are gone."""
    strangers: tuple[str, ...] = ()
    """Sheets that were not exported and hold something; their cells are not among `cells`."""


class Shown(NamedTuple):
    """A sheet that came back."""

    title: str
    contents: Mapping[Place, ReadCell]
    keyed: Collection[Place]
    """The places where figures are typed."""


def has_copy(sheets: Sequence[ReadSheet]) -> bool:
    """Whether a workbook has a copy of what it said when it was exported."""
    return any(sheet.title == COPY_SHEET for sheet in sheets)


def copies_in(sheets: Sequence[ReadSheet]) -> dict[str, list[CopiedRow]]:
    """Return the copies that a workbook holds of its sheets, by their names; WorkbookError where they are spoilt."""
    rows: dict[int, dict[int, str]] = {}
    for sheet in sheets:
        if sheet.title == COPY_SHEET:
            for (row, column), content in sheet.cells(MAX_ROW):
                rows.setdefault(row, {})[column] = str(content.value)
    return read_copies((cells.get(1, ""), cells.get(2, "")) for cells in rows.values())


def unlike_export(copies: Mapping[str, Sequence[CopiedRow]], shown: Iterable[Shown]) -> Unlike:
    """Compare the sheets that came back with the copies of those that were exported."""
    cells: list[Touched] = []
    rows: list[GoneRow] = []
    strangers: list[str] = []
    found: set[str] = set()
    for sheet in shown:
        now, contents = _rows(sheet)
        name = sheet.title if sheet.title in copies else _resembled(copies, now)
        if name is None:
            strangers += [sheet.title] if now else []
            continue
        found.add(name)
        pairs = paired(copies[name], now)
        cells += _touched(sheet.title, copies[name], now, pairs, contents)
        kept = {at for at, _to in pairs}
        rows += [GoneRow(name, row.row, row.key) for at, row in enumerate(copies[name]) if at not in kept]
    gone = tuple(name for name in copies if name not in found)
    return Unlike(tuple(cells), tuple(rows), gone, tuple(strangers))


def _rows(sheet: Shown) -> tuple[list[CopiedRow], Mapping[Place, ReadCell]]:
    """Return the rows of a sheet as they would be copied, without its hidden keys and what is typed under them."""
    top, left = next((place for place, content in sheet.contents.items() if content.value == CORNER), (0, 0))
    keys = {row: str(content.value) for (row, column), content in sheet.contents.items() if column == left}
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
    return found, sheet.contents


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
    title: str,
    before: Sequence[CopiedRow],
    now: Sequence[CopiedRow],
    pairs: Sequence[tuple[int, int]],
    contents: Mapping[Place, ReadCell],
) -> Iterator[Touched]:
    """Yield the cells of a sheet that differ, from top to bottom."""
    column_of, matched = columns_of(before, now, pairs), {to: at for at, to in pairs}
    for to, row in enumerate(now):
        held = {cell.column: cell.mark for cell in row.cells}
        was = before[matched[to]].cells if to in matched else ()
        for cell in was:
            place = row.row, column_of(cell.column)
            mark = held.pop(place[1], "")
            if mark != cell.mark:
                content = contents.get(place) if mark else None
                yield Touched(title, place, _act(cell.mark, mark), cell.shows, content, row.key)
        for column in held:
            yield Touched(title, (row.row, column), Act.ADDED, "", contents[row.row, column], row.key)


def _act(before: str, now: str) -> Act:
    if before.startswith(FORMULA_MARK):
        return Act.COMPUTED_OVER
    if not before:
        return Act.ADDED
    return Act.CHANGED if now else Act.CLEARED
