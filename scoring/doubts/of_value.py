"""Values that are accepted but look doubtful (docs/interface.md, "Entry")."""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Final

from scoring.arithmetic.readings import reading
from scoring.messages import _
from scoring.model import Cell, Indicator, Plan, Value
from scoring.precision import PRECISION, ZERO
from scoring.text.numbers import format_number

FAR: Final = 3
"""A value over so many times the median of the months before, or under that part of it, is doubtful."""


def doubt(plan: Plan, cell: Cell, value: Value | None) -> str | None:
    """Return why a value looks wrong in its cell, or None; it is saved all the same."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None or cell.month is None or not isinstance(value, Decimal):
        return None
    with localcontext(PRECISION):
        values = {**plan.values, cell: value}
        return _over_denominator(indicator, values, cell.month) or _out_of_proportion(plan, indicator, cell, value)


def _over_denominator(indicator: Indicator, values: Mapping[Cell, Value], month: int) -> str | None:
    if not indicator.kind.divides_by_variable:
        return None
    read = reading(indicator, values, month)
    if read is None or read.numerator is None or read.denominator is None:
        return None
    return _("el numerador pasa del denominador") if read.numerator > read.denominator else None


def _out_of_proportion(plan: Plan, indicator: Indicator, cell: Cell, value: Decimal) -> str | None:
    month = cell.month or 0
    held = (plan.values.get(Cell(cell.indicator, cell.name, m)) for m in range(1, month))
    before = [number for number in held if isinstance(number, Decimal)]
    if not before:
        return None
    if indicator.kind.adds_up and len(before) >= 2 and before[-1] > 0 and value >= sum(before, ZERO):
        return _("parece el acumulado del año y no la cifra del mes")
    median = _median(before)
    written = format_number(median, plan.locale, 0 if abs(median) >= 100 else 2)
    if median > 0 and value > FAR * median:
        return _("pasa de tres veces la mediana de los meses anteriores ({median})").format(median=written)
    if median > 0 and value * FAR < median:
        return _("no llega a un tercio de la mediana de los meses anteriores ({median})").format(median=written)
    return None


def _median(numbers: list[Decimal]) -> Decimal:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
