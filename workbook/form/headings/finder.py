"""Where the tables of a sheet are: rows in which several cells are headings, with those stacked above and below."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from workbook.form.files.grid import FormCell, Grid
from workbook.form.headings.columns import Column, heading_text, is_mark, read_columns
from workbook.form.values.periods import read_heading_span
from workbook.form.words import Role, heading_role, telling

MEASURED: Final = frozenset({Role.GOAL, Role.INDICATOR})
"""Without one of these columns a table measures nothing."""

_LEAST_ROLES: Final = 3
"""Different columns that a row of headings has at least."""
_LEAST_SHARE: Final = 0.5
"""Of the cells of a row of headings, how many are known at least; and of a heading's words, how many say it."""
_TALLEST: Final = 3
_LONGEST: Final = 70


class Headings(NamedTuple):
    """The rows of a table's headings and the columns under them."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """What its columns hold."""
        return frozenset(column.role for column in self.columns if column.role is not None)


def find_headings(grid: Grid) -> list[Headings]:
    """Return the headings of every table of a sheet, from above; a table can be repeated under other bands."""
    found: list[Headings] = []
    row = 1
    while row <= grid.last_row:
        if _is_heading_row(grid, row):
            top, bottom = _first_row(grid, row), _last_row(grid, row)
            columns = read_columns(grid, max(top, found[-1].bottom + 1 if found else 1), bottom)
            if MEASURED & {column.role for column in columns}:
                found.append(Headings(top, bottom, columns))
                row = bottom
        row += 1
    return found


def _is_heading_row(grid: Grid, row: int) -> bool:
    texts = list(_texts(grid, row))
    if len(texts) < _LEAST_ROLES:
        return False
    roles: set[Role] = set()
    known = 0
    for text in texts:
        if read_heading_span(text):
            known += 1
        elif (match := heading_role(text)) and len(text) <= _LONGEST and _says(text, match.words):
            known += 1
            roles.add(match.role)
        elif is_mark(text):
            known += 1
    return len(roles) >= _LEAST_ROLES and bool(roles & MEASURED) and known >= _LEAST_SHARE * len(texts)


def _texts(grid: Grid, row: int) -> Iterator[str]:
    """Yield what a row shows, merged cells once; a table that hangs from the row above shows there too."""
    for column in range(1, grid.last_column + 1):
        area = grid.area(row, column)
        if area.left == column and (text := heading_text(grid.at(row, column))):
            yield text


def _says(text: str, words: int) -> bool:
    counted = [word for word in telling(text) if not word.isdecimal()]
    return words >= _LEAST_SHARE * len(counted)


def _first_row(grid: Grid, row: int) -> int:
    """Return the row above where that groups the headings, else the row itself."""
    above = row - 1
    texts = list(_texts(grid, above)) if above else []
    if len(texts) < 2 or any(":" in text or len(text) > _LONGEST for text in texts):
        return row
    columns = grid.filled(above)
    if any(grid.own(above, column).value is not None for column in columns):
        return row
    merged = any(grid.area(above, column).right > column for column in columns)
    sparse = not grid.merged and 2 * len(columns) < len(grid.filled(row))
    worded = not any(letter.isdecimal() for text in texts for letter in text)
    return above if merged or (sparse and worded) else row


def _last_row(grid: Grid, row: int) -> int:
    """Return the last row of the headings: those merged downwards or with further headings under them."""
    bottom = max(grid.area(row, column).bottom for column in range(1, grid.last_column + 1))
    bottom = min(bottom, row + _TALLEST - 1)
    while bottom < row + _TALLEST - 1 and _is_lower_row(grid, bottom + 1):
        bottom += 1
    return bottom


def _is_lower_row(grid: Grid, row: int) -> bool:
    """Whether a row holds nothing but further headings: periods, `P` and `E`, parts of what is above."""
    columns = grid.filled(row)
    cells = [grid.own(row, column) for column in columns]
    if len(columns) < 2 or any(isinstance(cell.value, Decimal) and not _is_year(cell) for cell in cells):
        return False
    texts = [heading_text(cell) for cell in cells]
    return all(_is_lower(text) for text in texts)


def _is_year(cell: FormCell) -> bool:
    return isinstance(cell.value, Decimal) and 2000 <= cell.value <= 2099 and not cell.format.count("%")


def _is_lower(text: str) -> bool:
    if read_heading_span(text) or is_mark(text) or re.fullmatch(r"20\d\d", text):
        return True
    match = heading_role(text)
    return match is not None and len(text) <= _LONGEST and _says(text, match.words)
