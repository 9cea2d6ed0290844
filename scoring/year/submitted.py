"""The submitted cut-off of a close: every node's figures as they were, and the plan's beside what they are today."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Final, NamedTuple

from scoring.arithmetic.rollup import Figures, PlanScore, score
from scoring.model import Cell, Plan, Value
from scoring.model.acts import (
    SUBMITTED_PLACES,
    Act,
    ActKind,
    Close,
    Reopening,
    SubmittedFigures,
    close_of,
    closed_through,
    closing_month,
)
from scoring.model.plain_acts import plain_act
from scoring.model.plain_values import read_value, write_value
from scoring.model.structure import PLAN, address_of
from scoring.precision import MAX_DIGITS, PRECISION, ZERO, in_reach, is_vast
from scoring.year.terms import digest_of


class Standing(NamedTuple):
    """The latest submitted cut-off beside what the plan says of it today."""

    month: int
    close: Close
    submitted: SubmittedFigures
    """The plan's figures then."""
    now: Figures
    corrections: Mapping[Cell, Value | None]
    """What was corrected since, under reopenings, and what it was."""


_STEP: Final = Decimal(1).scaleb(-SUBMITTED_PLACES)


def submitted_figures(whole: PlanScore) -> tuple[SubmittedFigures, ...]:
    """Return the figures of the plan and of every node below it, in the form's order."""
    return tuple(_of_every_node(whole))


def cut_off_digest(plan: Plan, month: int, close: Close) -> str:
    """Return the SHA-256 of a submitted cut-off: what its signers agree to."""
    return digest_of({"plan": plan.id, "month": month, "close": plain_act(close)})


def corrections(plan: Plan, month: int) -> Mapping[Cell, Value | None]:
    """Return the cells up to a month that hold another value than when a reopening opened them, with what they held."""
    found: dict[Cell, Value | None] = {}
    for act, value in plan.acts.items():
        if act.month is not None and act.month <= month and isinstance(value, Reopening):
            before, now = dict(value.before), opened_cells(plan, act)
            for address in sorted(before.keys() | now.keys()):
                if (held := before.get(address)) != now.get(address):
                    found.setdefault(Cell.parse(address), read_value(held))
    return found


def corrected_since(plan: Plan, month: int) -> tuple[Cell, ...]:
    """Return the cells that were corrected since the cut-off of a month was submitted.

    Those that later closes list come first, then those under reopenings; none where the month was not closed.
    """
    close = close_of(plan, month)
    if close is None:
        return ()
    later = [item for item in plan.acts.values() if isinstance(item, Close) and item.at > close.at]
    listed = (Cell.parse(name) for item in sorted(later, key=lambda item: item.at) for name in item.corrected)
    earlier = [cell for cell in listed if cell.month is not None and cell.month <= month]
    return tuple(dict.fromkeys((*earlier, *corrections(plan, month))))


def standing_of(plan: Plan, month: int | None = None) -> Standing | None:
    """Return how the submitted cut-off of a month stands, by default the latest; None where that was not closed."""
    month = closed_through(plan) if month is None else month
    close = close_of(plan, month)
    if close is None or not close.figures:
        return None
    return Standing(month, close, close.figures[0], score(plan, month).figures, corrections(plan, month))


def opened_cells(plan: Plan, reopening: Act) -> dict[str, str]:
    """Return what the cells hold that a reopening opens, by their addresses; without the empty ones."""
    return {
        str(cell): write_value(value) or ""
        for cell, value in plan.values.items()
        if closing_month(cell) == reopening.month and reopening.subject in {"", cell.indicator}
    }


def reopenings(plan: Plan, month: int) -> tuple[Act, ...]:
    """Return the reopenings in force of the months up to one."""
    return tuple(
        act for act in plan.acts if act.kind is ActKind.REOPENING and act.month is not None and act.month <= month
    )


def _of_every_node(whole: PlanScore) -> Iterator[SubmittedFigures]:
    yield _of(PLAN, whole.figures)
    for objective in whole.objectives:
        yield _of(address_of(objective.objective), objective.figures)
        for scored in objective.own:
            yield _of(scored.indicator.id, scored.figures, scored.measure.result)
        for action in objective.actions:
            yield _of(address_of(action.action), action.figures)
            for scored in action.indicators:
                yield _of(scored.indicator.id, scored.figures, scored.measure.result)


def _of(node: str, figures: Figures, result: Decimal | None = None) -> SubmittedFigures:
    return SubmittedFigures(
        node,
        _rounded(figures.programmed),
        _rounded(figures.progress),
        None if figures.compliance is None else _rounded(figures.compliance),
        None if figures.reported is None else _rounded(figures.reported),
        figures.level,
        None if result is None or is_vast(result) else _kept_digits(_rounded(result)),
    )


def _rounded(value: Decimal) -> Decimal:
    with localcontext(PRECISION):
        rounded = value.quantize(_STEP, ROUND_HALF_EVEN)
        return rounded.normalize() if rounded else ZERO


def _kept_digits(value: Decimal) -> Decimal | None:
    """Return a number with as many digits as a plan can hold; None where it is beyond all of them."""
    with localcontext(prec=MAX_DIGITS):
        held = +value
    return held if in_reach(held) else None
