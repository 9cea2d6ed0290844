"""What is due: figures by who has to report them and by what they add, then analyses, the close and sign-offs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from scoring.arithmetic.pending import Pending
from scoring.arithmetic.rollup import PlanScore
from scoring.entry.act_words import act_words
from scoring.messages import _
from scoring.model import Cell, Plan
from scoring.model.acts import Act, ActKind
from scoring.year.due import Due, DueKind, everything_due
from scoring.year.signing import act_of
from tui.grid.spans import Role, Span
from tui.grid.surrounding_lines import cell_name
from tui.grid.symbols import Symbols
from tui.grid.values import percent
from tui.pages.page import Frame, Page, PageLine, paragraph, plain

Lead: TypeAlias = Callable[[Due], Callable[[Any], object]]
"""Returns what opens the form or the page in which something due is done, given the stack of modes."""


def pending_page(score: PlanScore, symbols: Symbols, lead: Lead) -> Page:
    """Return what is due at a cut-off: the cells under whoever has to report them, what adds most first, then acts."""
    due = tuple(everything_due(score))
    figures = [item.pending for item in due if item.pending is not None]
    acts = [item for item in due if item.pending is None]

    def layout(width: int) -> list[PageLine]:
        frame = Frame(score.plan.locale, width, symbols)
        lines = [*_figures(score.plan, figures, frame), *_acts(score.plan, acts, lead, frame)]
        return lines or [plain(_(" No hay nada pendiente hasta el corte."), Role.GREEN)]

    return Page(_("Pendientes: {count}").format(count=len(figures)), layout)


def _figures(plan: Plan, pending: Sequence[Pending], frame: Frame) -> Iterator[PageLine]:
    responsibles = dict.fromkeys(item.indicator.responsible for item in pending)
    for responsible in responsibles:
        theirs = [item for item in pending if item.indicator.responsible == responsible]
        title = _(" {name}: {count}").format(name=responsible or _("sin responsable"), count=len(theirs))
        yield plain(title, Role.OBJECTIVE, begins=f"responsible {responsible}")
        for item in theirs:
            adds = _("+{points} puntos").format(points=percent(item.adds, plan.locale))
            name, head = cell_name(plan, item.cell, frame.symbols), (Span(f"   {adds:>14}  "),)
            yield from paragraph(name, frame.width, head=head, row=row_id(item), month=item.cell.month)
        yield plain()


def _acts(plan: Plan, acts: Sequence[Due], lead: Lead, frame: Frame) -> Iterator[PageLine]:
    """Yield the analyses, the close and the sign-offs that are due; Enter on one opens where it is done."""
    for kind, title in (
        (DueKind.REMARK, _(" Análisis: {count}")),
        (DueKind.CLOSE, _(" Cierre")),
        (DueKind.SIGN_OFF, _(" Firmas: {count}")),
    ):
        those = [item for item in acts if item.kind is kind]
        if those:
            yield plain(title.format(count=len(those)), Role.OBJECTIVE, begins=kind.value)
        for item in those:
            parts = [_what(plan, item), item.responsible]
            if item.kind is DueKind.CLOSE and item.date:
                parts.append(_("hasta el {day}").format(day=f"{item.date:%d/%m/%Y}"))
            text = ", ".join(filter(None, parts))
            begins = f"{kind} {item.indicator.id if item.indicator else text}"
            first, *rest = paragraph(text, frame.width, head=(Span("   "),), hanging=5, begins=begins)
            yield first._replace(over=lead(item), does=_("abrir"))
            yield from rest
        if those:
            yield plain()


def _what(plan: Plan, item: Due) -> str:
    if item.indicator is not None:
        told = act_words(plan, Act(item.month, ActKind.REMARK, item.indicator.id))
        return f"{told} ({item.indicator.name})"
    if item.signer is not None:
        return act_words(plan, act_of(item.signer.role, item.month))
    return act_words(plan, Act(item.month, ActKind.CLOSE))


def row_id(item: Pending) -> str:
    """Return the id of the row in which a pending cell is typed."""
    return cell_row(item.cell, alone=len(item.indicator.variables) == 1)


def cell_row(cell: Cell, *, alone: bool) -> str:
    """Return the id of a cell's row; a variable that is the only one (`alone`) is typed in its indicator's own row."""
    return f"i{cell.indicator}" if alone and cell.month is not None else f"i{cell.indicator}.{cell.name}"
