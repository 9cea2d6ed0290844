"""What a cell has held, who put it there, and with what note."""

from collections.abc import Sequence

from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.text.clock import date_and_time
from store import Record
from tui.grid.origins import who
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import value_text
from tui.pages.page import Page, PageLine, paragraph, plain


def history_page(plan: Plan, cell: Cell, rows: Sequence[Record], symbols: Symbols) -> Page:
    """Return a cell's history, newest first."""
    title = _("Historial de {cell}").format(cell=cell_name(plan, cell, symbols))
    return Page(title, lambda width: _lines(plan, rows, symbols, width))


def _lines(plan: Plan, rows: Sequence[Record], symbols: Symbols, width: int) -> list[PageLine]:
    lines: list[PageLine] = []
    for row in reversed(rows):
        head = (Span(f" {date_and_time(row.at, plan.timezone, plan.locale):>20}  {who(row):<12} "),)
        old, new = value_text(row.old, plan.locale), value_text(row.new, plan.locale)
        change = f"{old} {symbols.arrow} {new}"
        lines += paragraph(change, width, Role.TITLE, head=head, hanging=5, begins=f"record {row.seq}")
        if row.note:
            note = row.note.strip() or _("(nota borrada)")
            lines += paragraph(note, width, Role.ASIDE, head=(Span(" " * 5),), begins=f"note {row.seq}")
    return lines or [plain(_(" Esta celda no ha cambiado nunca."))]
