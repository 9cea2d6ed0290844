"""The form's rows out of a workbook, where dates, percentages and numbers are values and not texts."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.model import Plan
from scoring.text.numbers import format_number
from workbook.errors import WorkbookError
from workbook.form.form import LOCALE
from workbook.form.rows import FormRow
from workbook.form.table import has_table
from workbook.model.definition import DEFINITION_SHEET, plan_of
from workbook.reading.export_facts import is_of_several_plans
from workbook.reading.preflight import inspect
from workbook.reading.values import CellValueError, read_number
from workbook.reading.worksheets import ERROR, ReadCell, ReadSheet, open_sheets

MAX_FORM_ROWS: Final = 2_000
"""Rows of a sheet that are read as a form: 300 indicators and room to spare."""

_PACKED: Final = b"PK\3\4"


def is_workbook(path: Path) -> bool:
    """Tell whether `path` is, or calls itself, a workbook; everything else is read as text."""
    if path.suffix.lower().startswith(".xls"):
        return True
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_PACKED)) == _PACKED
    except OSError:
        return False


def read_workbook(path: Path) -> tuple[tuple[FormRow, ...], Plan | None]:
    """Return the form's rows, as the texts that Excel would show, and the plan that is stored beside them, if any.

    The form is the first sheet with two consecutive dates. Raises PlanError where the file is not safe, cannot be
    read, or was tampered with.
    """
    with open_sheets(inspect(path), calculated=True) as sheets:
        if is_of_several_plans(sheets):
            raise WorkbookError(_("El libro reúne varios planes: exporte solo aquel de cuyo formulario quiere partir."))
        hidden = next((sheet for sheet in sheets if sheet.title == DEFINITION_SHEET), None)
        exported = None if hidden is None else plan_of(_pieces(hidden))
        tables = (rows for sheet in sheets if has_table(rows := tuple(_rows(sheet))))
        return next(tables, ()), exported


def _pieces(sheet: ReadSheet) -> Iterator[str]:
    return (str(content.value) for (_row, column), content in sheet.cells(MAX_FORM_ROWS) if column == 2)


def _rows(sheet: ReadSheet) -> Iterator[FormRow]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), content in sheet.cells(MAX_FORM_ROWS):
        rows.setdefault(row, {})[column] = _text(content)
    for row, cells in sorted(rows.items()):
        yield FormRow(row, tuple(cells.get(column, "") for column in range(1, max(cells) + 1)))


def _text(content: ReadCell) -> str:
    """Return a cell's value as the form writes it: `16/01/2024`, `35%`, `17.023.587`."""
    value = content.value
    if isinstance(value, bool):
        return _("VERDADERO") if value else _("FALSO")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float) and content.type != ERROR:
        try:
            number = read_number(value)
        except CellValueError:
            return str(value)
        if "%" in content.format:
            return f"{format_number((number * 100).normalize(), LOCALE)}%"
        written = format_number(number, LOCALE)
        return written if "," in content.format else written.replace(".", "")
    return " ".join(str(value).split())
