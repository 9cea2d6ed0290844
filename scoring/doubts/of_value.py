"""Values that look doubtful (docs/interface.md, "Entry"); those far too large are asked about before they are saved."""

from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from scoring.arithmetic.pace import month_goal
from scoring.arithmetic.readings import reading
from scoring.messages import _
from scoring.model import Cell, Indicator, Plan, Value
from scoring.precision import PRECISION, ZERO
from scoring.text.numbers import format_number

FAR: Final = 3
"""A value over so many times what is usual, or under that part of it, is doubtful."""
FAR_TOO_LARGE: Final = 100
"""A value over so many times what is usual is saved only when it was confirmed: digits were appended by mistake."""

_MEASURES: Final = frozenset(
    {"%", "cop", "$", "m", "m2", "m²", "m3", "m³", "km", "ha", "l", "l/s", "kg", "t", "kwh", "h", "horas", "días"}
)
"""Units, in small letters, of what is measured; what has another unit is counted."""
_MANY: Final = ("cien", "mil", "diez mil", "cien mil", "un millón de", "diez millones de", "cien millones de")
"""The powers of ten from a hundred on, in words."""


class Usual(NamedTuple):
    """What a value is compared with."""

    value: Decimal
    of_months: bool
    """The median of the months before; else what the month was programmed."""
    of_total: bool
    """What all variables of the indicator have to bring together."""


def doubt(plan: Plan, cell: Cell, value: Value | None, *, ended: int = 12) -> str | None:
    """Return why a value looks wrong in its cell, or None; `ended` is the last month that has ended, 0 to 12."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None:
        return _of_resource(plan, cell, value, ended)
    if cell.month is None or not isinstance(value, Decimal):
        return None
    with localcontext(PRECISION):
        return (
            _no_count(indicator, cell, value)
            or _over_denominator(plan, indicator, cell, value)
            or _out_of_proportion(plan, indicator, cell, value)
            or (_("el mes no ha terminado") if cell.month > ended else None)
        )


def _of_resource(plan: Plan, cell: Cell, value: Value | None, ended: int) -> str | None:
    from scoring.doubts.of_resources import amount_doubt  # most cells are an indicator's

    return amount_doubt(plan, cell, value, ended=ended)


def far_too_large(plan: Plan, cell: Cell, value: Value | None) -> str | None:
    """Return, as a sentence, how many times what is usual a value is where it is over `FAR_TOO_LARGE`; else None."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None or cell.month is None or not isinstance(value, Decimal):
        return None
    with localcontext(PRECISION):
        usual = _usual(plan, indicator, cell)
        if usual is None or value <= FAR_TOO_LARGE * usual.value:
            return None
        power = (value / usual.value).adjusted() - 2
    times = _MANY[power] if power < len(_MANY) else _("mil millones de")
    against = _("de los meses anteriores") if usual.of_months else _("de lo programado en el mes")
    return _("es más de {times} veces la cifra {against} ({usual})").format(
        times=times, against=against, usual=_written(plan, usual.value)
    )


def _no_count(indicator: Indicator, cell: Cell, value: Decimal) -> str | None:
    unit = next((item.unit for item in indicator.variables if item.name == cell.name), "")
    if unit.strip().casefold() in _MEASURES:
        return None
    if value < 0:
        return _("una cuenta no puede ser negativa")
    return _("una cuenta no tiene decimales") if value != value.to_integral_value() else None


def _over_denominator(plan: Plan, indicator: Indicator, cell: Cell, value: Decimal) -> str | None:
    if not indicator.kind.divides_by_variable or cell.month is None:
        return None
    beside = (*indicator.cells(cell.month), *(Cell(indicator.id, item.name) for item in indicator.constants))
    values = {other: plan.values[other] for other in beside if other in plan.values} | {cell: value}
    read = reading(indicator, values, cell.month)
    if read is None or read.numerator is None or read.denominator is None:
        return None
    return _("el numerador pasa del denominador") if read.numerator > read.denominator else None


def _out_of_proportion(plan: Plan, indicator: Indicator, cell: Cell, value: Decimal) -> str | None:
    before = _months_before(plan, cell)
    if indicator.kind.adds_up and len(before) >= 2 and before[-1] > 0 and value >= sum(before, ZERO):
        return _("parece el acumulado del año y no la cifra del mes")
    usual = _usual(plan, indicator, cell)
    if usual is None:
        return None
    against = _("la mediana de los meses anteriores") if usual.of_months else _("lo programado en el mes")
    if value > FAR * usual.value:
        return _("pasa de tres veces {against} ({usual})").format(against=against, usual=_written(plan, usual.value))
    if value * FAR < usual.value and not usual.of_total:
        return _("no llega a un tercio de {against} ({usual})").format(
            against=against, usual=_written(plan, usual.value)
        )
    return None


def _usual(plan: Plan, indicator: Indicator, cell: Cell) -> Usual | None:
    """Return what a value is compared with: the median of the months before, else what its month was programmed."""
    before = _months_before(plan, cell)
    if before:
        median = _median(before)
        return Usual(median, of_months=True, of_total=False) if median > 0 else None
    if indicator.kind.divides_by_variable or cell.month is None:
        return None
    goal = month_goal(plan, indicator, cell.month)
    if goal is None or goal <= 0:
        return None
    return Usual(goal, of_months=False, of_total=len(indicator.variables) > 1)


def _months_before(plan: Plan, cell: Cell) -> list[Decimal]:
    held = (plan.values.get(cell._replace(month=month)) for month in range(1, cell.month or 0))
    return [number for number in held if isinstance(number, Decimal)]


def _median(numbers: list[Decimal]) -> Decimal:
    ordered = sorted(numbers)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _written(plan: Plan, value: Decimal) -> str:
    return format_number(value, plan.locale, 0 if abs(value) >= 100 else 2)
