"""A score as plain data, for JSON and CSV (docs/interface.md, "JSON"). Fractions, unrounded."""

from typing import Any

from scoring.arithmetic.rollup import Figures, IndicatorScore, ObjectiveScore, PlanScore

SCHEMA = 1


def plan_figures(file: str, whole: PlanScore) -> dict[str, Any]:
    """Return the figures of a plan, its objectives and their indicators."""
    plan = whole.plan
    return {
        "schema": SCHEMA,
        "file": file,
        "year": plan.year,
        "process": plan.process,
        "month": whole.month,
        **node_figures(whole.figures),
        "pending": whole.pending_count,
        "objectives": [_objective(objective) for objective in whole.objectives],
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
