"""From measured indicators to actions, objectives and the plan (docs/scoring.md, "Roll-up")."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.measure import Measure, measure, measured, year_of
from scoring.arithmetic.thresholds import level_of
from scoring.model import Action, CellChange, Indicator, Level, Objective, Plan, Thresholds
from scoring.precision import PRECISION, ZERO


class Figures(NamedTuple):
    """The figures that are always shown together, for any node. Fractions, unrounded."""

    programmed: Decimal
    progress: Decimal
    compliance: Decimal | None
    """None where nothing is due."""
    reported: Decimal | None
    """None where nothing is due."""
    level: Level


class IndicatorScore(NamedTuple):
    """A measured indicator with its place in the plan."""

    indicator: Indicator
    weight: Decimal
    """Its share of the objective; the shares of an objective's indicators add to 1."""
    global_weight: Decimal
    """Its share of the plan."""
    measure: Measure
    level: Level
    over: bool
    """The uncapped result is beyond what calls for a written reason."""

    @property
    def figures(self) -> Figures:
        """Its figures, as of any other node."""
        found = self.measure
        return Figures(found.programmed, found.progress, found.compliance, found.reported, self.level)


class ActionScore(NamedTuple):
    """An action: the roll-up of its goals, for reading only, since an action has no weight of its own."""

    action: Action
    weight: Decimal
    figures: Figures
    indicators: tuple[IndicatorScore, ...]


class ObjectiveScore(NamedTuple):
    """An objective and everything below it."""

    objective: Objective
    weight: Decimal
    figures: Figures
    own: tuple[IndicatorScore, ...]
    actions: tuple[ActionScore, ...]

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """Its own indicators and those of its actions, in the form's order."""
        return self.own + tuple(scored for action in self.actions for scored in action.indicators)


class PlanScore(NamedTuple):
    """The plan at a cut-off month."""

    plan: Plan
    month: int
    provisional: bool
    figures: Figures
    objectives: tuple[ObjectiveScore, ...]

    @property
    def indicators(self) -> tuple[IndicatorScore, ...]:
        """Every indicator, in the form's order."""
        return tuple(scored for objective in self.objectives for scored in objective.indicators)

    @property
    def pending_count(self) -> int:
        """How many cells are due and hold nothing, constants that are missing among them."""
        measures = [scored.measure for scored in self.indicators]
        return sum(len(measure.lacking) + len(measure.unreported) for measure in measures)


def score(plan: Plan, month: int, *, provisional: bool = False) -> PlanScore:
    """Score a plan at the cut-off `month` (0..12)."""
    return next(scores(plan, (month,), provisional=provisional))


def scores(plan: Plan, months: Iterable[int], *, provisional: bool = False) -> Iterator[PlanScore]:
    """Score a plan at several cut-offs; what its indicators' values say of the year is read once for all of them."""
    years = [year_of(indicator, plan.values) for indicator in plan.indicators]
    for month in months:
        measures = {year.indicator.id: measured(year, month, provisional=provisional) for year in years}
        yield PlanScore(plan, month, provisional, *_rolled_up(plan, measures))


def score_at(whole: PlanScore, month: int) -> PlanScore:
    """Return the score of the same values at another cut-off; the year is not read again."""
    measures = {
        scored.indicator.id: measured(scored.measure.year, month, provisional=whole.provisional)
        for scored in whole.indicators
    }
    return PlanScore(whole.plan, month, whole.provisional, *_rolled_up(whole.plan, measures))


def figures_at(whole: PlanScore, months: Iterable[int]) -> Iterator[Figures]:
    """Yield the plan's own official figures at several cut-offs, without the scores of what is below it."""
    plan = whole.plan
    years = [[scored.measure.year for scored in objective.indicators] for objective in whole.objectives]
    for month in months:
        with localcontext(PRECISION):
            parts = []
            for objective, below in zip(plan.objectives, years, strict=True):
                measures = [(year.indicator.weight, measured(year, month)) for year in below if year.share]
                weight = objective.weight if measures else ZERO
                parts.append((weight, _figures(measures, plan.thresholds)))
            yield _figures(parts, plan.thresholds)


def rescored(before: PlanScore, changes: Sequence[CellChange]) -> PlanScore:
    """Return the score once `changes` are made; only the indicators and objectives that they touch are scored anew."""
    plan, month, provisional = before.plan.with_changes(tuple(changes)), before.month, before.provisional
    touched = {change.cell.indicator for change in changes}
    measures = {
        scored.indicator.id: measure(scored.indicator, plan.values, month, provisional=provisional)
        if scored.indicator.id in touched
        else scored.measure
        for scored in before.indicators
    }
    return PlanScore(plan, month, provisional, *_rolled_up(plan, measures, before.objectives))


def _rolled_up(
    plan: Plan, measures: Mapping[str, Measure], before: Sequence[ObjectiveScore] = ()
) -> tuple[Figures, tuple[ObjectiveScore, ...]]:
    """Roll the measures up; an objective that was made of the very same ones `before` is not made again."""
    same = {
        old.objective.number: old
        for old in before
        if all(measures[scored.indicator.id] is scored.measure for scored in old.indicators)
    }
    with localcontext(PRECISION):
        weights = [
            objective.weight if any(measures[scored.id].active for scored in objective.indicators) else ZERO
            for objective in plan.objectives
        ]
        whole = sum(weights, ZERO)
        objectives = []
        for objective, part in zip(plan.objectives, weights, strict=True):
            weight, old = part / whole if whole else ZERO, same.get(objective.number)
            objectives.append(old if old and old.weight == weight else _objective(plan, objective, weight, measures))
        return _figures([(o.weight, o.figures) for o in objectives], plan.thresholds), tuple(objectives)


def _objective(plan: Plan, objective: Objective, weight: Decimal, measures: Mapping[str, Measure]) -> ObjectiveScore:
    counted = [indicator.weight for indicator in objective.indicators if measures[indicator.id].active]
    whole = sum(counted, ZERO)

    def scored(indicators: Sequence[Indicator]) -> tuple[IndicatorScore, ...]:
        return tuple(_indicator(plan, item, measures[item.id], weight, whole) for item in indicators)

    own = scored(objective.own)
    actions = tuple(_action(plan, action, scored(action.indicators)) for action in objective.actions)
    every = own + tuple(item for action in actions for item in action.indicators)
    return ObjectiveScore(objective, weight, _of_indicators(every, plan.thresholds), own, actions)


def _action(plan: Plan, action: Action, indicators: tuple[IndicatorScore, ...]) -> ActionScore:
    weight = sum((scored.weight for scored in indicators), ZERO)
    return ActionScore(action, weight, _of_indicators(indicators, plan.thresholds), indicators)


def _indicator(
    plan: Plan, indicator: Indicator, measured: Measure, objective: Decimal, whole: Decimal
) -> IndicatorScore:
    """Place an indicator: `objective` is its objective's share of the plan, `whole` the weights that count there."""
    thresholds = indicator.thresholds or plan.thresholds
    weight = indicator.weight / whole if measured.active and whole else ZERO
    return IndicatorScore(
        indicator=indicator,
        weight=weight,
        global_weight=weight * objective,
        measure=measured,
        level=level_of(measured.compliance, thresholds),
        over=measured.raw is not None and measured.raw > thresholds.over,
    )


def _of_indicators(indicators: Sequence[IndicatorScore], thresholds: Thresholds) -> Figures:
    return _figures([(scored.weight, scored.figures) for scored in indicators], thresholds)


def _figures(parts: Sequence[tuple[Decimal, Figures | Measure]], thresholds: Thresholds) -> Figures:
    """Weigh the parts of a node; the weights need not add to 1."""
    whole = sum((weight for weight, _ in parts), ZERO)
    due = [(weight, part) for weight, part in parts if part.compliance is not None]
    due_weight = sum((weight for weight, _ in due), ZERO)

    def mean(total: Decimal, weight: Decimal) -> Decimal:
        return total / weight if weight else ZERO

    compliance = reported = None
    if due_weight:
        compliance = mean(sum((w * (part.compliance or ZERO) for w, part in due), ZERO), due_weight)
        reported = mean(sum((w * (part.reported or ZERO) for w, part in due), ZERO), due_weight)
    return Figures(
        programmed=mean(sum((w * part.programmed for w, part in parts), ZERO), whole),
        progress=mean(sum((w * part.progress for w, part in parts), ZERO), whole),
        compliance=compliance,
        reported=reported,
        level=level_of(compliance, thresholds),
    )
