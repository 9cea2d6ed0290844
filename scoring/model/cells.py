"""Cells and what they hold: the address of one value, the value, and a change of it."""

from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from scoring.messages import _
from scoring.quoting import quoted

MONTHS: Final = range(1, 13)


class Mark(Enum):
    """What a cell can hold instead of a number."""

    NP = "NP"
    """*No programado*: nothing was due that month, so the month is not an active one."""


Value: TypeAlias = Decimal | Mark


class Cell(NamedTuple):
    """The address of one value: an indicator's variable in a month, or (month None) one of its constants."""

    indicator: str
    name: str
    month: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Cell":
        """Return the cell that its canonical form names; ValueError if none."""
        indicator, name, month = split_address(text)
        cell = cls(indicator, name, None if month is None else int(month))
        if not indicator or str(cell) != text or cell.month not in (None, *MONTHS):
            raise ValueError(_("«{text}» no es una celda").format(text=quoted(text)))
        return cell

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed: `4.efectivas@3`, `7.base`."""
        address = f"{self.indicator}.{self.name}"
        return address if self.month is None else f"{address}@{self.month}"


def split_address(text: str) -> tuple[str, str, str | None]:
    """Return the three parts of a cell's address `ID.NAME@MONTH` as they are written; None where no month is named."""
    address, at, month = text.partition("@")
    indicator, _dot, name = address.partition(".")
    return indicator, name, month if at else None


class CellChange(NamedTuple):
    """A cell and what it is to hold from now on; None clears it."""

    cell: Cell
    value: Value | None
