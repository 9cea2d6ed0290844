"""How a person names a cell: `4.efectivas@mar`, `4@3` where there is one variable, `7.base` for a constant.

A field of the definition goes by its canonical address: `4.weight`, `objective.2.weight`, `plan.process`.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Constant, Indicator, Plan, Variable
from scoring.text.months import parse_month

if TYPE_CHECKING:
    from scoring.model.fields import Field


class EntryError(PlanError):
    """Something typed that the plan has no place for, or that cannot be right."""


def parse_cell(plan: Plan, text: str) -> Cell:
    """Read `ID.VARIABLE@MONTH`, `ID@MONTH` where there is one variable, or `ID.NAME` for a constant."""
    address, at, month = text.strip().partition("@")
    id_, dot, name = address.partition(".")
    indicator = find_indicator(plan, id_)
    fields: tuple[Variable | Constant, ...] = indicator.variables if at else indicator.constants
    what = _("datos") if at else _("constantes")
    if not at and (not dot or name.lower() in {item.name.lower() for item in indicator.variables}):
        raise EntryError(
            _("«{text}»: falta el mes, como en {id}.{name}@mar.").format(
                text=text, id=indicator.id, name=name or indicator.variables[0].name
            )
        )
    found = [item.name for item in fields if not dot or item.name.lower() == name.lower()]
    if len(found) > 1:
        raise EntryError(
            _("«{text}»: el indicador {id} tiene varios datos, diga cuál: {known}.").format(
                text=text, id=indicator.id, known=", ".join(found)
            )
        )
    if not found:
        known = ", ".join(item.name for item in fields) or _("ninguna")
        raise EntryError(
            _("«{text}»: el indicador {id} no tiene «{name}» entre sus {what}; tiene: {known}.").format(
                text=text, id=indicator.id, name=name, what=what, known=known
            )
        )
    return Cell(indicator.id, found[0], parse_month(month, plan.year, plan.locale) if at else None)


def find_indicator(plan: Plan, text: str) -> Indicator:
    """Return the indicator with the id typed, in capitals or not; EntryError lists the ids there are."""
    for indicator in plan.indicators:
        if indicator.id.lower() == text.strip().lower():
            return indicator
    known = ", ".join(indicator.id for indicator in plan.indicators)
    raise EntryError(_("No hay ningún indicador «{id}» en este plan; hay: {known}.").format(id=text, known=known))


def parse_address(plan: Plan, text: str) -> "Cell | Field":
    """Read the address of a cell, or of a field of the definition (`4.weight`); a constant's name comes first."""
    from scoring.model.fields import FIELDS, Field, node_kind, value_of  # what only names cells does without

    with suppress(ValueError):
        field = Field.parse(text.strip())
        indicator = plan.indicator(field.node)
        constants = {item.name for item in indicator.constants} if indicator else set()
        if field.name in FIELDS[node_kind(field)] and field.name not in constants:
            value_of(plan, field)  # refuses a node that the plan does not have
            return field
    return parse_cell(plan, text)
