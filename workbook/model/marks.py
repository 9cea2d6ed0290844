"""The mark of a cell: a letter for what it is and a checksum of what it holds, by which it is known again.

Marks are made of what any spreadsheet program keeps: a number's first twelve digits, a text's words, a date's seconds,
and a formula however it is spelt: `'Tablero'!$B$5` is `tablero!B5`, `FALSE` is `FALSE()`, and 0.10 is 0.1.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zlib import crc32

from scoring.precision import nearest_float
from workbook.model.cells import SheetValue

FORMULA_MARK: Final = "f"
"""Begins the mark of a formula."""

_HALF_SECOND: Final = timedelta(milliseconds=500)
_NUMBER: Final = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:E[+-]?\d+)?(?![\w.:!(])")


def mark_of(value: SheetValue | time | timedelta) -> str:
    """Return the mark of a cell that holds a value; empty for one that holds nothing."""
    if isinstance(value, str):
        words = plain_words(value)
        return _marked("t", words) if words else ""
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)  # noqa: DTZ001 - of no zone
        return _marked("d", f"{moment + _HALF_SECOND:%Y%m%d%H%M%S}")
    if value is None:
        return ""
    if isinstance(value, bool | time | timedelta):
        return _marked("t", str(value))
    return _marked("n", f"{nearest_float(Decimal(value)):.12g}")


def plain_words(text: str) -> str:
    """Return the words of a text, without the signs that nobody sees and with one blank between two."""
    words = " ".join(text.split())
    return words if words.isprintable() else "".join(filter(str.isprintable, words))


def formula_mark(formula: str, sheet: str) -> str:
    """Return the mark of a formula of a sheet, written with or without its `=`."""
    plain = _spelt(formula.removeprefix("=")).replace(f"{_spelt(sheet)}!", "")
    if "." in plain or "E+" in plain or "E-" in plain:  # as only numbers are written that can be written otherwise
        plain = _NUMBER.sub(lambda number: f"{float(number[0]):.12g}", plain)
    return _marked(FORMULA_MARK, plain, 0xFFFF)  # formulas are many, and no two marks look alike to what packs them


def _spelt(text: str) -> str:
    return text.replace("$", "").replace("'", "").replace(" ", "").replace("()", "").upper()


def _marked(kind: str, text: str, bits: int = 0xFFFFFF) -> str:
    return f"{kind}{crc32(text.encode('utf-8', 'replace')) & bits:x}"
