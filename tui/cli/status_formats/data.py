"""A score as plain data, for JSON and CSV (docs/interface.md, "JSON"). Fractions, unrounded."""

from typing import Any

from scoring.arithmetic.rollup import Figures, IndicatorScore, ObjectiveScore, PlanScore
from scoring.model import Plan
from tui.cli.status_formats import resources

SCHEMA = 2


def plan_figures(file: str, whole: PlanScore) -> dict[str, Any]:
    """Return the figures of a plan, its objectives and their indicators."""
    plan = whole.plan
    return {
        "schema": SCHEMA,
        "file": file,
        "year": plan.year,
        "process": plan.process,
        "month": whole.month,
        **year_figures(plan),
        **node_figures(whole.figures),
        "pending": whole.pending_count,
        "execution": resources.data(whole),
        "objectives": [_objective(objective) for objective in whole.objectives],
    }


def year_figures(plan: Plan) -> dict[str, Any]:
    """Return where the plan's year stands: stage, version, closes, and the latest submitted cut-off."""
    if not plan.acts:
        return {
            "stage": "draft",
            "version": 0,
            "pending_amendment": False,
            "closed_through": 0,
            "submitted": None,
        }
    from scoring.model.acts import closed_through  # a plan without acts needs none of this
    from scoring.year.stage import has_pending_amendment, stage_of, version_of

    return {
        "stage": stage_of(plan).value,
        "version": version_of(plan),
        "pending_amendment": has_pending_amendment(plan),
        "closed_through": closed_through(plan),
        "submitted": _submitted(plan),
    }


def _submitted(plan: Plan) -> dict[str, Any] | None:
    from scoring.year.submitted import standing_of

    standing = standing_of(plan)
    if standing is None:
        return None
    figures = standing.submitted
    return {
        "month": standing.month,
        "at": standing.close.at,
        "by": standing.close.by,
        "version": standing.close.version,
        "programmed": figures.programmed,
        "progress": figures.progress,
        "compliance": figures.compliance,
        "level": figures.level.value,
        "reported": figures.reported,
        "corrections": [str(cell) for cell in standing.corrections],
    }


def node_figures(figures: Figures) -> dict[str, Any]:
    """Return the figures that every node of the tree has."""
    return {
        "programmed": figures.programmed,
        "progress": figures.progress,
        "compliance": figures.compliance,
        "level": figures.level.value,
        "reported": figures.reported,
    }


def indicator_figures(scored: IndicatorScore) -> dict[str, Any]:
    """Return the figures of one indicator; `weight` is the one in the plan, `global_weight` its share of the plan."""
    indicator, measured = scored.indicator, scored.measure
    return {
        "id": indicator.id,
        "action": indicator.action,
        "name": indicator.name,
        "weight": indicator.weight,
        "global_weight": scored.global_weight,
        "kind": indicator.kind.value,
        "unit": indicator.unit,
        "target": indicator.target,
        "result": measured.result,
        "raw": measured.raw,
        "compliance": measured.compliance,
        "progress": measured.progress,
        "programmed": measured.programmed,
        "level": scored.level.value,
        "over": scored.over,
        "months_due": len(measured.due),
        "months_reported": len(set(measured.due) & set(measured.reported_months)),
    }


def _objective(scored: ObjectiveScore) -> dict[str, Any]:
    return {
        "number": scored.objective.number,
        "text": scored.objective.text,
        "weight": scored.objective.weight,
        **node_figures(scored.figures),
        "indicators": [indicator_figures(item) for item in scored.indicators],
    }
