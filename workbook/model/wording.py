"""The words that several sheets share."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.model import MONTHS, Cell, Indicator, Objective, Plan, Thresholds
from scoring.model.cells import split_address
from scoring.model.resources import FORM_SOURCES, code_of, resource_of
from scoring.text.months import month_name
from scoring.text.numbers import format_number, format_percent
from scoring.text.words import source_label
from workbook.model.formula_references import MES_CORTE, literal

EXECUTED: Final = _("Ejecutado al corte")
"""What begins the row of the form that is no objective's: what is executed of each source."""
SIGNED: Final = _("Firmado en el programa")
"""What begins a signature that was made in the program, where the form has room to sign."""
DIGEST: Final = _("SHA-256 de los términos")
"""What begins the small print of a form that is to be signed."""
_SAYS_LITTLE: Final = re.compile(r"[\W\d_]*")


def is_added(text: str) -> bool:
    """Tell whether an export adds a text to a form: figures, signatures and digests are no words of the form."""
    return text.startswith((EXECUTED, SIGNED, DIGEST))


def month_text(month: int, locale: str) -> str:
    """Return the name of a cut-off month."""
    return month_name(month, locale, wide=True).capitalize() if month else _("Sin corte")


def month_formula(locale: str) -> str:
    """Return the formula that names the month in `mes_corte`."""
    names = ",".join(literal(month_text(month, locale)) for month in (0, *MONTHS))
    return f"CHOOSE({MES_CORTE}+1,{names})"


def action_texts(plan: Plan) -> dict[str, str]:
    """Return the texts of a plan's actions by their numbers."""
    return {action.number: action.text for objective in plan.objectives for action in objective.actions}


def indicator_title(indicator: Indicator, actions: Mapping[str, str]) -> str:
    """Return what an indicator is called: by its short name; else by its own, with its action if that is a mere goal.

    `actions` are the texts of the plan's actions by their numbers.
    """
    if indicator.short:
        return indicator.short
    action = actions.get(indicator.action or "")
    return f"{action} ({indicator.name})" if action and _SAYS_LITTLE.fullmatch(indicator.name) else indicator.name


def levels_text(thresholds: Thresholds, locale: str) -> str:
    """Return from which compliance on a level is reached: «Verde desde 90 %, amarillo desde 70 %»."""
    return _("Verde desde {green}, amarillo desde {yellow}").format(
        green=format_percent(thresholds.green, locale, 0), yellow=format_percent(thresholds.yellow, locale, 0)
    )


def with_unit(label: str, unit: str) -> str:
    """Return a label with its unit, unless it names it already."""
    return f"{label} ({unit})" if unit and unit.lower() not in label.lower() else label


def cell_title(plan: Plan, address: str) -> str:
    """Return what the cell at an address such as `4.efectivas@3` holds: «Lecturas efectivas, mar»."""
    id_, name, month = split_address(address)
    indicator = plan.indicator(id_)
    if indicator is None:
        return _amount_title(plan, id_, name, month)
    labels = {item.name: item.label for item in indicator.constants}
    labels |= {item.name: item.label for item in indicator.variables}
    label = labels.get(name, name)
    return f"{label}, {month_name(int(month), plan.locale)}" if month and month.isdecimal() else label


def numbered_title(plan: Plan, address: str) -> str:
    """Return what the cell at an address holds, with its indicator or resource: «N° 4 Lecturas efectivas, mar»."""
    name, title = split_address(address)[0], cell_title(plan, address)
    return f"N° {name} {title}" if plan.indicator(name) else f"{name} {title}".rstrip()


def _amount_title(plan: Plan, code: str, source: str, month: str | None) -> str:
    """Return what a cell of a resource holds; empty where the plan has no such resource."""
    if resource_of(plan, Cell(code, source)) is None:
        return ""
    label = source_label(source)
    if month and month.isdecimal():
        return _("{source}, ejecutado en {month}").format(source=label, month=month_name(int(month), plan.locale))
    return _("{source}, presupuesto").format(source=label)


def funds_text(plan: Plan, objective: Objective, source: str) -> str:
    """Return what the form prints of an objective's money from a source: its own words, else the budget there is."""
    said = getattr(objective.texts, FORM_SOURCES[source])
    if said.strip():
        return str(said)
    held = plan.values.get(Cell(code_of(objective.number), source))
    return f"$ {format_number(held, plan.locale)}" if isinstance(held, Decimal) else ""
