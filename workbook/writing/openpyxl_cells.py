"""Cells and styles of the cell model as openpyxl's, which share their styles.

openpyxl's cells are filled directly: going through its properties takes three times as long.
"""

# ruff: noqa: SLF001  (the reason is the paragraph above)
import re
from datetime import date
from typing import Any, Final

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from scoring.precision import nearest_float
from workbook.model.cells import SheetCell, SheetValue, Style
from workbook.writing.archive import with_value

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000\ufffe\uffff]")
_TAKEN_FOR_FORMULA: Final = ("=", "+", "-", "@", "#", "\t", "\r")
_LONGEST: Final = 32767


def clean(text: str) -> str:
    """Return a text without the characters that a workbook cannot hold."""
    return _ILLEGAL.sub("", text)[:_LONGEST]


def stored_number(value: Any) -> float | int:
    """Return a number as a workbook holds it: whole ones exactly up to 15 digits."""
    return int(value) if value == int(value) and abs(value) < 10**15 else nearest_float(value)


class CellMaker:
    """Makes the cells of a workbook's sheets, which share their styles."""

    def __init__(self, parent: Any, *, cached: bool) -> None:
        self._cached = cached
        self._parent = parent
        self._styles: dict[tuple[Style, bool], Any] = {}

    def cell(self, ws: Any, row: int, column: int, item: SheetCell) -> Any:
        """Return the openpyxl cell of a cell."""
        cell: Any = Cell(ws, row, column)
        value = item.value
        if isinstance(value, str):
            value = clean(value)
            cell._style = self._style(item.style, quoted=not item.formula and value.startswith(_TAKEN_FOR_FORMULA))
        else:
            cell._style = self._style(item.style, quoted=False)
        if item.formula:
            cell.data_type = "f"
            cell._value = "=" + (with_value(item.formula, _result(value)) if self._cached else item.formula)
        elif isinstance(value, str):
            cell.data_type = "s"
            cell._value = value or None
        elif isinstance(value, date):
            cell.data_type = "d"
            cell._value = value
        elif value is not None:
            cell._value = repr(stored_number(value))  # every digit, where openpyxl would write sixteen
        if item.link:
            cell._hyperlink = Hyperlink(ref=cell.coordinate, location=item.link)
        return cell

    def _style(self, style: Style, *, quoted: bool) -> Any:
        """Return the shared array of a style; a text that looks like a formula gets one that says it is a text."""
        key = (style, quoted)
        if key not in self._styles:
            cell: Any = Cell(self._parent, 1, 1)
            cell.font = Font(name="Calibri", size=style.size, bold=style.bold, italic=style.italic, color=style.colour)
            if style.fill:
                cell.fill = PatternFill("solid", fgColor=style.fill)
            if style.border:
                side = Side("thin", color=style.border)
                cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.number_format = style.number
            cell.alignment = Alignment(
                horizontal=style.across or None,
                vertical=style.down,
                wrap_text=style.wrap or None,
                indent=style.indent,
                shrink_to_fit=style.shrink or None,
            )
            cell.protection = Protection(locked=style.locked)
            if quoted:
                cell.quotePrefix = True
            self._styles[key] = cell._style
        return self._styles[key]


def _result(value: SheetValue) -> float | str:
    return value or "" if value is None or isinstance(value, str) else stored_number(value)
