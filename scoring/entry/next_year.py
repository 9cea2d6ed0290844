"""Next year's plan from this year's: its structure with the dates moved, and what a person still has to confirm.

Months are left empty. A baseline is what was reported: of a reduction the mean of its reported months, of a growth
limit the last balance. What names a year, or carries this year's amounts, is not rewritten but noted as an assumption.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, localcontext
from typing import Final

from scoring.arithmetic.readings import readings
from scoring.entry.addresses import EntryError
from scoring.entry.blank_plan import check_year, plan_id
from scoring.messages import _
from scoring.model import Cell, Indicator, Objective, Plan, Value
from scoring.precision import PRECISION, ZERO
from scoring.text.following_texts import texts_of
from scoring.text.numbers import format_number

_YEAR: Final = re.compile(r"\b20\d\d\b")
_AMOUNT: Final = re.compile(r"\d{1,3}(?:\.\d{3})+")


def next_year(plan: Plan, year: int) -> Plan:
    """Return the plan for another year; EntryError for one that is not later, or that no plan is for."""
    check_year(year)
    if year <= plan.year:
        raise EntryError(_("{year} no es posterior a {old}, el año del plan.").format(year=year, old=plan.year))
    values: dict[Cell, Value] = {}
    objectives = tuple(_objective(plan, objective, year, values) for objective in plan.objectives)
    texts = plan.texts._replace(
        heading=tuple(str(year) if line.strip() == str(plan.year) else line for line in plan.texts.heading),
        signatures=tuple(signature._replace(date="", signed="") for signature in plan.texts.signatures),
    )
    return plan._replace(
        id=plan_id(plan.process, year), year=year, objectives=objectives, values=values, texts=texts, acts={}
    )


def _objective(plan: Plan, objective: Objective, year: int, values: dict[Cell, Value]) -> Objective:
    own = _indicators(plan, objective.own, year, values, _named(*objective.texts))
    actions = (
        action._replace(indicators=_indicators(plan, action.indicators, year, values, _named(action.text)))
        for action in objective.actions
    )
    return objective._replace(own=own, actions=tuple(actions))


def _indicators(
    plan: Plan, indicators: tuple[Indicator, ...], year: int, values: dict[Cell, Value], above: tuple[str, ...]
) -> tuple[Indicator, ...]:
    """Return indicators in another year; what the texts `above` them name is noted at the first."""
    return tuple(
        _indicator(plan, indicator, year, values, above if at == 0 else ()) for at, indicator in enumerate(indicators)
    )


def _indicator(
    plan: Plan, indicator: Indicator, year: int, values: dict[Cell, Value], above: tuple[str, ...]
) -> Indicator:
    """Return an indicator in another year, its baseline among `values`; `above` is what its action's texts name."""
    moved = indicator._replace(start=_in_year(indicator.start, year), end=_in_year(indicator.end, year))
    texts = indicator.texts
    for pair in texts_of(plan, indicator.id):
        name = pair.text.name.partition(".")[2]
        if pair.text.node == indicator.id and name in {"start", "end"} and getattr(texts, name) and pair.said(plan):
            texts = texts._replace(**{name: f"{getattr(moved, name):%d/%m/%Y}"})
    assumptions = list(indicator.assumptions)
    for cell, value in _baseline(plan, indicator).items():
        values[cell] = value
        assumptions.append(_baseline_told(plan, indicator, value))
    named = (*_named(texts.goal, texts.formula), *above)
    if named:
        told = _("viene de {year} y nombra {what}: revíselo")
        assumptions.append(told.format(what=", ".join(dict.fromkeys(named)), year=plan.year))
    return moved._replace(texts=texts, assumptions=tuple(dict.fromkeys(assumptions)))


def _baseline(plan: Plan, indicator: Indicator) -> Mapping[Cell, Decimal]:
    """Return the baseline of next year by its cell; none where nothing was reported, or it cannot be one."""
    if not indicator.kind.needs_baseline or indicator.baseline is None:
        return {}
    with localcontext(PRECISION):
        numbers = [read.numerator for read in readings(indicator, plan.values) if read.numerator is not None]
        if not numbers:
            return {}
        mean = sum(numbers, ZERO) / len(numbers)
        value = numbers[-1] if indicator.kind.carries_last else mean.quantize(Decimal("0.01"))
        if value <= 0:
            return {}
        whole = value == value.to_integral_value()
        return {Cell(indicator.id, indicator.baseline): value.quantize(Decimal(1)) if whole else value.normalize()}


def _baseline_told(plan: Plan, indicator: Indicator, value: Value) -> str:
    figure = format_number(value, plan.locale) if isinstance(value, Decimal) else ""
    if indicator.kind.carries_last:
        sentence = _("la línea base es el último saldo reportado de {year}, {figure}: confírmela")
    else:
        sentence = _("la línea base es el promedio de los meses reportados de {year}, {figure}: confírmela")
    return sentence.format(year=plan.year, figure=figure)


def _named(*texts: str) -> tuple[str, ...]:
    """Return the years and the amounts that texts name, each once."""
    bare = [re.sub(r"\d{1,2}/\d{1,2}/\d{4}", "", text) for text in texts]
    found: Iterator[str] = (match for text in bare for pattern in (_YEAR, _AMOUNT) for match in pattern.findall(text))
    return tuple(dict.fromkeys(found))


def _in_year(day: date, year: int) -> date:
    """Return the same day of another year; the last of February where that year has no 29th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
