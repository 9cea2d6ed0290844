"""What a responsible has to know of an indicator before the figures of a month are typed."""

from collections.abc import Iterator
from decimal import Decimal

from scoring.arithmetic.measure import is_limit
from scoring.arithmetic.pace import month_goal
from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from scoring.model import Cell, Indicator, Plan
from scoring.text.months import month_name
from scoring.text.numbers import format_value
from scoring.text.quantities import format_quantity


def brief(plan: Plan, scored: IndicatorScore, month: int) -> str:
    """Return the goal, what the month asks for, what the month before held, and what is due and was not reported.

    `scored` is the indicator at the cut-off `month`, 1 to 12.
    """
    return " · ".join(_parts(plan, scored, month))


def _parts(plan: Plan, scored: IndicatorScore, month: int) -> Iterator[str]:
    indicator, measured, locale = scored.indicator, scored.measure, plan.locale
    yield _("Meta del año: {goal}").format(goal=" ".join((indicator.texts.goal or indicator.name).split()))
    name = month_name(month, locale, wide=True)
    if month not in indicator.months:
        yield _("en {month} no hay nada que reportar").format(month=name)
    elif (asked := month_goal(plan, indicator, month)) is not None:
        at_most = is_limit(indicator) or indicator.kind.needs_baseline
        said = _("{month} no debe pasar de {goal}") if at_most else _("{month} pide {goal}")
        yield said.format(month=name, goal=_goal(indicator, asked, locale))
    if month - 1 in indicator.months:
        yield _("{month}: {values}").format(
            month=month_name(month - 1, locale, wide=True), values=_values(plan, indicator, month - 1)
        )
    gaps = [at for at in measured.due if at not in measured.reported_months]
    if gaps:
        yield _("falta reportar: {months}").format(months=", ".join(month_name(at, locale) for at in gaps))


def _goal(indicator: Indicator, asked: Decimal, locale: str) -> str:
    """Return what a month asks for in its unit: the indicator's, or that of what is typed."""
    if indicator.kind.month_goal_is_target:
        return format_quantity(asked, indicator.unit, locale)
    units = {item.unit for item in indicator.variables}
    return format_quantity(asked, units.pop() if len(units) == 1 else "", locale).rstrip()


def _values(plan: Plan, indicator: Indicator, month: int) -> str:
    """Return what an indicator's variables hold in a month, with their names where there are several."""
    held = [(item.label, plan.values.get(Cell(indicator.id, item.name, month))) for item in indicator.variables]
    if all(value is None for _label, value in held):
        return _("sin reportar")
    texts = [(label, "–" if value is None else format_value(value, plan.locale)) for label, value in held]
    return texts[0][1] if len(texts) == 1 else ", ".join(f"{label} {text}" for label, text in texts)
