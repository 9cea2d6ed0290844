"""What is due and not reported: constants that are missing first, then months, what adds most first in each."""

from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.rollup import IndicatorScore, PlanScore, score
from scoring.model import Cell, Indicator, Plan
from scoring.precision import PRECISION, ZERO


class Pending(NamedTuple):
    """A cell that is due and holds nothing, or a constant without which an indicator has no result."""

    cell: Cell
    indicator: Indicator
    global_weight: Decimal
    """The indicator's share of the plan."""
    adds: Decimal
    """What the plan's progress gains when it is reported on target, as a fraction."""


def pending(plan: Plan, month: int) -> tuple[Pending, ...]:
    """Return what is pending at the cut-off `month`; `pending_of` tells in which order."""
    return pending_of(score(plan, month))


def pending_of(whole: PlanScore) -> tuple[Pending, ...]:
    """Return what is pending at a score's cut-off: constants first, then months, what adds most first in each."""
    found = [item for scored in whole.indicators for item in _of_indicator(scored)]
    return tuple(sorted(found, key=lambda item: (item.cell.month is not None, -item.adds)))


def _of_indicator(scored: IndicatorScore) -> list[Pending]:
    indicator, measured, weight = scored.indicator, scored.measure, scored.global_weight
    if not (measured.lacking or measured.unreported):
        return []
    with localcontext(PRECISION):
        share = measured.shares
        year = sum(share.values(), ZERO)
        constants = [Pending(cell, indicator, weight, weight * measured.programmed) for cell in measured.lacking]
        months = [
            Pending(cell, indicator, weight, weight * share.get(cell.month or 0, ZERO) / year if year else ZERO)
            for cell in measured.unreported
        ]
    return constants + months
