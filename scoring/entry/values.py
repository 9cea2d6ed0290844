"""What a person types into a cell, and what writing it changes."""

from datetime import date
from decimal import Decimal
from typing import Any

from scoring.entry.addresses import EntryError, parse_cell, typed_in
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Mark, Plan, Value
from scoring.model.resources import UNIT, resource_of
from scoring.quoting import quoted
from scoring.text.numbers import format_value, parse_number


def parse_assignment(plan: Plan, text: str) -> tuple[CellChange, ...]:
    """Read `ID.VARIABLE@MONTH=VALUE` or `ID.NAME=VALUE` into the changes it asks for."""
    address, sign, value = text.partition("=")
    if not sign:
        raise EntryError(
            _("«{text}» no es una asignación: escriba ID.DATO@MES=VALOR, como 4.efectivas@mar=96.200.").format(
                text=quoted(text)
            )
        )
    cell = parse_cell(plan, address)
    try:
        return changes_for(plan, cell, parse_value(plan, value, cell))
    except PlanError as error:
        raise EntryError(f"{quoted(address.strip())}: {error}") from None


def parse_value(plan: Plan, text: str, cell: Cell | None = None) -> Value | None:
    """Read a number in the plan's locale, `NP`, or nothing, which clears the cell.

    `cell` is where it is to go: a number with another unit than that cell's is refused.
    """
    if not text.strip():
        return None
    if text.strip().upper() == Mark.NP.value:
        return Mark.NP
    return parse_number(text, plan.locale, _unit(plan, cell) if cell else "")


def _unit(plan: Plan, cell: Cell) -> str:
    """Return what a cell's number is counted in; empty where the plan does not say."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None and resource_of(plan, cell):
        return UNIT
    typed = typed_in(indicator) if indicator else ()
    return next((item.unit for item in typed if item.name == cell.name), "")


def changes_for(plan: Plan, cell: Cell, value: Value | None) -> tuple[CellChange, ...]:
    """Return what writing a value into a cell changes.

    NP says that nothing was due in the month, so it marks every variable of the indicator; a number or a clearing
    takes the mark off the others again.
    """
    indicator = plan.indicator(cell.indicator)
    if indicator is None or cell.month is None:
        return (CellChange(cell, value),)
    siblings = [other for other in indicator.cells(cell.month) if other != cell]
    if value is Mark.NP:
        return (CellChange(cell, value), *(CellChange(other, Mark.NP) for other in siblings))
    freed = tuple(CellChange(other, None) for other in siblings if plan.values.get(other) is Mark.NP)
    return (CellChange(cell, value), *freed)


def format_held(value: Any, locale: str) -> str:
    """Write what a cell or a field of the definition holds; empty where it holds nothing."""
    if isinstance(value, str) or value is None:  # choices such as the kind of an indicator are texts too
        return str(value or "")
    if isinstance(value, Decimal | Mark):
        return format_value(value, locale)
    if isinstance(value, tuple):
        named = hasattr(value, "_fields") and isinstance(value[0], str)
        return str(value[0]) if named else _joined([format_held(item, locale) for item in value])
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _joined(parts: list[str]) -> str:
    """Write the parts of one value: levels and shares with strokes, as a person types them."""
    numbers = all(part[:1].isdecimal() for part in parts)
    return ("/" if numbers else ", ").join(parts)
