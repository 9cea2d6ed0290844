"""What is due and not reported, by who has to report it and by what it adds to the plan."""

from collections.abc import Sequence

from scoring.arithmetic.pending import Pending, pending_of
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Cell, Plan
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import percent
from tui.pages.page import Page, PageLine, paragraph, plain


def pending_page(score: PlanScore, symbols: Symbols) -> Page:
    """Return the pending cells under whoever has to report them, what adds most first; each leads to its cell."""
    pending = pending_of(score)
    title = _("Pendientes: {count}").format(count=len(pending))
    return Page(title, lambda width: _lines(score.plan, pending, symbols, width))


def _lines(plan: Plan, pending: Sequence[Pending], symbols: Symbols, width: int) -> list[PageLine]:
    lines: list[PageLine] = []
    responsibles = dict.fromkeys(item.indicator.responsible for item in pending)
    for responsible in responsibles:
        theirs = [item for item in pending if item.indicator.responsible == responsible]
        title = _(" {name}: {count}").format(name=responsible or _("sin responsable"), count=len(theirs))
        lines.append(plain(title, Role.OBJECTIVE, begins=f"responsible {responsible}"))
        for item in theirs:
            adds = _("+{points} puntos").format(points=percent(item.adds, plan.locale))
            name, head = cell_name(plan, item.cell, symbols), (Span(f"   {adds:>14}  "),)
            lines += paragraph(name, width, head=head, row=row_id(item), month=item.cell.month)
        lines.append(plain())
    return lines or [plain(_(" No hay nada pendiente hasta el corte."), Role.GREEN)]


def row_id(item: Pending) -> str:
    """Return the id of the row in which a pending cell is typed."""
    return cell_row(item.cell, alone=len(item.indicator.variables) == 1)


def cell_row(cell: Cell, *, alone: bool) -> str:
    """Return the id of a cell's row; a variable that is the only one (`alone`) is typed in its indicator's own row."""
    return f"i{cell.indicator}" if alone and cell.month is not None else f"i{cell.indicator}.{cell.name}"
