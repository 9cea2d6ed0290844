"""Parts rounded for showing that still add up to the whole as it is shown: the method of largest remainders."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal, localcontext

from scoring.precision import PRECISION, ZERO


def apportioned(parts: Sequence[Decimal], whole: Decimal, step: Decimal) -> tuple[Decimal, ...]:
    """Return the parts as multiples of `step` that add up to `whole`, itself a multiple.

    They are next to what they were where the parts add up to `whole` but for its rounding. A part that is 0 stays 0;
    where all are, `whole` has to be.
    """
    with localcontext(PRECISION):
        below = [(part / step).to_integral_value(ROUND_FLOOR) for part in parts]
        left = int(whole / step - sum(below, ZERO))
        counted = sorted((at for at in range(len(parts)) if parts[at]), key=lambda at: below[at] - parts[at] / step)
        for turn in range(abs(left)):
            if left > 0:
                below[counted[turn % len(counted)]] += 1
            else:
                below[counted[-1 - turn % len(counted)]] -= 1
        return tuple(part * step for part in below)
