"""The lines of the grid as spans of text: the columns' heading and the rows."""

from scoring.messages import _
from scoring.model import Cell, Mark, Value
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from tui.controller.session import Session
from tui.grid.columns import PROGRESS, WEIGHT, Column
from tui.grid.editor import Editor
from tui.grid.figures import fitted, percent, whole_percent
from tui.grid.rows import Row, RowKind
from tui.grid.scores import RowScore
from tui.grid.sheet import Sheet
from tui.grid.spans import LEVEL_INK, Glyphs, Ink, Span, fit

_OUTSIDE = "="
"""A month in which the indicator is not programmed."""


class Painter:
    """Writes the lines of a sheet; whoever holds it says what is being typed, found and scored."""

    def __init__(self, session: Session, sheet: Sheet, glyphs: Glyphs) -> None:
        """Paint `sheet` with the figures of `session`."""
        self.session = session
        self.sheet = sheet
        self.glyphs = glyphs
        self.editor: Editor | None = None
        self.scores: dict[str, RowScore] = {}
        self.found: frozenset[str] = frozenset()

    def heading(self) -> list[Span]:
        """Return the columns' heading; it names the objective whose row is scrolled away."""
        columns, plan = self.sheet.columns, self.session.plan
        above = self.sheet.overhead()
        label = above.label if above else _("Objetivo / acción / dato")
        spans = [Span(fit(" " + label, columns.label, self.glyphs), Ink.HEADING)]
        if columns.weight:
            spans.append(Span(_("Pond.").rjust(WEIGHT).ljust(columns.weight), Ink.HEADING))
        for column in columns.months:
            name = month_name(column.month, plan.locale).capitalize()
            spans.append(Span(" " * (column.width - len(name) - 1), Ink.HEADING))
            spans.append(Span(name, Ink.TITLE if column.month == self.session.month else Ink.HEADING))
            spans.append(Span(" ", Ink.HEADING))
        if columns.progress:
            spans.append(Span(_("Acum.").rjust(columns.progress), Ink.HEADING))
        if columns.compliance:
            spans.append(Span(_("Cumpl.").rjust(columns.compliance - 3) + "   ", Ink.HEADING))
        return spans

    def row(self, place: int) -> list[Span]:
        """Return the line of the row at `place`; an empty one beyond the last."""
        if place >= len(self.sheet.rows):
            return []
        row, columns = self.sheet.rows[place], self.sheet.columns
        spans = self._label(row, place, columns.label)
        if columns.weight:
            spans.append(self._weight(row, columns.weight))
        if row.kind is RowKind.CONSTANT:
            spans += self._constant(row, place)
        else:
            for column in columns.months:
                spans += self._month(row, place, column)
        return spans + self._scores(row)

    def _label(self, row: Row, place: int, width: int) -> list[Span]:
        sign = " "
        if row.foldable:
            sign = self.glyphs.closed if row.id in self.sheet.folded else self.glyphs.open
        narrow = width < 16
        indent = min(row.depth, 1) if narrow else 2 * row.depth
        head = " " * indent + sign + " "
        room = width - len(head)
        number = f" {row.number}" if row.number else ""
        if narrow:
            text = fit(row.number or row.label, room, self.glyphs)
        else:
            text = fit(row.label, room - len(number), self.glyphs) + number
        ink = Ink.OBJECTIVE if row.kind is RowKind.OBJECTIVE else Ink.PLAIN
        if row.id in self.found:
            ink = Ink.FOUND
        label = head + text
        if place == self.sheet.row:
            return [Span(label[0], Ink.CURSOR), Span(label[1:], ink)]
        return [Span(label, ink)]

    def _weight(self, row: Row, width: int) -> Span:
        """Return a row's weight, or the unit of a figure that has none."""
        room = WEIGHT - 1
        if row.weight is not None:
            return Span(f" {whole_percent(row.weight, self.session.plan.locale):>{room}}".ljust(width))
        return Span(f" {fit(row.unit, room, self.glyphs).strip():>{room}}".ljust(width), Ink.DIM)

    def _month(self, row: Row, place: int, column: Column) -> list[Span]:
        here = place == self.sheet.row and column.month == self.sheet.month
        room = column.width - 1
        if here and self.editor:
            return [*self._editing(self.editor, room), Span(" ")]
        cell = row.cell(column.month)
        if cell is None:
            return [Span(self._read_only(row, column).rjust(room), Ink.CURSOR if here else Ink.DIM), Span(" ")]
        return self._cell(cell, room, place, column.month, here=here)

    def _cell(self, cell: Cell, room: int, place: int, month: int, *, here: bool) -> list[Span]:
        value = self.session.plan.values.get(cell)
        doubtful = self.session.doubt(cell) is not None
        text = fitted(value, self.session.plan.locale, room)
        ink = Ink.PLAIN
        if value is None and self.session.is_due(cell):
            text, ink = self.glyphs.missing, Ink.MISSING
        elif value is Mark.NP:
            ink = Ink.DIM
        if here:
            ink = Ink.CURSOR
        elif self._is_marked(place, month):
            ink = Ink.MARKED
        noted = Span("*" if cell in self.session.notes else " ", Ink.DIM)
        return [Span(text.rjust(room), ink), Span("!", Ink.DOUBT) if doubtful else noted]

    def _constant(self, row: Row, place: int) -> list[Span]:
        first, *others = self.sheet.columns.months
        here, room = place == self.sheet.row, first.width - 1
        cell = row.cell(0)
        if here and self.editor:
            spans = [*self._editing(self.editor, room), Span(" ")]
        elif cell is None:
            spans = [Span(" " * first.width)]
        else:
            spans = self._cell(cell, room, place, 0, here=here)
        width = sum(column.width for column in others)
        note = _(" todo el año") if len(_(" todo el año")) <= width else ""
        return [*spans, Span(note.ljust(width), Ink.DIM)]

    def _read_only(self, row: Row, column: Column) -> str:
        """Return a measured line's own figure of a month, where its inputs have rows of their own."""
        line = row.indicator
        if line is None:
            return ""
        if column.month not in line.months:
            return _OUTSIDE
        figure = self.session.figure(line, column.month)
        if figure is None:
            return ""
        locale = self.session.plan.locale
        text = format_percent(figure, locale) if line.unit == "%" else fitted(figure, locale, column.width - 1)
        return text if len(text) < column.width else percent(figure, locale)[: column.width - 1]

    def _editing(self, editor: Editor, room: int) -> list[Span]:
        text, at = editor.window(room)
        text = text.ljust(at + 1)
        pad = " " * (room - len(text))
        return [Span(pad + text[:at], Ink.EDIT), Span(text[at], Ink.CARET), Span(text[at + 1 :], Ink.EDIT)]

    def _scores(self, row: Row) -> list[Span]:
        columns, locale = self.sheet.columns, self.session.plan.locale
        score = self.scores.get(row.id)
        if score is None:
            return [Span(" " * (columns.progress + columns.compliance))]
        spans = []
        if columns.progress:
            spans.append(Span(f"{percent(score.progress, locale):>{PROGRESS}}"))
        if columns.compliance:
            spans.append(Span(f"{percent(score.compliance, locale):>{columns.compliance - 4}} "))
            mark = self.glyphs.level(score.level)
            spans.append(Span(mark, LEVEL_INK[score.level]))
            spans.append(Span(self.glyphs.over if score.over else " "))
        return spans

    def _is_marked(self, place: int, month: int) -> bool:
        marked = self.sheet.marked()
        return marked is not None and place in marked[0] and (month in marked[1] or month == 0)


def value_text(value: Value | None, locale: str) -> str:
    """Return a value in full for a sentence; a dash where there is none."""
    return fitted(value, locale, 60) or "–"
