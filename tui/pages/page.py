"""A page: lines to read and scroll, some of which lead somewhere, laid out for the width of the screen."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any, NamedTuple, TypeAlias

from scoring.messages import _
from tui.controller.controller import LEAST_WIDTH
from tui.grid.spans import Role, Span, fit
from tui.grid.symbols import Symbols


class PageLine(NamedTuple):
    """A line of a page and where Enter on it leads: a row's id and a month, a command, an edit, or what `act` does."""

    spans: tuple[Span, ...]
    row: str = ""
    month: int | None = None
    command: str = ""
    begins: tuple[str, ...] = ()
    """What begins here, named alike at any width, so that the place that is read can be found again."""
    beside: tuple[Span, ...] = ()
    """What stands to the right of it in another column, which the cursor does not mark."""
    edit: str = ""
    """A change of the definition, as `plan edit` reads it, with which the form of its node opens."""
    act: Callable[[Any], object] | None = None
    """Is given the stack of modes."""
    over: Callable[[Any], object] | None = None
    """Likewise, while the page stays below what it opens."""
    does: str = ""
    """What Enter does here, in a word or two, where it does not just go somewhere."""

    @property
    def leads(self) -> bool:
        """Whether Enter does anything here."""
        return bool(self.row or self.command or self.edit or self.act or self.over)

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(span.text for span in self.spans)


Layout: TypeAlias = Callable[[int], Sequence[PageLine]]
"""Returns the lines on a screen of so many cells."""
Narrowed: TypeAlias = Callable[[int, str], Sequence[PageLine]]
"""Returns those of the lines on a screen of so many cells that answer what was typed."""


class Frame(NamedTuple):
    """What the parts of a page are drawn with."""

    locale: str
    width: int
    symbols: Symbols


def plain(text: str = "", role: Role = Role.PLAIN, *, begins: str = "") -> PageLine:
    """Return a line that leads nowhere."""
    return PageLine((Span(text, role),), begins=(begins,) if begins else ())


def paragraph(
    text: str,
    width: int,
    role: Role = Role.PLAIN,
    *,
    head: tuple[Span, ...] = (),
    hanging: int | None = None,
    row: str = "",
    month: int | None = None,
    begins: str = "",
) -> list[PageLine]:
    """Return a text in lines of less than `width` cells, broken between words, never between a number and its %.

    It is not broken at a no-break space either, which is shown as a space.

    It stands behind `head`, and its later lines below its beginning or `hanging` cells from the left. The first line
    leads to `row` and `month`, and is where what is called `begins` begins, or what it leads to if anything.
    """
    before = sum(len(span.text) for span in head)
    indent = before if hanging is None else hanging
    bound = text.replace(" %", "\xa0%")
    lines = wrap(bound, width - 1, initial_indent=" " * before, subsequent_indent=" " * indent) or [" " * before]
    first, *rest = (line.replace("\xa0", " ") for line in lines)
    name = begins or (f"{row}@{month}" if row else "")
    return [
        PageLine((*head, Span(first[before:], role)), row=row, month=month, begins=(name,) if name else ()),
        *(PageLine((Span(line, role),)) for line in rest),
    ]


def side_by_side(columns: Sequence[Sequence[PageLine]], width: int) -> list[PageLine]:
    """Return columns of `width` cells each, side by side; only the lines of the first one lead anywhere."""
    lines = []
    for parts in zip_longest(*columns, fillvalue=plain()):
        first, *others = parts
        beside: list[Span] = []
        room = width - len(first.text)
        for part in others:
            beside += [Span(" " * max(0, room)), *part.spans]
            room = width - len(part.text)
        lines.append(first._replace(beside=tuple(beside), begins=tuple(name for part in parts for name in part.begins)))
    return lines


class Page:
    """A titled list of lines on a screen; the cursor goes to lines that lead somewhere, if there are any.

    It has no lines until `resize` says for which screen.
    """

    def __init__(
        self, title: str, layout: Layout, *, narrowed: Narrowed | None = None, title_role: Role = Role.TITLE
    ) -> None:
        """Show what `layout` returns; where it can be narrowed down by typing, what `narrowed` does."""
        self.title = title
        self._title_role = title_role
        self.layout = layout
        self.narrowed = narrowed
        self.lines: tuple[PageLine, ...] = ()
        self.filter: str | None = None if narrowed is None else ""
        self.top = 0
        self.width, self.height = 0, 20
        self.at = -1

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
        self._lay_out()
        self.top, self.at = 0, self._first()

    def resize(self, width: int, height: int) -> None:
        """Show the page on a screen of this size, `height` with title and hints; what is read stays in sight."""
        seen = self.top <= self.at < self.top + self.height
        top, at = self._place(self.top), self._place(self.at) if self.at >= 0 else None
        opening = not self.width
        self.width, self.height = max(LEAST_WIDTH, width), max(1, height - 2)
        self._lay_out()
        self.top = self._found(*top)
        if opening:
            self.at = self._first()
        elif at:
            place = self._found(*at)
            self.at = next((near for near in (self._next(place - 1, 1), self._next(place, -1)) if near >= 0), place)
        self._show(chosen=seen)

    def renew(self, other: "Page") -> None:
        """Show what another page of the same shows, at the place that is read."""
        self.title, self.layout, self.narrowed = other.title, other.layout, other.narrowed
        self.resize(self.width, self.height + 2)

    def line(self, y: int) -> list[Span]:
        """Return the line at `y` of the page's lines on the screen."""
        place = self.top + y
        if place >= len(self.lines):
            return []
        line = self.lines[place]
        if place == self.at and line.leads:
            return [Span(line.text, Role.CURSOR), *line.beside]
        return [*line.spans, *line.beside]

    def heading(self) -> list[Span]:
        """Return the page's title line, with what narrows it down or how far down it is."""
        if self.filter is not None:
            return [Span(f" {self.title}: ", Role.TITLE), Span(self.filter), Span(" ", Role.CARET)]
        last = len(self.lines)
        shown = min(last, self.top + self.height)
        where = "" if last <= self.height else _("  ({shown} de {last})").format(shown=shown, last=last)
        title = fit(self.title, min(len(self.title), self.width - len(where) - 2), "…")
        return [Span(f" {title}", self._title_role), Span(where, Role.ASIDE)]

    def _lay_out(self) -> None:
        typed = (self.filter or "").strip()
        narrowed = self.narrowed(self.width, typed) if self.narrowed and typed else None
        self.lines = tuple(self.layout(self.width) if narrowed is None else narrowed)

    def _first(self) -> int:
        """Return the place of the line chosen at first; in a page narrowed by typing none is before something is."""
        return -1 if self.filter is not None and not self.filter.strip() else self._next(-1, 1)

    def _place(self, place: int) -> tuple[str, int]:
        """Return what the line at `place` belongs to, and how many lines below its beginning it is."""
        for above in range(min(place, len(self.lines) - 1), -1, -1):
            if names := self.lines[above].begins:
                return names[0], place - above
        return "", place

    def _found(self, name: str, below: int) -> int:
        """Return where what begins as `name` is now, or the line `below` it that is not yet something else."""
        start = next((place for place, line in enumerate(self.lines) if name in line.begins), 0)
        place = start
        while place < min(start + below, len(self.lines) - 1) and not self.lines[place + 1].begins:
            place += 1
        return place

    def _step(self, direction: int) -> None:
        place = self._next(self.at, direction) if self.at >= 0 or self.filter is not None else -1
        if place >= 0:
            # Lines that lead nowhere are read in passing: the page scrolls through them and does not jump.
            self.at = place
            self._show()
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

    def _show(self, *, chosen: bool = True) -> None:
        """Scroll as little as keeps the page on the screen, and what is chosen in sight."""
        if self.at >= 0 and chosen:
            self.top = min(max(self.top, self.at - self.height + 1), self.at)
        self.top = max(0, min(self.top, self._last_top()))

    def _last_top(self) -> int:
        return max(0, len(self.lines) - self.height)
