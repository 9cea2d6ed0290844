"""What each month asks for, what is still needed by December, and where the present pace leads."""

from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.kinds import rules_of, typed_target
from scoring.arithmetic.measure import Measure, is_limit
from scoring.arithmetic.readings import constants
from scoring.model import MONTHS, Cell, Indicator, Plan
from scoring.precision import PRECISION, ZERO


class Pace(NamedTuple):
    """A sum's way to its target, in the unit of its numerator."""

    needed: Decimal
    """What each month still to come has to bring for the target to be reached in December."""
    present: Decimal
    """The mean of the months reported so far."""
    projection: Decimal
    """The share of the target that the year ends with at the present pace."""


def month_goal(plan: Plan, indicator: Indicator, month: int) -> Decimal | None:
    """Return what a month asks for, in the unit that is typed, or as a fraction for a ratio; None where unknown.

    A sum's target is shared out over its active months; a reduction or a ceiling is computed from the baseline.
    """
    if indicator.target is None:
        return None
    with localcontext(PRECISION):
        return rules_of(indicator).month_goal(indicator, plan.values, month)


def pace(plan: Plan, measure: Measure) -> Pace | None:
    """Return a sum's pace at the measure's cut-off, or None for another kind or where nothing was reported."""
    indicator = measure.indicator
    if not indicator.kind.adds_up or is_limit(indicator) or measure.numerator is None:
        return None
    with localcontext(PRECISION):
        whole = typed_target(indicator, constants(indicator, plan.values))
        if not whole:
            return None
        active = measure.shares
        left = sum(1 for month in active if month > measure.month)
        present = measure.numerator / len(measure.reported_months)
        needed = max(ZERO, whole - measure.numerator) / left if left else ZERO
        return Pace(needed, present, present * len(active) / whole)


def previous(plan: Plan, cell: Cell) -> Decimal | None:
    """Return the value of the same variable in the month before, or None."""
    if cell.month is None or cell.month == MONTHS[0]:
        return None
    value = plan.values.get(cell._replace(month=cell.month - 1))
    return value if isinstance(value, Decimal) else None
