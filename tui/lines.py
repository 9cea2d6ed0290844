"""What stands on each line of the screen, and which lines have to be drawn again.

Of the desk only the record of what was touched is changed here: it is taken.
"""

from typing import Final

from scoring.messages import _
from tui.controller.commands import hint_line, key_name
from tui.desk import FOOT_LINES, HEADING_LINES, LEAST_HEIGHT, LEAST_WIDTH, Desk
from tui.grid.detail import detail_line, draft_line, figures_line, title_line
from tui.grid.spans import ASCII, IN_ASCII, Ink, Span, harmless
from tui.pages.page import Page

_AT_REST: Final = ("edit", "undo", "next_pending", "year", "status", "palette", "help", "quit", "fold")
"""The hints while nothing is going on; the same wherever the cursor is, so that a move sends none of them again."""


class Lines:
    """The desk as lines of spans."""

    def __init__(self, desk: Desk) -> None:
        """Show `desk`."""
        self.desk = desk
        self._at_rest: tuple[int, str] = (0, "")
        """The hints while nothing is going on, and the width they were made for."""
        self._around: dict[int, object] = {}
        """What the lines around the rows were made of when they were last drawn."""

    def line(self, y: int) -> list[Span]:
        """Return the line `y` of the screen."""
        spans = self._line(y)
        if not all(span.text.isprintable() for span in spans):
            spans = [span._replace(text=harmless(span.text)) for span in spans]
        if self.desk.glyphs is ASCII:
            spans = [span._replace(text=span.text.translate(IN_ASCII)) for span in spans]
        return spans

    def _line(self, y: int) -> list[Span]:
        desk = self.desk
        if desk.too_small:
            return self._too_small(y)
        if desk.page:
            return self._page_line(desk.page, y)
        match y:
            case 0:
                return title_line(desk.session, desk.width, desk.glyphs)
            case 1:
                return figures_line(desk.shown_score, desk.session.score.pending_count, desk.width, desk.glyphs)
            case 2:
                return desk.painter.heading()
            case _ if y == desk.height - FOOT_LINES:
                return self._detail()
            case _ if y == desk.height - 1:
                return desk.message[1:] or [Span(f" {self._hint()}", Ink.DIM)]
            case _:
                return desk.painter.row(desk.sheet.top + y - HEADING_LINES)

    def take_touched(self) -> list[int] | None:
        """Return the lines to draw again since the last call, or None for all of them."""
        desk = self.desk
        touched = desk.take_touched()
        if touched is None:
            return None
        places = [HEADING_LINES + place - desk.sheet.top for place, row in desk.sheet.shown() if row.id in touched]
        session = desk.session
        around: dict[int, object] = {
            0: (session.saved, session.month),
            1: (desk.shown_score.figures, session.score.pending_count),
            desk.height - 1: desk.message[1:] or self._hint(),
        }
        changed = [y for y, state in around.items() if self._around.get(y) != state]
        self._around = around
        return [*changed, *places, desk.height - FOOT_LINES]

    def _too_small(self, y: int) -> list[Span]:
        width = self.desk.width
        text = _("La ventana es de {width}×{height}; agrándela a {least_width}×{least_height} o más.").format(
            width=width, height=self.desk.height, least_width=LEAST_WIDTH, least_height=LEAST_HEIGHT
        )
        return [Span(text[y * width : (y + 1) * width])] if width else []

    def _page_line(self, page: Page, y: int) -> list[Span]:
        if y == 0:
            return page.heading()
        if y < self.desk.height - 1:
            return page.line(y - 1)
        leads = _("{enter} ir  ").format(enter=key_name("enter")) if page.chosen else ""
        return [Span(_(" {own}{leads}Esc volver").format(own=page.hint, leads=leads), Ink.DIM)]

    def _detail(self) -> list[Span]:
        desk = self.desk
        if desk.prompt:
            return desk.prompt.line(desk.width)
        if desk.message:
            return desk.message[:1]
        if desk.draft:
            return draft_line(desk.session, desk.draft, desk.sheet.at, desk.width, desk.glyphs)
        return detail_line(desk.session, desk.sheet.at, desk.sheet.month, desk.width, desk.glyphs)

    def _hint(self) -> str:
        desk = self.desk
        if desk.question:
            anew = _("  F2 corrige lo suyo") if desk.painter.editor else ""
            return _("Enter escribe lo suyo  Esc deja lo que hay{anew}").format(anew=anew)
        if desk.prompt:
            return _("Enter acepta  Esc cancela")
        if desk.pasting:
            return _("Enter pega  Esc cancela")
        if desk.painter.editor:
            return _("Enter guarda y baja  Tab derecha  ↑↓ guarda y mueve  Esc cancela")
        if desk.search:
            return _("n siguiente  N anterior  Esc termina la búsqueda")
        if desk.sheet.anchor:
            return _("flechas extienden  y copiar  f rellenar  x borrar  n NP  Esc deja de marcar")
        if self._at_rest[0] != desk.width:
            self._at_rest = desk.width, hint_line(desk.bindings, _AT_REST, desk.width - 2)
        return self._at_rest[1]
