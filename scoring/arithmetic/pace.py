"""What each month asks for, what is still needed by December, and where the present pace leads."""

from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.measure import Measure, is_limit
from scoring.arithmetic.readings import constants, readings, shares
from scoring.model import MONTHS, Cell, Indicator, Kind, Plan
from scoring.model.formula import evaluate, parse
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

    A sum's target is shared out over its active months; a reduction or a ceiling is read off the baseline.
    """
    if indicator.target is None:
        return None
    known = constants(indicator, plan.values)
    with localcontext(PRECISION):
        match indicator.kind:
            case Kind.SUM:
                whole = _in_typed_unit(indicator, known)
                share = shares(indicator, readings(indicator, plan.values))
                total = sum(share.values(), ZERO)
                if whole is None or month not in share or not total:
                    return None
                return whole * share[month] / total
            case Kind.REDUCTION | Kind.CEILING:
                base = known.get(indicator.baseline or "")
                if base is None:
                    return None
                change = indicator.target if indicator.kind is Kind.CEILING else -indicator.target
                return base * (1 + change)
            case Kind.RATIO | Kind.LEVEL:
                return indicator.target
            case Kind.MILESTONE:
                return None


def pace(plan: Plan, measure: Measure) -> Pace | None:
    """Return a sum's pace at the measure's cut-off, or None for another kind or where nothing was reported."""
    indicator = measure.indicator
    if indicator.kind is not Kind.SUM or is_limit(indicator) or measure.numerator is None:
        return None
    with localcontext(PRECISION):
        whole = _in_typed_unit(indicator, constants(indicator, plan.values))
        if not whole:
            return None
        active = [reading.month for reading in readings(indicator, plan.values) if reading.active]
        left = sum(1 for month in active if month > measure.month)
        present = measure.numerator / len(measure.reported_months)
        needed = max(ZERO, whole - measure.numerator) / left if left else ZERO
        return Pace(needed, present, present * len(active) / whole)


def _in_typed_unit(indicator: Indicator, known: dict[str, Decimal]) -> Decimal | None:
    """Return a sum's target in the unit of its numerator: 100 % of 2 205 users is 2 205."""
    if indicator.target is None:
        return None
    denominator = parse(indicator.formula).denominator
    if denominator is None:
        return indicator.target
    try:
        return indicator.target * evaluate(denominator, known)
    except (KeyError, ArithmeticError):
        return None


def previous(plan: Plan, cell: Cell) -> Decimal | None:
    """Return the figure of the same input in the month before, or None."""
    if cell.month is None or cell.month == MONTHS[0]:
        return None
    value = plan.values.get(cell._replace(month=cell.month - 1))
    return value if isinstance(value, Decimal) else None
