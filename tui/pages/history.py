"""What a cell has held, who put it there, and with what note."""

from collections.abc import Sequence

from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.text.clock import local_time
from store import Record
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import value_text
from tui.pages.page import Page, PageLine, plain


def history_page(plan: Plan, cell: Cell, rows: Sequence[Record], symbols: Symbols) -> Page:
    """Return a cell's history, newest first."""
    lines = []
    for row in reversed(rows):
        at = local_time(row.at, plan.timezone)
        old, new = value_text(row.old, plan.locale), value_text(row.new, plan.locale)
        lines.append(PageLine((Span(f" {at}  {row.by:<12} "), Span(f"{old} {symbols.arrow} {new}", Role.TITLE))))
        if row.note:
            note = row.note.strip() or _("(nota borrada)")
            lines.append(plain(f"     {note}", Role.DIM))
    if not lines:
        lines = [plain(_(" Esta celda no ha cambiado nunca."))]
    return Page(_("Historial de {cell}").format(cell=cell_name(plan, cell, symbols)), lines)
