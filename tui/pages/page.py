"""A page: lines to read and scroll, some of which lead somewhere."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from scoring.messages import _
from tui.grid.spans import Role, Span


class PageLine(NamedTuple):
    """A line of a page and where Enter on it leads: a row's id and a month, or a command."""

    spans: tuple[Span, ...]
    row: str = ""
    month: int | None = None
    command: str = ""

    @property
    def leads(self) -> bool:
        """Whether Enter does anything here."""
        return bool(self.row or self.command)

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(span.text for span in self.spans)


def plain(text: str = "", role: Role = Role.PLAIN) -> PageLine:
    """Return a line that leads nowhere."""
    return PageLine((Span(text, role),))


class Page:
    """A titled list of lines on a screen; the cursor goes to lines that lead somewhere, if there are any."""

    def __init__(
        self, title: str, lines: Sequence[PageLine], *, narrowed: Callable[[str], Sequence[PageLine]] | None = None
    ) -> None:
        """Show `lines`; where they can be narrowed down by typing, `narrowed` returns those for what was typed."""
        self.title = title
        self._all = tuple(lines)
        self.lines = self._all
        self._narrowed = narrowed
        self.filter: str | None = None if narrowed is None else ""
        self.top = 0
        self.height = 20
        self.at = self._next(-1, 1) if narrowed is None else -1

    @property
    def chosen(self) -> PageLine | None:
        """The line under the cursor, or None where no line leads anywhere."""
        return self.lines[self.at] if 0 <= self.at < len(self.lines) and self.lines[self.at].leads else None

    def move(self, command: str) -> None:
        """Scroll, or choose another line, by a command that moves the grid's cursor."""
        match command:
            case "down" | "next_month":
                self._step(1)
            case "up" | "previous_month":
                self._step(-1)
            case "page_down" | "fold":
                self._page(1)
            case "page_up":
                self._page(-1)
            case "first_month":
                self.top, self.at = 0, self._next(-1, 1)
            case "last_month":
                self.top, self.at = self._last_top(), self._next(len(self.lines), -1)

    def narrow(self, text: str) -> None:
        """Narrow the lines down by `text` more, or by a character less where it is empty."""
        before = self.filter or ""
        self.filter = before + text if text else before[:-1]
        if self._narrowed is None or not self.filter.strip():
            self.lines, self.top, self.at = self._all, 0, -1
        else:
            self.lines, self.top = tuple(self._narrowed(self.filter)), 0
            self.at = self._next(-1, 1)

    def resize(self, height: int) -> None:
        """Show the page on a screen with `height` lines for it, title and hints included."""
        self.height = max(1, height - 2)
        self._follow()

    def line(self, y: int) -> list[Span]:
        """Return the line at `y` of the page's lines on the screen."""
        place = self.top + y
        if place >= len(self.lines):
            return []
        line = self.lines[place]
        if place == self.at and line.leads:
            return [Span(line.text, Role.CURSOR)]
        return list(line.spans)

    def heading(self) -> list[Span]:
        """Return the page's title line, with what narrows it down or how far down it is."""
        if self.filter is not None:
            return [Span(f" {self.title}: ", Role.TITLE), Span(self.filter), Span(" ", Role.CARET)]
        last = len(self.lines)
        shown = min(last, self.top + self.height)
        where = "" if last <= self.height else _("  ({shown} de {last})").format(shown=shown, last=last)
        return [Span(f" {self.title}", Role.TITLE), Span(where, Role.DIM)]

    def _step(self, direction: int) -> None:
        place = self._next(self.at, direction) if self.at >= 0 or self.filter is not None else -1
        if place >= 0:
            # Lines that lead nowhere are read in passing: the page scrolls through them and does not jump.
            self.at = place
            self._follow()
        else:
            self.top = max(0, min(self.top + direction, self._last_top()))

    def _page(self, direction: int) -> None:
        self.top = max(0, min(self.top + direction * (self.height - 1), self._last_top()))
        if self.at >= 0:
            inside = self._next(self.top - 1, 1)
            self.at = inside if inside >= 0 else self._next(len(self.lines), -1)

    def _next(self, place: int, direction: int) -> int:
        place += direction
        while 0 <= place < len(self.lines):
            if self.lines[place].leads:
                return place
            place += direction
        return -1

    def _follow(self) -> None:
        if self.at >= 0:
            self.top = min(max(self.top, self.at - self.height + 1), self.at)
        self.top = max(0, min(self.top, self._last_top()))

    def _last_top(self) -> int:
        return max(0, len(self.lines) - self.height)
