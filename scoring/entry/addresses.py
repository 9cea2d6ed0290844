"""How a person names a cell: `4.efectivas@mar`, `4@3` where there is one variable, `7.base` for a constant.

What the program prints is read as well: `N° 4`, `6.m3@3:`, and `N° 4 Efectivas · Mar` as the screen has it. A field
of the definition goes by its canonical address: `4.weight`, `objective.2.weight`, `plan.process`. The cells of
resources are in `scoring.entry.resource_addresses`.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Constant, Indicator, Plan, Variable
from scoring.model.resources import CODE
from scoring.quoting import quoted
from scoring.text.months import parse_month

if TYPE_CHECKING:
    from scoring.model.fields import Address, Field

_NUMBER: Final = re.compile(r"^(?:n(?:[°º]|\.[°º]?|o\.)|#)\s*", re.IGNORECASE)
"""What is written before an indicator's number."""
_SPOKEN: Final = re.compile(r"(?P<id>[^\s.@]+) (?P<label>.+?)(?: [·-] (?P<month>[^\W\d_]+))?")
"""A cell as the screen calls it."""


class EntryError(PlanError):
    """Something typed that the plan has no place for, or that cannot be right."""


def parse_cell(plan: Plan, text: str, *, others: Iterable[str] = ()) -> Cell:
    """Read `ID.VARIABLE@MONTH`, `ID@MONTH` where there is one variable, or `ID.NAME` for a constant.

    `others` are names that may have been meant besides those of variables and constants.
    """
    if found_resource := _resource_cells(plan, text, one=True):
        return found_resource[0]
    indicator, name, month = _parts(plan, text)
    at = month is not None
    fields: tuple[Variable | Constant, ...] = indicator.variables if at else indicator.constants
    what = _("datos") if at else _("constantes")
    if not at and (name is None or name.lower() in {item.name.lower() for item in indicator.variables}):
        raise EntryError(
            _("«{text}»: falta el mes, como en {id}.{name}@mar.").format(
                text=quoted(text), id=indicator.id, name=name or indicator.variables[0].name
            )
        )
    found = [item.name for item in fields if name is None or item.name.lower() == name.lower()]
    if len(found) > 1:
        raise EntryError(
            _("«{text}»: el indicador {id} tiene varios datos, diga cuál: {known}.").format(
                text=quoted(text), id=indicator.id, known=", ".join(found)
            )
        )
    if not found and at and name in {item.name for item in indicator.constants}:
        raise EntryError(
            _("«{text}»: es una constante, que vale todo el año; escriba {id}.{name}, sin el mes.").format(
                text=quoted(text), id=indicator.id, name=quoted(name or "")
            )
        )
    if not found:
        known = ", ".join(item.name for item in fields) or _("ninguna")
        sentence = _("«{text}»: el indicador {id} no tiene «{name}» entre sus {what}; tiene: {known}.").format(
            text=quoted(text), id=indicator.id, name=quoted(name or ""), what=what, known=known
        )
        every = [item.name for item in typed_in(indicator)]
        raise EntryError(sentence + _meant(name or "", [*every, *others]))
    return Cell(indicator.id, found[0], parse_month(month, plan.year, plan.locale) if month is not None else None)


def find_cells(plan: Plan, text: str) -> tuple[Cell, ...]:
    """Return the cells that a text names, which leaves out what it does not narrow down.

    `6` is all of an indicator, constants first and month by month, `4@mar` all of its month, `4.efectivas` a variable
    in all its months.
    """
    return _resource_cells(plan, text) or _several(plan, text) or (parse_cell(plan, text),)


def find_indicator(plan: Plan, text: str) -> Indicator:
    """Return the indicator with the id typed, in capitals or not; EntryError lists the ids there are."""
    wanted = _NUMBER.sub("", text.strip()).lower()
    for indicator in plan.indicators:
        if indicator.id.lower() == wanted:
            return indicator
    ids = [indicator.id for indicator in plan.indicators]
    if not ids:
        raise EntryError(_("«{id}»: el plan está sin indicadores todavía.").format(id=quoted(text)))
    sentence = _("No hay ningún indicador «{id}» en este plan; hay: {known}.").format(
        id=quoted(text), known=", ".join(ids)
    )
    raise EntryError(sentence + _meant(wanted, ids))


def typed_in(indicator: Indicator) -> tuple[Variable | Constant, ...]:
    """Return what is typed for an indicator."""
    return (*indicator.variables, *indicator.constants)


def parse_address(plan: Plan, text: str) -> "Cell | Field":
    """Read the address of a cell, or of a field of the definition (`4.weight`); a constant's name comes first."""
    from scoring.model.fields import FIELDS  # what only names cells does without
    from scoring.model.structure import INDICATOR

    return _field(plan, text) or parse_cell(plan, text, others=FIELDS[INDICATOR])


def find_addresses(plan: Plan, text: str) -> "tuple[Address, ...]":
    """Return the cells and the fields of the definition that a text names: `6` is all there is of an indicator."""
    from scoring.model.fields import ATTRIBUTE, FIELDS, Field  # what only names cells does without
    from scoring.model.structure import INDICATOR

    if field := _field(plan, text):
        return (field,)
    if resources := _resource_cells(plan, text):
        return resources
    indicator, name, month = _parts(plan, text)
    cells = _several(plan, text) or (parse_address(plan, text),)
    whole = name is None and month is None
    attributes = (f"{ATTRIBUTE}{name}" for name, _text in indicator.attributes)
    return (*cells, *(Field(indicator.id, name) for name in (*FIELDS[INDICATOR], *attributes))) if whole else cells


def _resource_cells(plan: Plan, text: str, *, one: bool = False) -> tuple[Cell, ...]:
    """Return the cells of resources that a text names; none where it names something else."""
    if text.lstrip()[:1].upper() != CODE:  # what only names an indicator's cells does without
        return ()
    from scoring.entry.resource_addresses import resource_cell, resource_cells

    if one:
        cell = resource_cell(plan, text)
        return () if cell is None else (cell,)
    return resource_cells(plan, text) or ()


def _several(plan: Plan, text: str) -> tuple[Cell, ...]:
    """Return the cells of a text that leaves the month or the variable out; none where it is to name a single one."""
    indicator, name, month = _parts(plan, text)
    if month is not None:
        return () if name is not None else tuple(indicator.cells(parse_month(month, plan.year, plan.locale)))
    every = [cell for at in indicator.months for cell in indicator.cells(at)]
    if name is None:
        return (*(Cell(indicator.id, item.name) for item in indicator.constants), *every)
    return tuple(cell for cell in every if cell.name.lower() == name.lower())


def _field(plan: Plan, text: str) -> "Field | None":
    """Return the field that a text names; None where it may be a cell, which belongs to an indicator as well."""
    from scoring.model.fields import FIELDS, Field, FieldError, node_kind, value_of
    from scoring.model.structure import INDICATOR

    try:
        field = Field.parse(_NUMBER.sub("", text.strip().removesuffix(":")))
    except ValueError:
        return None
    if field.attribute:
        from scoring.entry.attributes import attribute_meant  # most addresses are of none

        return attribute_meant(plan, Field.parse(_NUMBER.sub("", text.strip())))
    kind = node_kind(field)
    if kind == INDICATOR:
        indicator = plan.indicator(field.node)
        constants = {item.name for item in indicator.constants} if indicator else set()
        if field.name in constants or field.name not in FIELDS[kind]:
            return None
    try:
        value_of(plan, field)
    except FieldError as error:
        if field.name in FIELDS[kind]:
            raise
        raise FieldError(f"{error}.{_meant(field.name, FIELDS[kind])}") from None
    return field


def _parts(plan: Plan, text: str) -> tuple[Indicator, str | None, str | None]:
    """Return what a text names: an indicator, a variable or constant, a month; None for each of these left out."""
    written = _NUMBER.sub("", " ".join(text.split()).removesuffix(":"))
    spoken = _SPOKEN.fullmatch(written)
    if spoken and (indicator := plan.indicator(spoken["id"].upper())):
        for item in typed_in(indicator):
            if item.label.lower() == spoken["label"].lower():
                return indicator, item.name, spoken["month"]
    address, at, month = written.partition("@")
    id_, dot, name = address.partition(".")
    return find_indicator(plan, id_), name.strip() if dot else None, month if at else None


def _meant(word: str, known: Iterable[str]) -> str:
    from scoring.text.suggestions import meant  # what is spelt right does without

    return meant(word, known)
