"""Remarks that are due: the written analysis of a result that the plan asks an explanation of."""

from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.model import Plan
from scoring.model.acts import Act, ActKind, Remark
from scoring.model.policy import Trigger


def remark_of(plan: Plan, indicator: str, month: int) -> Remark | None:
    """Return what was written about an indicator in a month; None where nothing was."""
    found = plan.acts.get(Act(month, ActKind.REMARK, indicator))
    return found if isinstance(found, Remark) else None


def remarks_due(whole: PlanScore) -> tuple[IndicatorScore, ...]:
    """Return the indicators that ask for a remark at a score's cut-off and have none, in the form's order.

    After its last month an indicator asks for none: what it came to was explained there.
    """
    return tuple(
        scored
        for scored in whole.indicators
        if whole.month in scored.indicator.months
        and _is_to_be_explained(whole.plan, scored)
        and remark_of(whole.plan, scored.indicator.id, whole.month) is None
    )


def _is_to_be_explained(plan: Plan, scored: IndicatorScore) -> bool:
    """Tell whether a result, of what was reported, is one that the plan's policy has explained."""
    asked = plan.policy.analysis
    found = scored.level.value in asked or (scored.over and Trigger.OVER in asked)
    return found and bool(scored.measure.reported_months)
