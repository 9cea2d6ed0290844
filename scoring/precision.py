"""How exactly numbers are computed, and how they are rounded for showing (docs/scoring.md, "Numbers")."""

from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from typing import Final

MAX_DIGITS: Final = 30
"""The digits of the longest number that a cell takes."""

PRECISION: Final = Context(prec=90, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Sums and products of two cells' values are exact, and quotients carry digits to spare."""

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
_SETTLED: Final = Decimal(1).scaleb(-40)


def round_half_up(value: Decimal, step: Decimal) -> Decimal:
    """Round a number half-up to a step (0.001 is 0.1 %), only ever for showing.

    A quotient such as 0.8994999…9 that stands for 0.8995 is settled first, so that it is not rounded down.
    """
    with localcontext(PRECISION):
        return value.quantize(_SETTLED, ROUND_HALF_EVEN).quantize(step, ROUND_HALF_UP)
