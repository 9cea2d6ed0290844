"""The form's sheets out of an Excel workbook, where dates, percentages and numbers are values and not texts."""

import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from scoring.messages import _
from scoring.model import Plan
from scoring.text.numbers import format_number
from workbook.errors import WorkbookError
from workbook.form.files.grid import MAX_BOOK, MAX_CELLS, MAX_ROWS, Book, FormCell, Grid
from workbook.form.words import unbroken
from workbook.model.definition import DEFINITION_SHEET, plan_of
from workbook.reading.export_facts import is_of_several_plans
from workbook.reading.preflight import WORKBOOK, inspect
from workbook.reading.values import CellValueError, read_number
from workbook.reading.worksheets import ERROR, ReadCell, ReadSheet, open_sheets

_MAX_LIST: Final = 100_000
"""Bytes of the list of sheets that are looked at; an export of one plan has 4 000."""
LOCALE: Final = "es_CO"
"""How numbers that a workbook holds as values are written where a person reads them."""


def read_workbook(path: Path) -> tuple[Book, Plan | None]:
    """Return the sheets of the workbook at `path`, and the plan that is stored beside them, if any.

    Raises PlanError where the file is not safe, cannot be read, or was tampered with.
    """
    package = inspect(path)
    with open_sheets(package, calculated=True) as sheets:
        if is_of_several_plans(sheets):
            raise WorkbookError(_("El libro reúne varios planes: exporte solo aquel de cuyo formulario quiere partir."))
        stored = next((sheet for sheet in sheets if sheet.title == DEFINITION_SHEET), None)
        exported = None if stored is None else plan_of(_pieces(stored))
        grids: list[Grid] = []
        for sheet in sheets:
            if exported is None or not sheet.title.startswith("_"):
                grids.append(_grid(sheet, MAX_BOOK - sum(len(grid.cells) for grid in grids)))
    return Book(tuple(grids), package.notes), exported


def has_stored_plan(path: Path) -> bool:
    """Whether a workbook seems to have a plan stored beside its form; it is not checked, and no sheet is read."""
    try:
        with ZipFile(path) as archive, archive.open(WORKBOOK) as stream:
            return f'"{DEFINITION_SHEET}"'.encode() in stream.read(_MAX_LIST)
    except (OSError, BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return False


def _pieces(sheet: ReadSheet) -> Iterator[str]:
    return (str(content.value) for (_row, column), content in sheet.cells(MAX_ROWS) if column == 2)


def _grid(sheet: ReadSheet, room: int) -> Grid:
    cells: dict[tuple[int, int], FormCell] = {}
    for place, content in sheet.cells(MAX_ROWS):
        cell = form_cell(content)
        if cell.text:
            cells[place] = cell
        if len(cells) >= min(MAX_CELLS, room):
            break
    return Grid(sheet.title, cells, sorted(sheet.merges()), hidden=sheet.hidden)


def form_cell(content: ReadCell) -> FormCell:
    """Return a cell as the form writes it: `16/01/2024`, `35%`, `17.023.587`, with its value."""
    value = content.value
    if isinstance(value, bool):
        return FormCell(_("VERDADERO") if value else _("FALSO"))
    if isinstance(value, date):
        moment = value.date() if isinstance(value, datetime) else value
        return FormCell(f"{moment:%d/%m/%Y}", moment, content.format)
    if isinstance(value, int | float) and content.type != ERROR:
        try:
            number = read_number(value)
        except CellValueError:
            return FormCell(str(value))
        if "%" in content.format:
            return FormCell(f"{format_number((number * 100).normalize(), LOCALE)}%", number, content.format)
        written = format_number(number, LOCALE)
        return FormCell(written if "," in content.format else written.replace(".", ""), number, content.format)
    return FormCell(unbroken(str(value)))
