"""What a person types, read against the plan: addresses of cells, values, and what a plan accepts."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from scoring.errors import PlanError
from scoring.i18n import _
from scoring.model import Cell, Change, Constant, Indicator, Input, Kind, Mark, Plan, Value
from scoring.months import reading, readings
from scoring.numbers import format_number, month_name, parse_month, parse_number
from scoring.precision import MAX_DIGITS, PRECISION


class EntryError(PlanError):
    """Something typed that the plan has no place for, or that cannot be right."""


def parse_assignment(plan: Plan, text: str) -> tuple[Change, ...]:
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


def parse_cell(plan: Plan, text: str) -> Cell:
    """Read `ID.INPUT@MONTH`, `ID@MONTH` where there is one input, or `ID.NAME` for a constant."""
    address, at, month = text.strip().partition("@")
    id_, dot, name = address.partition(".")
    line = find_indicator(plan, id_)
    fields: tuple[Input | Constant, ...] = line.inputs if at else line.constants
    what = _("datos") if at else _("constantes")
    if not at and (not dot or name.lower() in {item.name.lower() for item in line.inputs}):
        raise EntryError(
            _("«{text}»: falta el mes, como en {id}.{name}@mar.").format(
                text=text, id=line.id, name=name or line.inputs[0].name
            )
        )
    found = [item.name for item in fields if not dot or item.name.lower() == name.lower()]
    if len(found) > 1:
        raise EntryError(
            _("«{text}»: el indicador {id} tiene varios datos, diga cuál: {known}.").format(
                text=text, id=line.id, known=", ".join(found)
            )
        )
    if not found:
        known = ", ".join(item.name for item in fields) or _("ninguna")
        raise EntryError(
            _("«{text}»: el indicador {id} no tiene «{name}» entre sus {what}; tiene: {known}.").format(
                text=text, id=line.id, name=name, what=what, known=known
            )
        )
    return Cell(line.id, found[0], parse_month(month, plan.year, plan.locale) if at else None)


def find_indicator(plan: Plan, text: str) -> Indicator:
    """Return the indicator with the id typed, in capitals or not; EntryError lists the ids there are."""
    for line in plan.indicators:
        if line.id.lower() == text.strip().lower():
            return line
    known = ", ".join(line.id for line in plan.indicators)
    raise EntryError(_("No hay ningún indicador «{id}» en este plan; hay: {known}.").format(id=text, known=known))


def parse_value(plan: Plan, text: str) -> Value | None:
    """Read a number in the plan's locale, `NP`, or nothing, which clears the cell."""
    if not text.strip():
        return None
    if text.strip().upper() == Mark.NP.value:
        return Mark.NP
    return parse_number(text, plan.locale)


def format_value(value: Value | None, locale: str) -> str:
    """Write what a cell holds, every digit of it; empty where it holds nothing."""
    if value is None:
        return ""
    return value.value if isinstance(value, Mark) else format_number(value, locale)


def changes_for(plan: Plan, cell: Cell, value: Value | None) -> tuple[Change, ...]:
    """Return what writing a value into a cell changes.

    NP says that nothing was due in the month, so it marks every input of the indicator; a number or a clearing takes
    the mark off its siblings again.
    """
    line = plan.indicator(cell.indicator)
    if line is None or cell.month is None:
        return (Change(cell, value),)
    siblings = [other for other in line.cells(cell.month) if other != cell]
    if value is Mark.NP:
        return (Change(cell, value), *(Change(other, Mark.NP) for other in siblings))
    freed = tuple(Change(other, None) for other in siblings if plan.values.get(other) is Mark.NP)
    return (Change(cell, value), *freed)


def accept(plan: Plan, changes: Sequence[Change]) -> Plan:
    """Return the plan with the changes made, or raise EntryError where a figure cannot stand."""
    for change in changes:
        _check(plan, change)
    changed = plan.with_changes(tuple(changes))
    for cell in {change.cell for change in changes}:
        _check_ratio(changed, cell)
    return changed


def _check(plan: Plan, change: Change) -> None:
    cell, value = change
    line = find_indicator(plan, cell.indicator)
    fields = line.constants if cell.month is None else line.inputs
    if cell.name not in {item.name for item in fields}:
        raise EntryError(_("{cell}: no es una celda de este plan.").format(cell=cell))
    if cell.month is not None and not line.start.month <= cell.month <= line.end.month:
        raise EntryError(
            _("{cell}: en {month} el indicador {id} no está programado; va de {start} a {end}.").format(
                cell=cell,
                month=month_name(cell.month, plan.locale, wide=True),
                id=line.id,
                start=month_name(line.start.month, plan.locale, wide=True),
                end=month_name(line.end.month, plan.locale, wide=True),
            )
        )
    if value is Mark.NP and cell.month is None:
        raise EntryError(_("{cell}: una constante no puede ser NP; escriba una cifra.").format(cell=cell))
    if isinstance(value, Decimal):
        if not value.is_finite() or len(value.as_tuple().digits) > MAX_DIGITS or abs(value.adjusted()) > MAX_DIGITS:
            raise EntryError(
                _("{cell}: no es una cifra de {limit} dígitos o menos.").format(cell=cell, limit=MAX_DIGITS)
            )
        if cell.month is None and cell.name == line.baseline and value <= 0:
            raise EntryError(_("{cell}: la línea base tiene que ser mayor que cero.").format(cell=cell))


def _check_ratio(plan: Plan, cell: Cell) -> None:
    """Refuse something over nothing: a ratio with a numerator and no denominator has no value."""
    line = find_indicator(plan, cell.indicator)
    if line.kind is not Kind.RATIO:
        return
    with localcontext(PRECISION):
        touched = readings(line, plan.values) if cell.month is None else (reading(line, plan.values, cell.month),)
        for read in touched:
            if read and read.numerator and read.denominator == 0:
                raise EntryError(
                    _("{id}, {month}: hay {numerator} sobre cero; corrija el numerador o el denominador.").format(
                        id=line.id,
                        month=month_name(read.month, plan.locale, wide=True),
                        numerator=format_number(read.numerator, plan.locale),
                    )
                )
