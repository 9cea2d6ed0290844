"""How wide a number is when it is shown: where its column is not as wide, programs print ### in its place.

A column is made as wide as the numbers it holds. What is typed into it later may be wider still: cells of numbers are
shrunk to fit (`Style.shrink`), which programs do for them as well.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from math import ceil
from typing import Final

from scoring.precision import nearest_float
from workbook.model.cells import SheetValue, Style
from workbook.model.sheet import Sheet
from workbook.model.styles import DECIMALS, MONEY, WHOLE

WIDEST: Final = 60.0
"""The widest that a column is made, in Excel's characters; what needs more is shrunk."""

_ROOM: Final = 1.2
"""What a cell keeps free at its sides, in characters."""
_ORDINARY: Final = 11
"""The size in points of the font that a column's width is counted in."""
_PLACES: Final = re.compile(r"\.(0*)(#*)")


def shown_number(value: Decimal, style: Style) -> str:
    """Return a number as a style shows it, or longer; grouped with commas, whatever the reader's locale."""
    code = style.number
    if not style.locked and code in {WHOLE, MONEY} and value != value.to_integral_value():
        code = code.replace(WHOLE, DECIMALS)  # which a typed cell is shown with where it has decimals
    number = nearest_float(value) * (100 if "%" in code else 1)
    places = _PLACES.search(code)
    fixed, free = (len(places[1]), len(places[2])) if places else (0, 0)
    text = f"{number:{',' if ',' in code else ''}.{fixed + free}f}"
    if free:
        whole, _point, fraction = text.partition(".")
        text = f"{whole}.{fraction[:fixed]}{fraction[fixed:].rstrip('0')}"
    return ("$ " if "$" in code else "") + text + ("%" if "%" in code else "")


def number_width(value: SheetValue, style: Style) -> float:
    """Return the width in Excel's characters that a column needs for a value; texts and dates need none."""
    if not isinstance(value, Decimal) or style.number == "General":
        return 0.0
    return width_of(shown_number(value, style), style.size)


def width_of(text: str, size: float) -> float:
    """Return the width in Excel's characters of a number's text in a size in points."""
    narrow = sum(map(text.count, ",.- "))
    characters = len(text) + 0.45 * (text.count("%") - narrow)
    return characters * size / _ORDINARY + _ROOM


def widen(sheet: Sheet, columns: Iterable[int], *, alike: bool = False, least: float = 0.0) -> None:
    """Make columns as wide as the numbers that they hold, and at least `least`.

    `alike` gives all of them the width of the widest.
    """
    needed = dict.fromkeys(columns, least)
    for (_row, column), cell in sheet.cells.items():
        if column in needed:
            needed[column] = max(needed[column], number_width(cell.value, cell.style))
    for column, width in needed.items():
        most = max(needed.values(), default=0.0) if alike else width
        sheet.widths[column] = min(WIDEST, max(sheet.widths.get(column, 0.0), ceil(most * 10) / 10))
