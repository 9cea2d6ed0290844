"""The hidden keys by which an exported workbook is read back: what the writer puts where.

Every sheet that takes input (Seguimiento, and the entry sheet of one responsible) carries a hidden *key row* and
a hidden *key column*. They cross in one cell that holds `CORNER`; a reader looks for that cell in every sheet,
under any name and at any place, and needs no other coordinate:

- in the key column, a variable's row holds `row_key(indicator, variable)`: `4.efectivas`, a constant's row `7.base`,
  and a resource's `R2.propios`; a row of any other key, or of none, is computed or decoration and holds nothing to
  read;
- in the key row, a month's column holds `month_key(3)`: `month:3`, and the column of the constants
  `month_key(None)`: `year`.

The cell where both meet holds one value, that of the cell `cell_at(row, column)`: a number, the text `NP`, or
nothing. A variable's row has nothing to say under `year`, and a constant's row nothing under the months; a resource's
has its budget under `year`.

The hidden sheet `META_SHEET` tells where the file came from. Its columns A and B hold a fact a row (`Fact`, value
as text), its columns D and E, below a heading row, a cell a row: the canonical address `str(Cell)` and the value
at export as exact decimal text or `NP`. Cells that were empty at export are not listed. A sheet's number that
equals `float(value)` is unchanged: the writer writes every digit of that float, and the plan may have more. Its columns
G and H hold likewise a part of a remark a row (`workbook.model.shown.remark_part`), and its text at export.
"""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from scoring.model import MONTHS, Cell, Indicator, Mark, Plan, Value
from scoring.model.resources import nodes_by_code, resources_of

SCHEMA: Final = 1
CORNER: Final = "plan:keys"
META_SHEET: Final = "_meta"
NOT_PROGRAMMED: Final = Mark.NP.value
CELLS_HEADING: Final = ("cell", "value")
"""The texts in D1 and E1 of the `META_SHEET`, above the cells."""
REMARKS_HEADING: Final = ("remark", "text")
"""The texts in G1 and H1, above the parts of remarks."""

_MONTH: Final = "month:"
_YEAR: Final = "year"


class Fact(StrEnum):
    """The names in column A of the `META_SHEET`."""

    SCHEMA = "schema"
    CONTENT = "content"
    PLAN = "plan"
    """`Plan.id`: a workbook goes back into this plan and no other."""
    PROCESS = "process"
    YEAR = "year"
    HEAD = "head"
    """The head of the store's history chain when the file was written; empty when it was not known."""
    MONTH = "month"
    """The cut-off month the file was exported at, 0 to 12."""
    AS_IT_WAS = "as_it_was"
    """The words that say at which earlier point the plan was like this: such a workbook is not read back."""


class RemarkText(NamedTuple):
    """A part of a remark as it was at export."""

    shown: str
    """What its cell shows: `4!analysis@3`."""
    text: str
    """A date as in ISO 8601."""


class Content(StrEnum):
    """What a file is (`Fact.CONTENT`)."""

    PLAN = "plan"
    """A whole plan."""
    ENTRY = "entry"
    """The entry sheet of one responsible: only some of the plan's cells."""
    PLANS = "plans"
    """Several plans in one workbook, to be looked at: it is not read back."""


def row_key(indicator: str, name: str) -> str:
    """Return the key of the row of a variable or a constant: `4.efectivas`."""
    return str(Cell(indicator, name))


def month_key(month: int | None) -> str:
    """Return the key of a month's column, or (None) of the column of the constants."""
    return _YEAR if month is None else f"{_MONTH}{month}"


_COLUMN_MONTHS: Final = {month_key(month): month for month in (None, *MONTHS)}
"""What the keys of columns say: a month, or None for the column of the constants."""
COLUMN_KEYS: Final = frozenset(_COLUMN_MONTHS)


@lru_cache(maxsize=16)  # the keys of a sheet are asked for row by row
def _row_cell(key: str) -> Cell | None:
    """Return the cell, without month, that the key of a row names; None where it is no such key."""
    try:
        cell = Cell.parse(key)
    except ValueError:
        return None
    return cell if cell.name and cell.month is None else None


def is_row_key(key: str) -> bool:
    """Whether a key is that of a row of figures."""
    return _row_cell(key) is not None


def cell_at(row: str, column: str) -> Cell | None:
    """Return the cell where a row's and a column's key meet; None where either is no such key."""
    cell = _row_cell(row)
    return None if cell is None or column not in _COLUMN_MONTHS else cell._replace(month=_COLUMN_MONTHS[column])


def sheet_value(value: Value | None) -> Decimal | str | None:
    """Return a value of the plan as a sheet's cell holds it."""
    return NOT_PROGRAMMED if isinstance(value, Mark) else value


def money_cells(plan: Plan) -> tuple[Cell, ...]:
    """Return every cell of a resource of a plan, whether it is in use or not."""
    return tuple(
        cell for code in nodes_by_code(plan) for resource in resources_of(plan, code) for cell in resource.cells
    )


def typed_cells(indicators: Iterable[Indicator]) -> tuple[Cell, ...]:
    """Return every cell of some indicators that can be typed into: of each the constants, then the months."""
    return tuple(
        cell
        for indicator in indicators
        for cell in (
            *(Cell(indicator.id, constant.name) for constant in indicator.constants),
            *(cell for month in MONTHS for cell in indicator.cells(month)),
        )
    )
