"""The cell of a sheet: a value, the formula it comes from, and how it looks.

One model drives what openpyxl writes, the cached values, and the tests: a formula's `value` is the value of the score
that it must come to. Nothing in this room knows openpyxl. Rows and columns count from 1.
"""

from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from workbook.model.formula_references import column_letter

SheetValue: TypeAlias = Decimal | float | str | date | None
"""What a cell shows: a number, a text, a date, or nothing."""


class Computed(NamedTuple):
    """A value and the formula (without `=`) that comes to it."""

    formula: str
    value: SheetValue

    @property
    def amount(self) -> Decimal:
        """The value as a number; one that does not exist counts as nothing."""
        return self.value if isinstance(self.value, Decimal) else Decimal(0)


class Style(NamedTuple):
    """How a cell looks and whether it can be typed into. Colours are RRGGBB, sizes points."""

    size: float = 9
    bold: bool = False
    italic: bool = False
    colour: str = "1F2933"
    fill: str = ""
    border: str = ""
    """The colour of a thin frame; empty for none."""
    number: str = "General"
    across: Literal["", "left", "center", "right"] = ""
    down: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    indent: int = 0
    shrink: bool = False
    """Whether a number too wide for its column is shown smaller; a cell that wraps is not shrunk."""
    locked: bool = True


class SheetCell(NamedTuple):
    """One cell: what it shows, by which formula (without `=`; empty for a literal), and how."""

    value: SheetValue
    style: Style
    formula: str = ""
    link: str = ""
    """Where a click leads inside the workbook: `'Seguimiento'!B12`."""
    shows: str = ""
    """What of the plan a person changes by typing over it: a field (`4.weight`), or another of `model/shown.py`."""


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return the A1 form."""
        return f"{column_letter(self.left)}{self.top}:{column_letter(self.right)}{self.bottom}"
