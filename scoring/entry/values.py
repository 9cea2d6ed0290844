"""What a person types into a cell, and what writing it changes."""

from scoring.entry.addresses import EntryError, parse_cell
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Mark, Plan, Value
from scoring.text.numbers import parse_number


def parse_assignment(plan: Plan, text: str) -> tuple[CellChange, ...]:
    """Read `ID.INPUT@MONTH=VALUE` or `ID.NAME=VALUE` into the changes it asks for."""
    address, sign, value = text.partition("=")
    if not sign:
        raise EntryError(
            _("«{text}» no es una asignación: escriba ID.DATO@MES=VALOR, como 4.efectivas@mar=96.200.").format(
                text=text
            )
        )
    cell = parse_cell(plan, address)
    try:
        return changes_for(plan, cell, parse_value(plan, value))
    except PlanError as error:
        raise EntryError(f"{address.strip()}: {error}") from None


def parse_value(plan: Plan, text: str) -> Value | None:
    """Read a number in the plan's locale, `NP`, or nothing, which clears the cell."""
    if not text.strip():
        return None
    if text.strip().upper() == Mark.NP.value:
        return Mark.NP
    return parse_number(text, plan.locale)


def changes_for(plan: Plan, cell: Cell, value: Value | None) -> tuple[CellChange, ...]:
    """Return what writing a value into a cell changes.

    NP says that nothing was due in the month, so it marks every input of the indicator; a number or a clearing takes
    the mark off its siblings again.
    """
    line = plan.indicator(cell.indicator)
    if line is None or cell.month is None:
        return (CellChange(cell, value),)
    siblings = [other for other in line.cells(cell.month) if other != cell]
    if value is Mark.NP:
        return (CellChange(cell, value), *(CellChange(other, Mark.NP) for other in siblings))
    freed = tuple(CellChange(other, None) for other in siblings if plan.values.get(other) is Mark.NP)
    return (CellChange(cell, value), *freed)
