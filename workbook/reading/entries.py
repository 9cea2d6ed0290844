"""The figures that people typed into a workbook, found by its hidden keys and never by coordinates."""

import math
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Final, NamedTuple

from scoring.entry.values import parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Plan, Value
from workbook.errors import WorkbookError
from workbook.model.keys import CORNER, cell_at
from workbook.reading.opening import ERROR, FORMULA, Found, Place, Sheet, address, open_sheets, shown
from workbook.reading.parts import MAX_ROW
from workbook.reading.preflight import Package

CORNER_ROWS: Final = 60
"""How far down a sheet its keys are looked for."""
MAX_KEYED: Final = 200_000
"""Cells where a key row and a key column of one sheet can meet; 300 indicators have 35 000."""
SHEET_DIGITS: Final = 15
"""Significant digits of a number in a workbook: those that any spreadsheet keeps."""
HIDDEN_PREFIX: Final = "_"
"""Begins the names of the sheets that an export hides, which carry no keys."""

_SPACES: Final = str.maketrans({"\xa0": " ", "\u202f": " ", "\t": " ", "\n": " "})


class FigureError(PlanError):
    """What stands in a cell of the workbook is no figure; the sentence does not say where."""


class Entry(NamedTuple):
    """What stands in a keyed cell of one sheet; `found` is None where it is empty."""

    sheet: str
    place: Place
    found: Found | None


class Filled(NamedTuple):
    """What people left in the sheets that take input."""

    entries: dict[Cell, list[Entry]]
    """What stands in every keyed cell: one entry for each sheet and place that carries its keys."""
    overwritten: tuple[str, ...]
    """Where a figure was typed over a monthly formula; it changes nothing in the plan."""


def filled_cells(package: Package, sheets: Sequence[Sheet]) -> Filled:
    """Return what stands in the keyed cells of all sheets, and in the computed ones beside them."""
    entries: dict[Cell, list[Entry]] = {}
    overwritten: list[str] = []
    for sheet in sheets:
        corner = None if sheet.title.startswith(HIDDEN_PREFIX) else _corner(sheet)
        if corner is not None:
            cells = dict(sheet.cells(MAX_ROW))
            keyed = _keyed(cells, corner)
            for cell, place in keyed:
                entries.setdefault(cell, []).append(Entry(sheet.title, place, cells.get(place)))
            overwritten += [address(sheet.title, place) for place in _overwritten(cells, keyed)]
    computed = any(_is_formula(entry.found) for found in entries.values() for entry in found)
    return Filled(_with_results(package, entries) if computed else entries, tuple(overwritten))


def figure(plan: Plan, found: Found | None) -> Value | None:
    """Return the figure a cell holds, None where it is blank; raise FigureError where it is something else.

    A number of a workbook has 15 significant digits; a text is read as the plan's locale writes numbers, with or
    without the sign of money.
    """
    if found is None:
        return None
    value = found.value
    if found.type == ERROR:
        raise FigureError(_("tiene el error {value}").format(value=shown(str(value))))
    if found.type == FORMULA:
        raise FigureError(_("tiene una fórmula sin resultado: ábralo y guárdelo en Excel, o escriba la cifra"))
    if isinstance(value, bool):
        raise FigureError(_("dice {value}, que no es una cifra").format(value=_("VERDADERO") if value else _("FALSO")))
    if isinstance(value, int | float):
        return number(value)
    if isinstance(value, date | time | timedelta):
        raise FigureError(_("tiene una fecha u hora en vez de una cifra: cambie el formato y escríbala de nuevo"))
    return _text(plan, str(value))


def number(value: float) -> Decimal:
    """Return a workbook's number to the 15 digits that it holds; raise FigureError where it is not finite."""
    try:
        finite = math.isfinite(value)
    except OverflowError:  # a whole number of more digits than a float can count
        finite = False
    if not finite:
        raise FigureError(_("no es una cifra finita"))
    return Decimal(f"{Decimal(f'{value:.{SHEET_DIGITS}g}'):f}")


def _text(plan: Plan, text: str) -> Value | None:
    written = text.translate(_SPACES).strip().removeprefix("$").strip()
    if not written.isprintable():
        raise FigureError(_("tiene caracteres invisibles: «{text}»").format(text=shown(text)))
    if len(written) > 60:
        raise FigureError(_("«{text}» no es una cifra").format(text=shown(text)))
    try:
        return parse_value(plan, written)
    except PlanError as error:
        raise FigureError(str(error).rstrip(".")) from None


def _corner(sheet: Sheet) -> Place | None:
    return next((place for place, found in sheet.cells(CORNER_ROWS) if found.value == CORNER), None)


def _keyed(cells: dict[Place, Found], corner: Place) -> list[tuple[Cell, Place]]:
    """Return every cell of the plan that a row and a column of the sheet name, and where they meet."""
    top, left = corner
    columns = {column: found.value for (row, column), found in cells.items() if row == top and column != left}
    rows = {row: found.value for (row, column), found in cells.items() if column == left and row != top}
    if len(rows) * len(columns) > MAX_KEYED:
        raise WorkbookError(
            _("El libro tiene más celdas con clave de lo que tendría un plan: use una copia exportada.")
        )
    return [
        (cell, (row, column))
        for row, row_key in rows.items()
        for column, column_key in columns.items()
        if (cell := cell_at(str(row_key), str(column_key))) is not None
    ]


def _overwritten(cells: dict[Place, Found], keyed: Sequence[tuple[Cell, Place]]) -> list[Place]:
    """Return the figures in the months of a row that has formulas in other months, and no key."""
    inputs = {row for _cell, (row, _column) in keyed}
    months = {column for cell, (_row, column) in keyed if cell.month is not None}
    computed = {row for (row, column), found in cells.items() if column in months and found.type == FORMULA} - inputs
    return [
        (row, column)
        for (row, column), found in cells.items()
        if row in computed and column in months and isinstance(found.value, int | float)
    ]


def _is_formula(found: Found | None) -> bool:
    return found is not None and found.type == FORMULA


def _with_results(package: Package, entries: dict[Cell, list[Entry]]) -> dict[Cell, list[Entry]]:
    """Put the result that was last calculated in the place of each formula; a formula without one stays."""
    wanted = {entry.sheet for found in entries.values() for entry in found}
    with open_sheets(package, calculated=True) as sheets:
        results: dict[tuple[str, Place], Any] = {
            (sheet.title, place): found
            for sheet in sheets
            if sheet.title in wanted
            for place, found in sheet.cells(MAX_ROW)
        }
    return {
        cell: [
            entry._replace(found=results.get((entry.sheet, entry.place), entry.found))
            if _is_formula(entry.found)
            else entry
            for entry in found
        ]
        for cell, found in entries.items()
    }
