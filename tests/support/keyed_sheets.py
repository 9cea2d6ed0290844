"""The sheet of an exported workbook that people fill in, found as the reading back finds it: by its hidden keys."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from scoring.model import Cell, Value
from workbook.model.hidden_keys import CORNER, cell_at, sheet_value

Places = dict[Cell, tuple[int, int]]
"""Row and column of each cell of the plan."""


def keyed_sheet(book: Workbook) -> tuple[Worksheet, Places]:
    """Return the first sheet that carries the keys, and where each cell of the plan is in it."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for corner in row:
                if corner.value == CORNER:
                    return sheet, _places(sheet, corner.row, corner.column)
    raise AssertionError(CORNER)


def fill(path: Path, edits: Mapping[Cell, float | str | None]) -> None:
    """Type into a workbook, as a spreadsheet program saves it."""
    book = load_workbook(path)
    sheet, places = keyed_sheet(book)
    for cell, typed in edits.items():
        sheet.cell(*places[cell]).value = typed
    book.save(path)


def _places(sheet: Worksheet, top: int, left: int) -> Places:
    rows = [row[left - 1].value for row in sheet.rows]
    columns = [cell.value for cell in sheet[top]]
    return {
        cell: (row, column)
        for row, row_key in enumerate(rows, 1)
        for column, column_key in enumerate(columns, 1)
        if (cell := cell_at(str(row_key), str(column_key)))
    }


def as_typed(value: Value | None) -> float | str | None:
    """Return a value of the plan as a person would type it into a cell."""
    held = sheet_value(value)
    return float(held) if isinstance(held, Decimal) else held
