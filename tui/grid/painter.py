"""The lines of the grid as spans of text: the columns' heading and the rows."""

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from scoring.messages import _
from scoring.model import Cell, Mark
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from tui.grid.columns import PROGRESS, WEIGHT, Column
from tui.grid.labels import label
from tui.grid.rows import Row, RowKind
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import level_span
from tui.grid.values import fitted, percent, whole_percent
from tui.grid.view import View

if TYPE_CHECKING:
    from tui.grid.editor import Editor

_CURSOR: Final = 9
"""Cells that the cursor covers, where what it is on is not longer."""
_ROOMY: Final = 4
"""Months beside each other from which on an objective's line has room for its money."""
_READ_ONLY: Final = "="
"""A month in which the indicator is not programmed, or that is closed: beside the value, or in place of one."""


def heading(view: View) -> list[Span]:
    """Return the columns' heading; it names the objective whose row is scrolled away."""
    columns, known = view.look.columns, view.known
    above = view.look.above.label if view.look.above else _("Objetivo / acción / dato")
    spans = [Span(fit(" " + above, columns.label, view.symbols.more), Role.HEADING)]
    if columns.weight:
        spans.append(Span(_("Peso").rjust(WEIGHT).ljust(columns.weight), Role.HEADING))
    for column in columns.months:
        name = month_name(column.month, known.plan.locale).capitalize()
        if column.month == known.cutoff:
            name = f"{view.symbols.cutoff}{name}"
        spans.append(Span(" " * (column.width - len(name) - 1), Role.HEADING))
        spans.append(Span(name, Role.TITLE if column.month == known.cutoff else Role.HEADING))
        spans.append(Span(" ", Role.HEADING))
    if columns.progress:
        spans.append(Span(_("Acum.").rjust(columns.progress), Role.HEADING))
    if columns.compliance:
        spans.append(Span(_("Cumpl.").rjust(columns.compliance - 3) + "   ", Role.HEADING))
    return spans


def row_line(view: View, place: int) -> list[Span]:
    """Return the line of the row at `place`; an empty one beyond the last."""
    if place >= len(view.look.rows):
        return []
    row, columns = view.look.rows[place], view.look.columns
    spans = label(view, row, place)
    if columns.weight:
        spans.append(_weight(view, row))
    if row.yearly:
        spans += _constant(view, row, place)
    elif said := _money_of_node(view, row):
        spans.append(Span(said.rjust(sum(column.width for column in columns.months) - 1) + " ", Role.COMPUTED))
    else:
        for column in columns.months:
            spans += _month(view, row, place, column)
    return spans + _scores(view, row)


def _money_of_node(view: View, row: Row) -> str:
    """Return what is said of an objective's money on its own line, where months leave room for it."""
    if row.kind is not RowKind.OBJECTIVE or view.look.columns.compact or len(view.look.columns.months) < _ROOMY:
        return ""
    from tui.grid import money  # the first screen mostly shows no money

    return money.of_node(view.known, row)


def _budget_in_form(view: View, row: Row) -> Decimal | None:
    if not row.is_money:
        return None
    from tui.grid import money  # the first screen mostly shows no money

    return money.budget_in_form(view.known, row)


def _weight(view: View, row: Row) -> Span:
    """Return a row's weight, or the unit of a value that has none."""
    width, room = view.look.columns.weight, WEIGHT - 1
    if row.weight is not None:
        return Span(f" {whole_percent(row.weight, view.known.plan.locale):>{room}}".ljust(width))
    return Span(f" {fit(row.unit, room, view.symbols.more).strip():>{room}}".ljust(width), Role.ASIDE)


def _month(view: View, row: Row, place: int, column: Column) -> list[Span]:
    here = place == view.look.row and column.month == view.look.month
    room = column.width - 1
    if here and view.editor:
        return [*_editing(view.editor, room), Span(" ")]
    cell = row.cell(column.month)
    if cell is None:
        text = _computed(view, row, column)
        return [*_aligned(text, room, Role.CURSOR if here and text else Role.COMPUTED), Span(" ")]
    return _cell(view, cell, room, here=here, marked=_is_marked(view, place, column.month))


def _cell(view: View, cell: Cell, room: int, *, here: bool, marked: bool) -> list[Span]:
    known = view.known
    if cell in view.pasted:
        return [Span(fitted(view.pasted[cell], known.plan.locale, room).rjust(room), Role.EDIT), Span(" ")]
    value = known.plan.values.get(cell)
    closed = known.is_closed(cell)
    text = fitted(value, known.plan.locale, room)
    role = Role.PLAIN
    if value is None and closed:
        text, role = _READ_ONLY, Role.ASIDE
    elif value is None and known.is_due(cell):
        text, role = view.symbols.missing, Role.MISSING
    elif value is Mark.NP:
        role = Role.ASIDE
    if here:
        role = Role.CURSOR
    elif marked:
        role = Role.MARKED
    mark = _READ_ONLY if closed and value is not None else " "
    sign = Span("*" if cell in known.notes else mark, Role.ASIDE)
    return [*_aligned(text, room, role), sign if known.doubt(cell) is None else Span("!", Role.DOUBT)]


def _aligned(text: str, room: int, role: Role) -> list[Span]:
    """Return a text at the right of its column; the cursor covers it and what a value usually takes."""
    if role is not Role.CURSOR:
        return [Span(text.rjust(room), role)]
    covered = text.rjust(min(room, _CURSOR))
    return [Span(" " * (room - len(covered))), Span(covered, role)]


def _constant(view: View, row: Row, place: int) -> list[Span]:
    first, *others = view.look.columns.months
    here, room = place == view.look.row, first.width - 1
    cell = row.cell(0)
    if here and view.editor:
        spans = [*_editing(view.editor, room), Span(" ")]
    elif cell is None:
        spans = [Span(" " * first.width)]
    elif not here and (said := _budget_in_form(view, row)) is not None:
        spans = [Span(fitted(said, view.known.plan.locale, room).rjust(room), Role.ASIDE), Span("!", Role.DOUBT)]
    else:
        spans = _cell(view, cell, room, here=here, marked=_is_marked(view, place, None))
    width = sum(column.width for column in others)
    note = _(" todo el año") if len(_(" todo el año")) <= width else ""
    return [*spans, Span(note.ljust(width), Role.ASIDE)]


def _computed(view: View, row: Row, column: Column) -> str:
    """Return an indicator's own value of a month, where its variables have rows of their own."""
    indicator = row.indicator
    if indicator is None:
        return ""
    if column.month not in indicator.months:
        return _READ_ONLY
    value = view.known.month_value(indicator, column.month)
    if value is None:
        return ""
    locale = view.known.plan.locale
    text = format_percent(value, locale) if indicator.unit == "%" else fitted(value, locale, column.width - 1)
    return text if len(text) < column.width else percent(value, locale)[: column.width - 1]


def _editing(editor: "Editor", room: int) -> list[Span]:
    text, at = editor.window(room)
    text = text.ljust(at + 1)
    pad = " " * (room - len(text))
    return [Span(pad + text[:at], Role.EDIT), Span(text[at], Role.CARET), Span(text[at + 1 :], Role.EDIT)]


def _scores(view: View, row: Row) -> list[Span]:
    columns, locale = view.look.columns, view.known.plan.locale
    score = view.scores.get(row.id)
    if row.kind is RowKind.RESOURCE and columns.progress:
        from tui.grid import money  # the first screen mostly shows no money

        share = money.share(view.known, row)
        text = "" if share is None else percent(share, locale)
        return [Span(f"{text:>{PROGRESS}}"), Span(" " * columns.compliance)]
    if score is None:
        return [Span(" " * (columns.progress + columns.compliance))]
    spans = []
    if columns.progress:
        spans.append(Span(f"{percent(score.progress, locale):>{PROGRESS}}"))
    if columns.compliance:
        spans.append(Span(f"{percent(score.compliance, locale):>{columns.compliance - 4}} "))
        spans.append(level_span(score.level, view.symbols))
        spans.append(Span(view.symbols.over if score.over else " "))
    return spans


def _is_marked(view: View, place: int, month: int | None) -> bool:
    marked = view.look.marked
    return marked is not None and place in marked[0] and (month is None or month in marked[1])
