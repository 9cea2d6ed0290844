"""What a cell has held, who put it there, and with what note."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeAlias

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

Look: TypeAlias = Callable[[int, Any], object]
"""Shows the plan as it stood after the row with a number, given the stack of modes."""


def node_history_page(plan: Plan, title: str, rows: Sequence[Record], symbols: Symbols, look: Look) -> Page:
    """Return the changes of a node's definition, newest first; Enter on one looks at the plan after it."""
    name = _("Historial de {node}").format(node=title)
    return Page(name, lambda width: _node_lines(plan, rows, symbols, width, look))


def _node_lines(plan: Plan, rows: Sequence[Record], symbols: Symbols, width: int, look: Look) -> list[PageLine]:
    from scoring.entry.change_words import address_words, held_words  # imported here: a cell does not need it

    lines: list[PageLine] = []
    for row in reversed(rows):
        if row.address is None:
            continue
        old, new = (held_words(plan, row.address, value) or "–" for value in (row.old, row.new))
        when = date_and_time(row.at, plan.timezone, plan.locale)
        begins = f"record {row.seq}"
        head = Span(f" {when:>20}  {row.by:<12} {address_words(plan, row.address)}")
        lines.append(PageLine((head,), begins=(begins,), over=partial(look, row.seq)))
        lines += paragraph(f"{old} {symbols.arrow} {new}", width, Role.TITLE, head=(Span(" " * 5),))
        if row.note.strip():
            lines += paragraph(row.note.strip(), width, Role.ASIDE, head=(Span(" " * 5),), begins=f"note {row.seq}")
    return lines or [plain(_(" Su definición no ha cambiado nunca."))]


def history_page(plan: Plan, cell: Cell, rows: Sequence[Record], symbols: Symbols, look: Look) -> Page:
    """Return a cell's history, newest first; Enter on a change looks at the plan after it."""
    title = _("Historial de {cell}").format(cell=cell_name(plan, cell, symbols))
    return Page(title, lambda width: _lines(plan, rows, symbols, width, look))


def _lines(plan: Plan, rows: Sequence[Record], symbols: Symbols, width: int, look: Look) -> list[PageLine]:
    lines: list[PageLine] = []
    for row in reversed(rows):
        head = (Span(f" {date_and_time(row.at, plan.timezone, plan.locale):>20}  {who(row):<12} "),)
        old, new = value_text(row.old, plan.locale), value_text(row.new, plan.locale)
        change = f"{old} {symbols.arrow} {new}"
        first, *rest = paragraph(change, width, Role.TITLE, head=head, hanging=5, begins=f"record {row.seq}")
        lines += [first._replace(over=partial(look, row.seq)), *rest]
        if row.note:
            note = row.note.strip() or _("(nota borrada)")
            lines += paragraph(note, width, Role.ASIDE, head=(Span(" " * 5),), begins=f"note {row.seq}")
    return lines or [plain(_(" Esta celda no ha cambiado nunca."))]
