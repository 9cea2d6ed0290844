"""What is due and not reported, by who has to report it and by what it adds to the plan."""

from scoring.arithmetic.pending import Pending, pending_of
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Cell
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import percent
from tui.pages.page import Page, PageLine, plain


def pending_page(score: PlanScore, symbols: Symbols) -> Page:
    """Return the pending cells under whoever has to report them, what adds most first; each leads to its cell."""
    plan, pending = score.plan, pending_of(score)
    lines: list[PageLine] = []
    responsibles = dict.fromkeys(item.indicator.responsible for item in pending)
    for responsible in responsibles:
        theirs = [item for item in pending if item.indicator.responsible == responsible]
        title = _(" {name}: {count}").format(name=responsible or _("sin responsable"), count=len(theirs))
        lines.append(plain(title, Role.OBJECTIVE))
        for item in theirs:
            adds = _("+{points} puntos").format(points=percent(item.adds, plan.locale))
            spans = (Span(f"   {adds:>14}  "), Span(cell_name(plan, item.cell, symbols)))
            lines.append(PageLine(spans, row=row_id(item), month=item.cell.month))
        lines.append(plain())
    if not lines:
        lines = [plain(_(" No hay nada pendiente hasta el corte."), Role.GREEN)]
    return Page(_("Pendientes: {count}").format(count=len(pending)), lines)


def row_id(item: Pending) -> str:
    """Return the id of the row in which a pending cell is typed."""
    return cell_row(item.cell, alone=len(item.indicator.variables) == 1)


def cell_row(cell: Cell, *, alone: bool) -> str:
    """Return the id of a cell's row; a variable that is the only one (`alone`) is typed in its indicator's own row."""
    return f"i{cell.indicator}" if alone and cell.month is not None else f"i{cell.indicator}.{cell.name}"
