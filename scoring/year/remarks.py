"""Remarks that are due: the written analysis of a result that the plan asks an explanation of."""

from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.model import Level, Plan
from scoring.model.acts import Act, ActKind, Remark


def remark_of(plan: Plan, indicator: str, month: int) -> Remark | None:
    """Return what was written about an indicator in a month; None where nothing was."""
    found = plan.acts.get(Act(month, ActKind.REMARK, indicator))
    return found if isinstance(found, Remark) else None


def asks_for_remark(scored: IndicatorScore) -> bool:
    """Tell whether a result is one that has to be explained: red, or over, of what was reported."""
    return bool(scored.measure.reported_months) and (scored.level is Level.RED or scored.over)


def remarks_due(whole: PlanScore) -> tuple[IndicatorScore, ...]:
    """Return the indicators that ask for a remark at a score's cut-off and have none, in the form's order."""
    return tuple(
        scored
        for scored in whole.indicators
        if asks_for_remark(scored) and remark_of(whole.plan, scored.indicator.id, whole.month) is None
    )
