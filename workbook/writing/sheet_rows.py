"""The rows of a sheet as the XML of a worksheet, with the value of each formula beside it.

openpyxl makes an object of each cell and an element of each object, which was most of an export's time, and gives
its formulas no values, so that phones, previews and data tools, which do not calculate, see blanks.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from typing import Any, Final

from openpyxl.utils.datetime import to_excel

from scoring.precision import nearest_float
from workbook.model.cells import SheetCell, SheetValue, Style
from workbook.model.formula_references import NOT_AVAILABLE, column_letter
from workbook.model.sheet import Sheet

StyleNumber = Callable[[Style, bool], int]
"""Tells the number of a style in the workbook; that of a text which looks like a formula is one of its own."""

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAKEN_FOR_FORMULA: Final = ("=", "+", "-", "@", "#", "\t", "\r")
_LONGEST: Final = 32767
_days: Final[Callable[[date], float]] = to_excel
"""A date as a workbook counts it."""


def clean(text: str) -> str:
    """Return a text without the characters that a workbook cannot hold."""
    return _ILLEGAL.sub("", text)[:_LONGEST]


def stored_number(value: Any) -> float | int:
    """Return a number as a workbook holds it: whole ones exactly up to 15 digits."""
    return int(value) if value == int(value) and abs(value) < 10**15 else nearest_float(value)


def sheet_rows(sheet: Sheet, number_of: StyleNumber, *, cached: bool) -> Iterator[str]:
    """Yield the rows that hold something or have a height of their own; unless `cached`, formulas have no values."""
    held = dict(sheet.rows())
    for row in sorted(held.keys() | sheet.heights.keys() | sheet.hidden_rows):
        cells = "".join(_cell(row, column, cell, number_of, cached=cached) for column, cell in held.get(row, ()))
        height = f' ht="{sheet.heights[row]:.6g}" customHeight="1"' if row in sheet.heights else ""
        hidden = ' hidden="1"' if row in sheet.hidden_rows else ""
        yield f'<row r="{row}"{height}{hidden}>{cells}</row>'


def _cell(row: int, column: int, cell: SheetCell, number_of: StyleNumber, *, cached: bool) -> str:
    value = cell.value
    if isinstance(value, str):
        value = clean(value)
        looks_like_formula = not cell.formula and value.startswith(_TAKEN_FOR_FORMULA)
    else:
        looks_like_formula = False
    begin = f'<c r="{column_letter(column)}{row}" s="{number_of(cell.style, looks_like_formula)}"'
    if cell.formula:
        formula = f"<f>{escape(cell.formula, quote=False)}</f>"
        return f"{begin}{_result(value, formula)}</c>" if cached else f"{begin}>{formula}</c>"
    if value is None or value == "":
        return f"{begin}/>"
    if isinstance(value, str):
        kept = ' xml:space="preserve"' if value != value.strip() else ""
        return f'{begin} t="inlineStr"><is><t{kept}>{escape(value, quote=False)}</t></is></c>'
    return f"{begin}><v>{_number(value)}</v></c>"


def _result(value: SheetValue, formula: str) -> str:
    """Return the rest of a cell with a formula: what its value is, the formula, and the value."""
    if value == NOT_AVAILABLE:
        return f' t="e">{formula}<v>{value}</v>'
    if value is None or isinstance(value, str):
        return f' t="str">{formula}<v>{escape(value or "", quote=False)}</v>'
    return f">{formula}<v>{_number(value)}</v>"


def _number(value: Any) -> str:
    """Return a number or a date as it is stored, with every digit."""
    return repr(_days(value) if isinstance(value, date) else stored_number(value))
