"""The words that several sheets share."""

import re
from typing import Final

from scoring.messages import _
from scoring.model import MONTHS, Aggregate, Indicator, Kind, Plan
from scoring.text.months import month_name
from workbook.model.cells import MES_CORTE, literal

_SAYS_LITTLE: Final = re.compile(r"[\W\d_]*")


def month_text(month: int, locale: str) -> str:
    """Return the name of a cut-off month."""
    return month_name(month, locale, wide=True).capitalize() if month else _("Sin corte")


def month_formula(locale: str) -> str:
    """Return the formula that names the month in `mes_corte`."""
    names = ",".join(literal(month_text(month, locale)) for month in (0, *MONTHS))
    return f"CHOOSE({MES_CORTE}+1,{names})"


def line_title(plan: Plan, indicator: Indicator) -> str:
    """Return what a line is called where its action is not at hand: a goal such as «95%» needs it."""
    if not _SAYS_LITTLE.fullmatch(indicator.name):
        return indicator.name
    actions = (action for objective in plan.objectives for action in objective.actions)
    action = next((action.text for action in actions if action.number == indicator.action), "")
    return f"{action} ({indicator.name})" if action else indicator.name


def with_unit(label: str, unit: str) -> str:
    """Return a label with its unit, unless it speaks of it already."""
    return f"{label} ({unit})" if unit and unit.lower() not in label.lower() else label


def shortened(text: str, length: int) -> str:
    """Return a text cut at a word to at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def cell_title(plan: Plan, address: str) -> str:
    """Return what the cell at an address such as `4.efectivas@3` holds: «Lecturas efectivas, mar»."""
    place, _at, month = address.partition("@")
    id_, _dot, name = place.partition(".")
    indicator = plan.indicator(id_)
    if indicator is None:
        return ""
    labels = {item.name: item.label for item in indicator.constants}
    labels |= {item.name: item.label for item in indicator.variables}
    label = labels.get(name, name)
    return f"{label}, {month_name(int(month), plan.locale)}" if month.isdecimal() else label


def kind_text(indicator: Indicator) -> str:
    """Return how an indicator's months become one result, in words."""
    match indicator.kind:
        case Kind.SUM:
            return _("Acumulado: la suma de los meses")
        case Kind.RATIO:
            return _("Razón: suma de numeradores sobre suma de denominadores")
        case Kind.LEVEL if indicator.aggregate is Aggregate.MEAN:
            return _("Nivel: el promedio de los meses")
        case Kind.LEVEL:
            return _("Nivel: el último mes reportado")
        case Kind.REDUCTION:
            return _("Reducción: cuánto baja el promedio mensual frente a la línea base")
        case Kind.CEILING:
            return _("Tope: cuánto crece el último saldo frente a la línea base")
        case Kind.MILESTONE:
            return _("Hito: se cumple o no se cumple")
