"""How the cells of the calculation sheet are written: a formula, and the score's value that it must come to."""

from decimal import Decimal
from typing import Final

from scoring.model import Thresholds
from workbook.formulas.calculation_columns import Yearly
from workbook.model.cells import Style
from workbook.model.sheet import Sheet

EMPTY: Final = ""
"""What a cell shows where a value does not exist."""
NEVER: Final = '""'
"""The formula of a value that never exists: a reference to a blank cell would be 0 in Excel."""
PLAIN: Final = Style(size=8)


def put(sheet: Sheet, row: int, column: int, value: Decimal | str | None, formula: str = "") -> None:
    """Write a value and its formula; None is a value that does not exist."""
    sheet.put(row, column, EMPTY if value is None else value, PLAIN, formula)


def put_thresholds(sheet: Sheet, row: int, thresholds: Thresholds) -> None:
    """Write where the levels of a node begin."""
    put(sheet, row, Yearly.GREEN, thresholds.green)
    put(sheet, row, Yearly.YELLOW, thresholds.yellow)
