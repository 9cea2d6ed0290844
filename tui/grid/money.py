"""What the grid shows of money: an objective's execution, a resource's, and a budget that only the form says."""

from decimal import Decimal

from scoring.arithmetic.execution import ResourceExecution, execution
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.resources import UNIT
from scoring.text.months import month_name
from scoring.text.words import source_label
from tui.grid.rows import Row
from tui.grid.values import percent, value_text
from tui.grid.view import Draft, Known, View


def cell_name(plan: Plan, cell: Cell, dot: str) -> str:
    """Return a cell of a resource as a person calls it: `R2 Recursos propios · Mar`, or without a month its budget."""
    label = f"{cell.indicator} {source_label(cell.name)}"
    return label if cell.month is None else f"{label} {dot} {month_name(cell.month, plan.locale).capitalize()}"


def share(known: Known, row: Row) -> Decimal | None:
    """Return what is executed up to the cut-off of the resource in a row, as a fraction of its budget."""
    found = _of_row(known, row)
    return found.figures.share if found else None


def budget_in_form(known: Known, row: Row) -> Decimal | None:
    """Return the budget that only the form's text says of the resource in a row."""
    found = _of_row(known, row)
    return found.figures.budget if found and found.from_text else None


def of_node(known: Known, row: Row) -> str:
    """Return what is executed of the money of an objective, in words; empty where it has none."""
    found = known.execution().of(f"objective.{row.id[1:]}")
    if found is None:
        return ""
    locale, figures = known.plan.locale, found.figures
    budget, executed = value_text(figures.budget, locale), value_text(figures.executed, locale)
    if figures.share is not None:
        return _("ejecutado {share} % de {budget}").format(share=percent(figures.share, locale), budget=budget)
    if figures.executed is not None:
        return _("ejecutado {executed}").format(executed=executed)
    return _("presupuesto {budget}").format(budget=budget)


def detail(view: View, row: Row, cell: Cell) -> list[str]:
    """Return what is to be known of an amount: the cell and what it holds, its note, the resource so far."""
    known, plan = view.known, view.known.plan
    held = value_text(plan.values.get(cell), plan.locale)
    said = budget_in_form(known, row) if cell.month is None else None
    amount = _("= {amount} {unit} según el formulario").format(amount=value_text(said, plan.locale), unit=UNIT)
    name = cell_name(plan, cell, view.symbols.dot)
    parts = [f" {name} {amount if said is not None else f'= {held} {UNIT}'}"]
    note = known.notes.get(cell)
    parts += [_("* {note}").format(note=note)] if note else []
    found = _of_row(known, row)
    return [*parts, *(_so_far(found.figures.executed, found.figures.budget, plan.locale) if found else ())]


def drafted(view: View, draft: Draft, cell: Cell) -> str:
    """Return what the amount being typed makes of its resource's execution."""
    plan = draft.score.plan
    found = execution(plan, view.known.cutoff).resource(cell.indicator, cell.name)
    return "   ".join(_so_far(found.figures.executed, found.figures.budget, plan.locale)) if found else ""


def _so_far(executed: Decimal | None, budget: Decimal | None, locale: str) -> list[str]:
    """Return what is executed up to the cut-off, and of how much."""
    if executed is None:
        return []
    if budget is None:
        return [_("al corte {executed}, sin presupuesto").format(executed=value_text(executed, locale))]
    return [
        _("al corte {executed} de {budget}").format(
            executed=value_text(executed, locale), budget=value_text(budget, locale)
        )
    ]


def _of_row(known: Known, row: Row) -> ResourceExecution | None:
    return known.execution().resource(row.code, row.field or "")
