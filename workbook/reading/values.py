"""What a cell of a workbook holds as a value of the plan."""

import math
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Final

from scoring.entry.values import parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Plan, Value
from scoring.quoting import quoted
from workbook.reading.worksheets import ERROR, FORMULA, ReadCell

SHEET_DIGITS: Final = 15
"""Significant digits of a number in a workbook: those that any spreadsheet keeps."""


class CellValueError(PlanError):
    """A cell of the workbook holds no value that a plan can take; the sentence does not say where it is."""


def cell_value(plan: Plan, cell: Cell, content: ReadCell | None) -> Value | None:
    """Return the value that `content` is for `cell`, None where it is blank; CellValueError where it is something else.

    A number of a workbook has 15 significant digits; a text is read as it would be were it typed into the plan.
    """
    if content is None:
        return None
    value = content.value
    if content.type == ERROR:
        raise CellValueError(_("tiene el error {value}").format(value=quoted(str(value))))
    if content.type == FORMULA:
        raise CellValueError(_("tiene una fórmula sin resultado: ábralo y guárdelo en Excel, o escriba la cifra"))
    if isinstance(value, bool):
        raise CellValueError(
            _("dice {value}, que no es una cifra").format(value=_("VERDADERO") if value else _("FALSO"))
        )
    if isinstance(value, int | float):
        return read_number(value)
    if isinstance(value, date | time | timedelta):
        raise CellValueError(_("tiene una fecha u hora en vez de una cifra: cambie el formato y escríbala de nuevo"))
    return _typed_text(plan, cell, str(value))


def read_number(value: float) -> Decimal:
    """Return a workbook's number to the 15 digits that it holds; raise CellValueError where it is not finite."""
    try:
        finite = math.isfinite(value)
    except OverflowError:  # a whole number of more digits than a float can count
        finite = False
    if not finite:
        raise CellValueError(_("no es una cifra finita"))
    return Decimal(f"{Decimal(f'{value or 0:.{SHEET_DIGITS}g}'):f}")  # a float's nothing may have a minus sign


def _typed_text(plan: Plan, cell: Cell, text: str) -> Value | None:
    written = text.strip()
    if not all(letter.isprintable() or letter.isspace() for letter in written):
        raise CellValueError(_("tiene caracteres invisibles: «{text}»").format(text=quoted(text)))
    if len(written) > 60 or "\t" in written or len(written.splitlines()) > 1:
        raise CellValueError(_("«{text}» no es una cifra").format(text=quoted(text)))
    try:
        return parse_value(plan, written, cell)
    except PlanError as error:
        raise CellValueError(str(error).rstrip(".")) from None
