"""Weights as fractions, whatever they are printed as: percentages, 0 to 100, shares of an objective or the plan."""

import re
from collections.abc import Hashable, Sequence
from decimal import Decimal
from typing import Final, NamedTuple, TypeVar

from workbook.form.files.grid import FormCell
from workbook.form.values.quantities import NUMBER, read_quantity

K = TypeVar("K", bound=Hashable)
DIGITS: Final = 12
"""Decimal places of a weight that is not printed as such."""
_NEARLY: Final = Decimal("0.005")
"""What the sum of rounded weights may differ from 100 %."""
ONE: Final = Decimal(1)
MOST: Final = Decimal(10_000)
"""The largest number that is taken for a weight."""


class Weight(NamedTuple):
    """A printed weight: its number, and whether it was printed as a percentage."""

    value: Decimal
    percent: bool


def read_weight(cell: FormCell, habit: str) -> Weight | None:
    """Return the weight in a cell; None where it holds none that can be read, or one below zero."""
    if isinstance(cell.value, Decimal):
        found = Weight(cell.value, "%" in cell.format)
    else:
        match = NUMBER.search(cell.text)
        quantity = read_quantity(match["figures"], habit, minus=bool(match["minus"])) if match else None
        beside = re.sub(r"[\d.,%\s()]|puntos|pts|por ciento", "", cell.text.casefold())
        if quantity is None or beside:
            return None
        percent = "%" in cell.text
        found = Weight(quantity.value.scaleb(-2) if percent else quantity.value, percent)
    return found if 0 <= found.value <= MOST else None


def scaled(weights: Sequence[Weight | None]) -> list[Decimal | None]:
    """Return the weights of one column as fractions: bare numbers over 1 are hundredths of the whole.

    Numbers are points where one of them is over 1; what a column has as percentages is not scaled anew.
    """
    bare = [weight.value for weight in weights if weight is not None and not weight.percent]
    hundredths = any(value > 1 for value in bare)
    return [
        None if weight is None else weight.value.scaleb(-2) if hundredths and not weight.percent else weight.value
        for weight in weights
    ]


def is_whole(weights: Sequence[Decimal]) -> bool:
    """Whether weights add up to 100 %, but for their rounding."""
    return abs(sum(weights, Decimal(0)) - ONE) <= max(_NEARLY, _NEARLY * len(weights) / 4)


def shares(parts: Sequence[Decimal]) -> list[Decimal]:
    """Return parts as fractions of their sum that add up to 1 exactly; equal ones where the sum is nothing."""
    if not parts:
        return []
    total = sum(parts, Decimal(0))
    exact = [part / total if total else ONE / len(parts) for part in parts]
    rounded = [round(value, DIGITS) for value in exact]
    at = max(range(len(parts)), key=lambda place: rounded[place])
    rounded[at] += ONE - sum(rounded, Decimal(0))
    return [Decimal(f"{value.normalize():f}") for value in rounded]
