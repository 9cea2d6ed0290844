"""How exactly numbers are computed, and how they are rounded for showing (docs/scoring.md, "Numbers")."""

from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)
from sys import float_info
from typing import Final

MAX_DIGITS: Final = 30
"""The digits of the longest number that a plan holds: a value, a weight, a target, a number in a formula."""
LONGEST: Final = 2 * MAX_DIGITS + 3
"""Characters of the longest text that can be such a number in plain digits; nothing computes with a longer one."""

PRECISION: Final = Context(prec=90, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Sums and products of two cells' values are exact, and quotients carry digits to spare."""

LARGEST_FLOAT: Final = float_info.max
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
_SETTLED: Final = Decimal(1).scaleb(-40)
_ROUNDED: Final = PRECISION.prec - 40
"""Digits before the point of a number that can be rounded to that within the precision."""


def in_reach(value: Decimal) -> bool:
    """Whether a plan can hold a number: finite, of MAX_DIGITS digits at most, and none further from the point."""
    if not (value.is_finite() and -MAX_DIGITS <= value.adjusted() < MAX_DIGITS):
        return False
    return len(value.as_tuple().digits) <= MAX_DIGITS


def is_vast(value: Decimal) -> bool:
    """Whether a number, as a formula of many factors can make, has too many digits to be rounded and shown in full."""
    return value.adjusted() >= _ROUNDED


def nearest_float(value: Decimal) -> float:
    """Return the float nearest to a number: the largest there is, not infinity, for one beyond all floats."""
    return max(-LARGEST_FLOAT, min(LARGEST_FLOAT, float(value)))


def round_half_up(value: Decimal, step: Decimal) -> Decimal:
    """Round a number half-up to a step (0.001 is 0.1 %), only ever for showing.

    A quotient such as 0.8994999…9 that stands for 0.8995 is settled first, so that it is not rounded down. A vast
    number is returned as it is.
    """
    if is_vast(value):
        return value
    return value.quantize(_SETTLED, ROUND_HALF_EVEN, PRECISION).quantize(step, ROUND_HALF_UP, PRECISION)
