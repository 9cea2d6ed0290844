"""What is on each line of the screen, which lines have to be drawn again, and what keys, pastes and the mouse do."""

from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.quoting import visible
from tui.controller.controller import FOOT_LINES, HEADING_LINES, LEAST_HEIGHT, LEAST_WIDTH
from tui.grid import painter
from tui.grid.spans import Role, Span, fit, wrapped
from tui.grid.surrounding_lines import foot_line, title_line, totals_line
from tui.grid.symbols import ASCII, in_ascii
from tui.grid.view import View
from tui.modes.stack import ModeStack

if TYPE_CHECKING:
    from tui.pages.page import Page


class ScreenContent:
    """A stack of modes as lines of spans, which takes the key, paste and mouse events."""

    def __init__(self, stack: ModeStack) -> None:
        """Show `stack`."""
        self.stack = stack
        self._controller = stack.controller
        self._around: dict[int, object] = {}
        """What the lines around the rows were made of when they were last drawn."""

    @property
    def halted(self) -> bool:
        """Whether the last key was refused, so that those typed behind it are to be ignored."""
        return self.stack.halted

    @property
    def asks(self) -> bool:
        """Whether a question is shown whose answer has to be typed after it was seen."""
        return self.stack.top.asks

    def wait(self, *, waiting: bool) -> None:
        """Take it that what is typed is ignored from now on, or no more."""
        self.stack.wait(waiting=waiting)

    async def key(self, name: str, character: str) -> None:
        """Take a key to its end; `character` is what it writes, empty where it writes nothing."""
        await self.stack.key(name, character)

    def heeds(self, name: str) -> bool:
        """Whether a key is taken even while those typed behind a refused one are ignored."""
        return self.stack.heeds(name)

    async def paste(self, text: str) -> None:
        """Take a text that the terminal pasted."""
        await self.stack.paste(text)

    def cut_paste(self) -> None:
        """Take it that a text was pasted whose end has not come."""
        self.stack.cut_paste()

    def resize(self, width: int, height: int) -> None:
        """Fit everything to a screen of another size."""
        self._controller.resize(width, height)
        for mode in self.stack.modes:
            if mode.page:
                mode.page.resize(width, height)

    def point(self, x: int, y: int) -> None:
        """Put the cursor where the mouse points, on a row and, within the months, on a month."""
        tree = self._controller.tree
        place = tree.top + y - HEADING_LINES
        if not self.stack.top.browsing or y < HEADING_LINES or not 0 <= place < len(tree.rows):
            return
        pointed = (column.month for column in tree.columns.months if column.x <= x < column.x + column.width)
        month = next(pointed, tree.month)
        self._controller.begin_key()
        self._controller.move(lambda: tree.move(place - tree.row, month - tree.month))

    def wheel(self, direction: int) -> None:
        """Scroll by three rows or lines, down (1) or up (-1)."""
        page = self.stack.top.page
        if page:
            for _turn in range(3):
                page.move("down" if direction > 0 else "up")
            self._controller.touch_all()
        elif self.stack.top.browsing:
            self._controller.move(lambda: self._controller.tree.move(rows=3 * direction))

    def line(self, y: int) -> list[Span]:
        """Return the line `y` of the screen."""
        spans = self._line(y)
        if not all(span.text.isprintable() for span in spans):
            spans = [span._replace(text=visible(span.text)) for span in spans]
        if self._controller.symbols is ASCII:
            spans = [span._replace(text=in_ascii(span.text)) for span in spans]
        return spans

    def take_touched(self) -> list[int] | None:
        """Return the lines to draw again since the last call, or None for all of them."""
        controller = self._controller
        touched = controller.take_touched()
        if touched is None or self.stack.top.page:
            self._around = {}
            return None
        tree, session = controller.tree, controller.session
        places = [HEADING_LINES + place - tree.top for place, row in tree.shown() if row.id in touched]
        score = controller.draft.score if controller.draft else session.score
        around: dict[int, object] = {
            0: (session.saved, session.cutoff, session.year),
            1: (score.figures, session.pending),
            controller.height - 1: self._last_line(),
        }
        changed = [y for y, state in around.items() if self._around.get(y) != state]
        self._around = around
        return [*changed, *places, controller.height - FOOT_LINES]

    def _line(self, y: int) -> list[Span]:
        controller, top = self._controller, self.stack.top
        if controller.too_small:
            return self._too_small(y)
        if top.page:
            return self._page_line(top.page, y)
        match y:
            case 0:
                return title_line(self._view())
            case 1:
                return totals_line(self._view())
            case 2:
                return painter.heading(self._view())
            case _ if y == controller.height - FOOT_LINES:
                return self._refused() or top.detail() or controller.message[:1] or foot_line(self._view())
            case _ if y == controller.height - 1:
                return self._last_line()
            case _:
                return painter.row_line(self._view(), controller.tree.top + y - HEADING_LINES)

    def _view(self) -> View:
        controller = self._controller
        editor, found = None, frozenset[str]()
        for mode in self.stack.modes:
            editor, found = mode.editor or editor, mode.found or found
        tree = controller.tree
        return View(
            known=controller.session.known(),
            look=tree.look(),
            scores=controller.scores,
            symbols=controller.symbols,
            width=controller.width,
            editor=editor,
            draft=controller.draft,
            found=found,
            pasted=self.stack.top.pasted,
            hidden=tree.hidden(controller.session.score),
            way_out=controller.keymap.short_hint(["quit"], controller.width),
        )

    def _too_small(self, y: int) -> list[Span]:
        width = self._controller.width
        text = self._controller.keymap.sentence(
            _("La ventana es de {width}×{height}; agrándela a {least_width}×{least_height} o más. {quit} sale."),
            width=width,
            height=self._controller.height,
            least_width=LEAST_WIDTH,
            least_height=LEAST_HEIGHT,
        )
        lines = wrapped(text, width) if width else []
        return [Span(lines[y])] if y < len(lines) else []

    def _page_line(self, page: "Page", y: int) -> list[Span]:
        if y == 0:
            return page.heading()
        asked = self._refused() or self.stack.top.detail()
        if y == self._controller.height - FOOT_LINES and asked:
            return asked
        if y < self._controller.height - 1:
            return page.line(y - 1)
        if asked == self._controller.message[:1]:
            return self._last_line()
        return [Span(f" {self.stack.top.hint(self._controller.width - 2)}", Role.ASIDE)]

    def _refused(self) -> list[Span]:
        """Return why the last key or paste was refused, which a prompt or a page gives way to until the next key."""
        return self._controller.message[:1] if self._controller.refused else []

    def _last_line(self) -> list[Span]:
        """Return the hints; where a message goes on here, behind it those that have room, and always the way out."""
        controller, hint = self._controller, self.stack.top.hint
        room = controller.width - 2
        if len(controller.message) < 2:
            return [Span(f" {hint(room)}", Role.ASIDE)]
        text, role = controller.message[1]
        if self.stack.top is self.stack.modes[0]:
            return [Span(f" {fit(text, room, controller.symbols.more)}", role)]
        said = hint(room - len(text) - 3)
        text = fit(text, min(len(text), room - len(said) - 3), controller.symbols.more)
        return [Span(f" {text}", role), Span(f"   {said}", Role.ASIDE)]
