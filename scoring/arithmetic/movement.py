"""What moved a plan's compliance from one score to another, and why, indicator by indicator, in points of the plan.

With e the share of an indicator in the compliance of the plan (docs/scoring.md, "Roll-up") and C its own, it holds e·C
of the plan's: the difference of these is what it moved the plan by, and the differences add up to the plan's. Of each,
ΔC·(e + e')/2 is its own result's, Δe·(C + C')/2 that of the weights, its own or of what is beside it.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from typing import Any, Final, NamedTuple

from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.model import MONTHS, Cell, Indicator, Plan, Value
from scoring.model.fields import PLACE, Field, value_of
from scoring.model.structure import address_of
from scoring.precision import PRECISION, ZERO

SCORED: Final = (
    "weight", "target", "kind", "direction", "aggregate", "formula", "variables", "constants", "baseline", "start",
    "end", "programme", PLACE,
)  # fmt: skip
"""The fields of an indicator that its compliance, or its share of the plan's, depends on."""
_TWO: Final = Decimal(2)


class CellMove(NamedTuple):
    """A cell that counts differently: it holds something else, or its month was not due before."""

    cell: Cell
    before: Value | None
    """What was counted of it; None where it was empty, or its month after the cut-off."""
    after: Value | None


class FieldMove(NamedTuple):
    """A field of the definition that differs; None where the node was not there."""

    field: Field
    before: Any
    after: Any


class Standing(NamedTuple):
    """An indicator at one of the two scores."""

    share: Decimal
    """Its share in the compliance of the plan, 0 where it has nothing due or is not there."""
    compliance: Decimal | None


class IndicatorMove(NamedTuple):
    """An indicator, and what it moved the plan by. Fractions, unrounded: 0.01 is a point."""

    indicator: Indicator
    """As it is in the later score, or as it was where it is gone."""
    points: Decimal
    by_weights: Decimal
    """The part of it that comes of weights and of what is due beside it, and not of its own result; 0 where it had
    nothing due in one of the scores.
    """
    before: Standing
    after: Standing
    cells: tuple[CellMove, ...]
    fields: tuple[FieldMove, ...]
    is_new: bool
    is_gone: bool


class Movement(NamedTuple):
    """From one score of a plan to another."""

    before: PlanScore
    after: PlanScore
    points: Decimal
    """By how much the plan's compliance differs; what has nothing due counts as 0."""
    indicators: tuple[IndicatorMove, ...]
    """Those that moved it or that differ, heaviest first; their points add up to the plan's."""
    fields: tuple[FieldMove, ...]
    """The weights of objectives that differ: they move every indicator below."""


def movement(before: PlanScore, after: PlanScore) -> Movement:
    """Return what moved a plan from one score to another, which may be of other months, values and definitions."""
    with localcontext(PRECISION):
        was, now = ({side.scored.indicator.id: side for side in _sides(whole)} for whole in (before, after))
        moves = []
        for id_ in dict.fromkeys([*now, *was]):
            moved = _moved(was.get(id_), now.get(id_))
            if moved.points or moved.cells or moved.fields or moved.is_new or moved.is_gone:
                moves.append(moved)
        heaviest = sorted(moves, key=lambda each: -abs(each.points))
        points = sum((each.points for each in moves), ZERO)
    return Movement(before, after, points, tuple(heaviest), tuple(_objective_weights(before.plan, after.plan)))


class _Side(NamedTuple):
    """An indicator in one of the two scores."""

    whole: PlanScore
    scored: IndicatorScore
    standing: Standing


def _sides(whole: PlanScore) -> Iterator[_Side]:
    """Yield each indicator of a score; weights count among what has something due."""
    due = sum((each.weight for each in whole.objectives if each.figures.compliance is not None), ZERO)
    for objective in whole.objectives:
        counted = [each.weight for each in objective.indicators if each.measure.compliance is not None]
        inside = sum(counted, ZERO)
        for scored in objective.indicators:
            compliance = scored.measure.compliance
            counts = compliance is not None and inside and due
            share = objective.weight / due * scored.weight / inside if counts else ZERO
            yield _Side(whole, scored, Standing(share, compliance))


def _moved(was: _Side | None, now: _Side | None) -> IndicatorMove:
    lasting = now or was
    if lasting is None:
        raise AssertionError
    before, after = (side.standing if side else Standing(ZERO, None) for side in (was, now))
    held, holds = (each.compliance or ZERO for each in (before, after))
    both_due = before.compliance is not None and after.compliance is not None
    return IndicatorMove(
        indicator=lasting.scored.indicator,
        points=after.share * holds - before.share * held,
        by_weights=(after.share - before.share) * (held + holds) / _TWO if both_due else ZERO,
        before=before,
        after=after,
        cells=tuple(_cells(was, now)),
        fields=tuple(_fields(was.whole.plan, now.whole.plan, lasting.scored.indicator.id)) if was and now else (),
        is_new=was is None,
        is_gone=now is None,
    )


def _cells(was: _Side | None, now: _Side | None) -> Iterator[CellMove]:
    """Yield the cells that count differently, and those that became due and hold nothing."""
    before, after = (_counted(side) if side else {} for side in (was, now))
    for cell in dict.fromkeys([*before, *after]):
        if before.get(cell) != after.get(cell) or (cell not in before and after[cell] is None):
            yield CellMove(cell, before.get(cell), after.get(cell))


def _counted(side: _Side) -> Mapping[Cell, Value | None]:
    """Return what counts of an indicator: what it holds up to the cut-off, and what is due and empty."""
    indicator, whole, values = side.scored.indicator, side.whole, side.whole.plan.values
    constants = [Cell(indicator.id, item.name) for item in indicator.constants]
    months = [month for month in MONTHS if month <= whole.month and month in indicator.months]
    cells = [Cell(indicator.id, item.name, month) for month in months for item in indicator.variables]
    due = side.scored.measure.due
    return {cell: values.get(cell) for cell in [*constants, *cells] if cell in values or cell.month in due}


def _fields(before: Plan, after: Plan, id_: str) -> Iterator[FieldMove]:
    for name in SCORED:
        field = Field(id_, name)
        was, now = value_of(before, field), value_of(after, field)
        if was != now if name != PLACE else _objective_of(before, id_) != _objective_of(after, id_):
            yield FieldMove(field, was, now)


def _objective_of(plan: Plan, id_: str) -> int | None:
    """Return the objective that an indicator is below: where it is in there counts for nothing."""
    indicator = plan.indicator(id_)
    return None if indicator is None else indicator.objective


def _objective_weights(before: Plan, after: Plan) -> Iterator[FieldMove]:
    """Yield the weights of objectives that differ, in the form's order; None for one that was not there."""
    was, now = ({address_of(each): each.weight for each in plan.objectives} for plan in (before, after))
    for node in dict.fromkeys([*now, *was]):
        if was.get(node) != now.get(node):
            yield FieldMove(Field(node, "weight"), was.get(node), now.get(node))
