"""What has risen and fallen since another cut-off: the compliance of the plan, its objectives and its indicators."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from scoring.arithmetic.rollup import Figures, PlanScore, score_at
from scoring.arithmetic.thresholds import SHOWN
from scoring.precision import round_half_up


class Comparison(NamedTuple):
    """By how much compliance differs from the month before, as fractions of what is shown; only what differs."""

    month: int
    """The month before the cut-off."""
    plan: Decimal | None
    """None where the plan's compliance is the same, or there was none."""
    objectives: Mapping[int, Decimal]
    """By the objectives' numbers."""
    indicators: Mapping[str, Decimal]
    """By the indicators' ids."""


def against_month_before(whole: PlanScore) -> Comparison | None:
    """Compare a plan's score with that of its values at the cut-off a month earlier; None for January and before."""
    if whole.month <= 1:
        return None
    before = score_at(whole, whole.month - 1)
    objectives = {
        new.objective.number: _difference(old.figures, new.figures)
        for old, new in zip(before.objectives, whole.objectives, strict=True)
    }
    indicators = {
        new.indicator.id: _difference(old.figures, new.figures)
        for old, new in zip(before.indicators, whole.indicators, strict=True)
    }
    return Comparison(
        before.month,
        _difference(before.figures, whole.figures),
        {number: found for number, found in objectives.items() if found},
        {id_: found for id_, found in indicators.items() if found},
    )


def _difference(old: Figures, new: Figures) -> Decimal | None:
    """Return the difference of the figures as they are shown, so that a reader who subtracts finds the same."""
    if old.compliance is None or new.compliance is None:
        return None
    return round_half_up(new.compliance, SHOWN) - round_half_up(old.compliance, SHOWN) or None
