"""What a person types over a field that a doubt speaks of, as changes of the plan."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from scoring.entry.values import format_held
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Constant, Direction, Indicator, Plan
from scoring.model.fields import Change, Field, FieldChange
from scoring.text.numbers import format_percent, parse_number

BASE: Final = "base"
_PERCENT: Final = "%"
_SENSES: Final = {
    "mínimo": Direction.AT_LEAST,
    "minimo": Direction.AT_LEAST,
    "máximo": Direction.AT_MOST,
    "maximo": Direction.AT_MOST,
}


class Mendable(NamedTuple):
    """A field that can be typed over: what it is called, what it holds now, and the changes that a text asks for."""

    label: str
    shown: Callable[[Plan, Indicator], str]
    changes: Callable[[Plan, Indicator, str], tuple[Change, ...]]


def mended(plan: Plan, id_: str, field: str, text: str) -> tuple[Change, ...]:
    """Return the changes that a text typed over a field asks for; PlanError where it is no value of it."""
    indicator = plan.indicator(id_)
    if indicator is None or field not in MENDABLE:
        raise PlanError(_("Eso no se cambia aquí: cambie la columna, el formulario, o el plan ya creado."))
    return MENDABLE[field].changes(plan, indicator, text.strip())


def _set(
    name: str, read: Callable[[Plan, Indicator, str], Any]
) -> Callable[[Plan, Indicator, str], tuple[Change, ...]]:
    return lambda plan, indicator, text: (FieldChange(Field(indicator.id, name), read(plan, indicator, text)),)


def _text(_plan: Plan, _indicator: Indicator, text: str) -> str:
    if not text:
        raise PlanError(_("Escriba un texto."))
    return text


def _target(plan: Plan, indicator: Indicator, text: str) -> Decimal | None:
    if not text:
        return None
    value = parse_number(text, plan.locale, indicator.unit)
    if indicator.unit == _PERCENT and _PERCENT not in text:
        raise PlanError(_("La meta va en %: escriba «{text} %».").format(text=text))
    return value


def _weight(plan: Plan, _indicator: Indicator, text: str) -> Decimal:
    value = parse_number(text, plan.locale)
    if _PERCENT not in text or value < 0:
        raise PlanError(_("El peso va en % y no baja de cero, como 12 %."))
    return value


def _direction(_plan: Plan, _indicator: Indicator, text: str) -> Direction:
    if text.casefold() not in _SENSES:
        raise PlanError(_("Escriba «mínimo» o «máximo»."))
    return _SENSES[text.casefold()]


def _day(plan: Plan, _indicator: Indicator, text: str) -> Any:
    try:
        day = datetime.strptime(text.replace("-", "/").replace(".", "/"), "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day
    except ValueError:
        raise PlanError(_("Escriba la fecha como 31/12/{year}.").format(year=plan.year)) from None
    if day.year != plan.year:
        raise PlanError(_("El plan es de {year}: la fecha tiene que serlo.").format(year=plan.year))
    return day


def _baseline(plan: Plan, indicator: Indicator, text: str) -> tuple[Change, ...]:
    """Return the changes that give an indicator its baseline, and the constant for it where it has none."""
    name = indicator.baseline or BASE
    value = parse_number(text, plan.locale) if text else None
    cell = CellChange(Cell(indicator.id, name), value)
    if indicator.baseline is not None:
        return (cell,)
    constant = Constant(BASE, _("Línea base"), indicator.unit)
    return (
        FieldChange(Field(indicator.id, "constants"), (*indicator.constants, constant)),
        FieldChange(Field(indicator.id, "baseline"), BASE),
        cell,
    )


def _shown_target(plan: Plan, indicator: Indicator) -> str:
    if indicator.target is None:
        return ""
    if indicator.unit == _PERCENT:
        return format_percent(indicator.target, plan.locale, 2)
    return format_held(indicator.target, plan.locale)


def _shown_baseline(plan: Plan, indicator: Indicator) -> str:
    return format_held(plan.values.get(Cell(indicator.id, indicator.baseline or BASE)), plan.locale)


MENDABLE: Final[Mapping[str, Mendable]] = {
    "name": Mendable(_("Nombre"), lambda _plan, item: item.name, _set("name", _text)),
    "target": Mendable(_("Meta"), _shown_target, _set("target", _target)),
    "unit": Mendable(_("Unidad"), lambda _plan, item: item.unit, _set("unit", _text)),
    "direction": Mendable(
        _("Sentido (mínimo o máximo)"),
        lambda _plan, item: _("máximo") if item.direction is Direction.AT_MOST else _("mínimo"),
        _set("direction", _direction),
    ),
    "weight": Mendable(
        _("Peso"), lambda plan, item: format_percent(item.weight, plan.locale, 2), _set("weight", _weight)
    ),
    "baseline": Mendable(_("Línea base"), _shown_baseline, _baseline),
    "responsible": Mendable(_("Responsable"), lambda _plan, item: item.responsible, _set("responsible", _text)),
    "start": Mendable(_("Inicio"), lambda _plan, item: f"{item.start:%d/%m/%Y}", _set("start", _day)),
    "end": Mendable(_("Final"), lambda _plan, item: f"{item.end:%d/%m/%Y}", _set("end", _day)),
}
"""By the name of the field."""
