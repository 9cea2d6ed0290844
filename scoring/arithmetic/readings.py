"""What was due and what was reported, month by month, for one indicator (docs/scoring.md, "Symbols")."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from scoring.model import Cell, Indicator, Mark, Value
from scoring.model.formula import Formula, evaluate, parse
from scoring.precision import ONE, ZERO


class Reading(NamedTuple):
    """One month within an indicator's dates."""

    month: int
    active: bool
    """False where the month is NP: marked so, or a ratio of 0 over 0."""
    reported: bool
    """Every variable has a number in it."""
    numerator: Decimal | None
    """The formula's numerator; None where the month is not reported or a constant is missing."""
    denominator: Decimal | None
    """Likewise; None too where the formula divides by nothing."""
    blank: tuple[Cell, ...] = ()
    """The cells of its variables that hold nothing."""


def constants(indicator: Indicator, values: Mapping[Cell, Value]) -> dict[str, Decimal]:
    """Return the indicator's constants that have a value, by name."""
    known = ((item.name, values.get(Cell(indicator.id, item.name))) for item in indicator.constants)
    return {name: value for name, value in known if isinstance(value, Decimal)}


def reported_values(indicator: Indicator, values: Mapping[Cell, Value], month: int) -> dict[str, Value]:
    """Return what the indicator's variables hold in a month, by name; blank ones are left out."""
    held = {}
    for cell in indicator.cells(month):
        if (value := values.get(cell)) is not None:
            held[cell.name] = value
    return held


def readings(indicator: Indicator, values: Mapping[Cell, Value]) -> tuple[Reading, ...]:
    """Read every month that the indicator's dates touch, in order."""
    formula, known = parse(indicator.formula), constants(indicator, values)
    return tuple([_reading(indicator, formula, known, values, month) for month in indicator.months])


def reading(indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Reading | None:
    """Read one month; None where the indicator's dates do not touch it."""
    if month not in indicator.months:
        return None
    return _reading(indicator, parse(indicator.formula), constants(indicator, values), values, month)


def _reading(
    indicator: Indicator, formula: Formula, known: dict[str, Decimal], values: Mapping[Cell, Value], month: int
) -> Reading:
    numbers, blank = dict(known), []
    for cell in indicator.cells(month):
        value = values.get(cell)
        if value is Mark.NP:
            return Reading(month, active=False, reported=False, numerator=None, denominator=None)
        if value is None:
            blank.append(cell)
        else:
            numbers[cell.name] = value
    reported = not blank and bool(indicator.variables)
    if not reported or not formula.above <= numbers.keys():
        return Reading(month, active=True, reported=reported, numerator=None, denominator=None, blank=tuple(blank))
    numerator = evaluate(formula.numerator, numbers)
    if formula.denominator is None or not formula.below <= numbers.keys():
        return Reading(month, active=True, reported=True, numerator=numerator, denominator=None)
    denominator = evaluate(formula.denominator, numbers)
    active = not indicator.kind.divides_by_variable or bool(numerator or denominator)
    return Reading(month, active=active, reported=active, numerator=numerator, denominator=denominator)


def shares(indicator: Indicator, months: tuple[Reading, ...]) -> dict[int, Decimal]:
    """Return s_m: the share of the year that each active month carries, in a unit of the caller's own.

    The shares are not divided by their sum here, so that equal ones stay whole numbers and what is computed exact. A
    programme that gives nothing to any active month counts as equal shares.
    """
    active = [read.month for read in months if read.active]
    if indicator.kind.due_once:
        return {month: ONE if month == active[-1] else ZERO for month in active}
    if indicator.programme:
        programme = {month: indicator.programme[month - 1] for month in active}
        if any(programme.values()):
            return programme
    return dict.fromkeys(active, ONE)
