"""How far a result gets to a target, or keeps a limit. Fractions, unrounded."""

from decimal import Decimal

from scoring.precision import ONE, ZERO


def clamp(fraction: Decimal) -> Decimal:
    """Return the fraction, held between 0 and 1."""
    return min(ONE, max(ZERO, fraction))


def attained(result: Decimal, target: Decimal) -> Decimal:
    """Return how much of a target to be reached is: R / M; 1 or 0 at a target of 0.

    For a target below zero the same straight line is computed from the distance to it, so that more is still better.
    """
    if not target:
        return ONE if result >= target else ZERO
    return ONE + (result - target) / abs(target)


def respected(result: Decimal, limit: Decimal) -> Decimal:
    """Return how well a limit is kept: 1 up to it, then 2 - R / M, which is 0 at twice the limit."""
    if result <= limit:
        return ONE
    return ONE - (result - limit) / abs(limit) if limit else ZERO
