"""Cells and what they hold: the address of one value, the value, and a change of it."""

from decimal import Decimal
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from scoring.messages import _
from scoring.quoting import quoted

MONTHS: Final = range(1, 13)
_MONTHS: Final = {str(month): month for month in MONTHS}


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
        return _parsed(text)

    def __str__(self) -> str:
        """Return the canonical form that is stored and printed: `4.efectivas@3`, `7.base`."""
        address = f"{self.indicator}.{self.name}"
        return address if self.month is None else f"{address}@{self.month}"


@lru_cache(maxsize=1 << 15)  # a file is read several times over, and plans of one year have the same cells
def _parsed(text: str) -> Cell:
    indicator, name, month = split_address(text)
    cell = Cell(indicator, name, _MONTHS.get(month or ""))
    if not indicator or str(cell) != text:
        raise ValueError(_("«{text}» no es una celda").format(text=quoted(text)))
    return cell


def split_address(text: str) -> tuple[str, str, str | None]:
    """Return the three parts of a cell's address `ID.NAME@MONTH` as they are written; None where no month is named."""
    address, at, month = text.partition("@")
    indicator, _dot, name = address.partition(".")
    return indicator, name, month if at else None


class CellChange(NamedTuple):
    """A cell and what it is to hold from now on; None clears it."""

    cell: Cell
    value: Value | None
