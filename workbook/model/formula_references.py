"""References, names and texts as formulas write them."""

from functools import lru_cache
from typing import Final

NOT_AVAILABLE: Final = "#N/A"
"""The value of a formula that leaves a gap in a chart; only the feeds of charts hold it."""

MES_CORTE: Final = "mes_corte"
"""The defined name of the cell that holds the cut-off month, 0 to 12."""


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """Return a column's letters: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def absolute(row: int, column: int) -> str:
    """Return an absolute reference within a sheet: `$B$12`."""
    return f"${column_letter(column)}${row}"


def quoted(name: str) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + name.replace("'", "''") + "'"


def literal(text: str) -> str:
    """Return a text as formulas write it; Excel takes at most 255 characters."""
    return '"' + text[:255].replace('"', '""') + '"'
