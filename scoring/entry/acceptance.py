"""Whether a plan takes the changes that somebody wants to make."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from scoring.arithmetic.readings import reading, readings
from scoring.entry.addresses import EntryError, find_indicator
from scoring.messages import _
from scoring.model import Cell, CellChange, Mark, Plan, Value
from scoring.model.resources import resource_of
from scoring.model.validation import validate
from scoring.precision import MAX_DIGITS, PRECISION, in_reach
from scoring.text.clock import date_and_time
from scoring.text.months import month_name
from scoring.text.numbers import format_number

if TYPE_CHECKING:
    from scoring.model.fields import Change


def accept(plan: Plan, changes: "Sequence[Change]", *, again: bool = False) -> Plan:
    """Return the plan with the changes made, or raise PlanError where it does not take them.

    Values are judged by the plan that all changes together give, and so is its definition where they change it. What
    is undone or put back was taken before: of it (`again`) nothing is asked but that the plan can be scored, and that
    the months are open.
    """
    changed = plan.with_changes(changes)
    cells = [change for change in changes if isinstance(change, CellChange)]
    for change in cells if plan.acts else ():
        had, has = (_has(each, change.cell) for each in (plan, changed))
        # What goes with its variable, or comes back with it, is no correction of a figure.
        if had == has or (has and not again):
            check_open(plan, change)
    if len(cells) < len(changes):
        validate(changed, sound=plan)
        if not again:
            from scoring.entry.definition_acceptance import check_definition  # changes of cells do not need it

            check_definition(plan, changed, changes)
    for change in cells:
        # What the definition has no place for any more can still be cleared.
        if change.value is not None or change.cell not in plan.values:
            _check(changed, change, again=again)
    for cell in {change.cell for change in cells}:
        # An indicator that is put back comes with the values it had, whoever wrote them.
        if not (again and plan.indicator(cell.indicator) is None):
            _check_ratio(changed, cell)
    return changed


def _has(plan: Plan, cell: Cell) -> bool:
    """Tell whether a plan has the variable of a cell."""
    indicator = plan.indicator(cell.indicator)
    return indicator is not None and cell.name in {item.name for item in indicator.variables}


class ClosedCellError(EntryError):
    """A cell of a closed month; the sentence says who closed it, when, and how it is opened again."""

    def __init__(self, closed: str, way: str) -> None:
        super().__init__(f"{closed} {way}")
        self.closed = closed
        """The same without how it is opened again, which the application does by a key."""


def check_open(plan: Plan, change: CellChange) -> None:
    """Raise ClosedCellError where a change would give a closed cell another value."""
    if plan.values.get(change.cell) != change.value and (closed := why_closed(plan, change.cell)):
        raise closed


def why_closed(plan: Plan, cell: Cell) -> ClosedCellError | None:
    """Return the refusal of a cell that is closed; None for one that takes values."""
    if not plan.acts:
        return None
    from scoring.model.acts import closing_month, covering_close, is_closed  # most plans have no closed month yet

    month = closing_month(cell)
    covering = covering_close(plan, month)
    if covering is None or not is_closed(plan, cell):
        return None
    close = covering[1]
    closed = _("{cell}: {month} está cerrado; lo cerró {by} el {at}.").format(
        cell=cell,
        month=month_name(month, plan.locale, wide=True),
        by=close.by,
        at=date_and_time(close.at, plan.timezone, plan.locale, seconds=False),
    )
    indicator = plan.indicator(cell.indicator)
    by_itself = resource_of(plan, cell) or (indicator is not None and month in indicator.months)
    only = f" --indicator {cell.indicator}" if by_itself else ""
    way = _("Para corregirlo: plan reopen {month}{only} --reason «motivo».")
    return ClosedCellError(closed, way.format(month=month_name(month, plan.locale), only=only))


def _check(plan: Plan, change: CellChange, *, again: bool) -> None:
    cell, value = change
    if resource_of(plan, cell):
        _check_amount(cell, value)
        return
    indicator = find_indicator(plan, cell.indicator)
    fields = indicator.constants if cell.month is None else indicator.variables
    if cell.name not in {item.name for item in fields}:
        raise EntryError(_("{cell}: no es una celda de este plan.").format(cell=cell))
    # A month that narrowed dates left outside comes back with its indicator, unscored as it was.
    if not again and cell.month is not None and cell.month not in indicator.months:
        raise EntryError(
            _("{cell}: en {month} el indicador {id} no está programado; va de {start} a {end}.").format(
                cell=cell,
                month=month_name(cell.month, plan.locale, wide=True),
                id=indicator.id,
                start=month_name(indicator.start.month, plan.locale, wide=True),
                end=month_name(indicator.end.month, plan.locale, wide=True),
            )
        )
    if value is Mark.NP and cell.month is None:
        raise EntryError(_("{cell}: una constante no puede ser NP; escriba una cifra.").format(cell=cell))
    _check_reach(cell, value)
    is_baseline = cell.month is None and cell.name == indicator.baseline
    if is_baseline and isinstance(value, Decimal) and value <= 0:
        raise EntryError(_("{cell}: la línea base tiene que ser mayor que cero.").format(cell=cell))


def _check_amount(cell: Cell, value: Value | None) -> None:
    """Refuse what is no amount of money; a month's can be negative, since what was executed can be given back."""
    if value is Mark.NP:
        raise EntryError(
            _("{cell}: los recursos no llevan NP; escriba 0 si no se ejecutó nada, o deje la celda vacía.").format(
                cell=cell
            )
        )
    _check_reach(cell, value)
    if cell.month is None and isinstance(value, Decimal) and value < 0:
        raise EntryError(_("{cell}: un presupuesto no puede ser negativo.").format(cell=cell))


def _check_reach(cell: Cell, value: Value | None) -> None:
    if isinstance(value, Decimal) and not in_reach(value):
        raise EntryError(_("{cell}: no es una cifra de {limit} dígitos o menos.").format(cell=cell, limit=MAX_DIGITS))


def _check_ratio(plan: Plan, cell: Cell) -> None:
    """Refuse something over nothing: a ratio with a numerator and no denominator has no value."""
    indicator = plan.indicator(cell.indicator)
    if indicator is None or not indicator.kind.divides_by_variable:
        return
    with localcontext(PRECISION):
        touched = (
            readings(indicator, plan.values) if cell.month is None else (reading(indicator, plan.values, cell.month),)
        )
        for read in touched:
            if read and read.numerator and read.denominator == 0:
                raise EntryError(
                    _("{id}, {month}: hay {numerator} sobre cero; corrija el numerador o el denominador.").format(
                        id=indicator.id,
                        month=month_name(read.month, plan.locale, wide=True),
                        numerator=format_number(read.numerator, plan.locale),
                    )
                )
