"""The scores beside each row of the tree."""

from decimal import Decimal
from typing import NamedTuple

from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore
from scoring.model import Level


class RowScore(NamedTuple):
    """What is shown at the right of an objective, an action or an indicator."""

    progress: Decimal
    compliance: Decimal | None
    level: Level
    over: bool = False


def row_scores(score: PlanScore) -> dict[str, RowScore]:
    """Return the scores by the ids of the rows."""
    scores: dict[str, RowScore] = {}
    for objective in score.objectives:
        scores[f"o{objective.objective.number}"] = _node(objective.figures)
        for action in objective.actions:
            scores[f"a{action.action.number}"] = _node(action.figures)
        for scored in objective.indicators:
            scores[f"i{scored.indicator.id}"] = _indicator(scored)
    return scores


def _node(figures: Figures) -> RowScore:
    return RowScore(figures.progress, figures.compliance, figures.level)


def _indicator(scored: IndicatorScore) -> RowScore:
    return RowScore(scored.measure.progress, scored.measure.compliance, scored.level, scored.over)
