"""Sends the terminal only the cells that changed.

Textual repaints whole regions and compares nothing with what is on the screen; over a slow line that is what a person
waits for. Here the screen is kept as cells, each update is laid over them, and what differs becomes the shortest
sequence of cursor moves and text. An update of a kind not known here is left to Textual, and everything is sent anew
after it.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

CLEAR: Final = "\x1b[m\x1b[2J"
_BLANK: Final = (" ", "")
_GAP: Final = 4
"""Unchanged cells that are cheaper to send again than to jump over."""

_SHOWS_ON_BLANK: Final = frozenset({"4", "7", "9", *map(str, (*range(40, 50), *range(100, 108)))})
"""Underline, reverse, strike and backgrounds: what can be seen of a style on a space."""

Cell: TypeAlias = tuple[str, str]
"""A character (empty behind a wide one) and the SGR parameters it is drawn with."""


class _Run(NamedTuple):
    """Neighbouring cells of a line that have to be sent."""

    start: int
    end: int


class Repaint:
    """The terminal's screen as this program last left it."""

    def __init__(self) -> None:
        """Begin with a screen whose content is not known."""
        self._lines: list[list[Cell]] = []
        self._sgr: dict[tuple[Style, str | None], str] = {}

    def forget(self) -> None:
        """Trust nothing on the screen any more: the next update clears it and draws everything."""
        self._lines = []

    def render(self, update: CompositorUpdate, console: Console, width: int, height: int) -> str | None:
        """Return what makes the terminal show `update`, or None for an update that only Textual can send.

        On a screen that is not known, a partial update is None too: the caller has to ask for a whole one.
        """
        clear = len(self._lines) != height or any(len(line) != width for line in self._lines[:1])
        pieces: list[tuple[int, int, Iterable[Segment]]]
        if isinstance(update, LayoutUpdate) and update.region.size == (width, height):
            pieces = [
                (y, 0, (segment for strip in strips for segment in strip)) for y, strips in enumerate(update.strips)
            ]
        elif isinstance(update, ChopsUpdate) and not clear:
            pieces = [
                (y, x, strip)
                for y in sorted({y for y, _start, _end in update.spans})
                for x, strip in update.chops[y].items()
                if strip is not None
            ]
        else:
            self.forget()
            return None
        if clear:
            self._lines = [[_BLANK] * width for _ in range(height)]
        pen = _Pen()
        for y, x, segments in pieces:
            self._draw(pen, y, x, self._cells(segments, console))
        text = pen.finish()
        return CLEAR + text if clear else text

    def draw(self, lines: Iterable[tuple[int, Iterable[Segment]]], console: Console) -> str | None:
        """Return what makes the terminal show these lines, blank behind them; None on a screen that is not known."""
        if not self._lines:
            return None
        pen = _Pen()
        for y, segments in lines:
            if y < len(self._lines):
                cells = self._cells(segments, console)
                self._draw(pen, y, 0, cells + [_BLANK] * (len(self._lines[y]) - len(cells)))
        return pen.finish()

    def _draw(self, pen: "_Pen", y: int, x: int, cells: list[Cell]) -> None:
        old = self._lines[y]
        new = old[:x] + cells[: len(old) - x] + old[x + len(cells) :]
        if new == old:
            return
        self._lines[y] = new
        tail = len(new)
        while tail and new[tail - 1] == _BLANK:
            tail -= 1
        for run in _runs(old, new):
            end = run.end
            if run.end > tail + _GAP and old[tail:] != new[tail:]:
                end = max(tail, run.start)
            pen.move(y, run.start)
            pen.write(new[run.start : end])
            if end < run.end:
                pen.erase_rest()
                return

    def _cells(self, segments: Iterable[Segment], console: Console) -> list[Cell]:
        cells: list[Cell] = []
        for text, style, _control in segments:
            sgr = self._parameters(style, console) if style else ""
            simple = _simple(text, sgr)
            if simple is not None:
                cells += simple
                continue
            for character in text:
                width = cell_len(character)
                if width:
                    cells += [(character, sgr), *[("", sgr)] * (width - 1)]
                elif cells:
                    cells[-1] = (cells[-1][0] + character, cells[-1][1])
        return cells

    def _parameters(self, style: Style, console: Console) -> str:
        """Return the SGR parameters of a style; the terminal's own colours need none after a reset."""
        key = (style, console.color_system)
        if key not in self._sgr:
            system = COLOR_SYSTEMS.get(console.color_system or "")
            drawn = style.update_link(None).render("x", color_system=system)
            parameters = drawn.partition("x")[0].removeprefix("\x1b[").removesuffix("m").split(";")
            self._sgr[key] = ";".join(code for code in parameters if code not in {"39", "49", ""})
        return self._sgr[key]


class _Pen:
    """Writes cells with as few bytes as it can; knows where the cursor stands and how it draws."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._sgr = ""
        self._seen_on_blank = False

    def move(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        if self._at and self._at[0] == y and self._at[1] < x:
            distance = x - self._at[1]
            self._parts.append(f"\x1b[{distance}C" if distance > 1 else "\x1b[C")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._at = (y, x)

    def write(self, cells: Sequence[Cell]) -> None:
        for text, sgr in cells:
            if sgr != self._sgr and (text != " " or sgr or self._seen_on_blank):
                self._draw_with(sgr)
            self._parts.append(text)
        if self._at:
            self._at = (self._at[0], self._at[1] + len(cells))

    def erase_rest(self) -> None:
        self._draw_with("")
        self._parts.append("\x1b[K")

    def finish(self) -> str:
        self._draw_with("")
        return "".join(self._parts)

    def _draw_with(self, sgr: str) -> None:
        if sgr != self._sgr:
            reset = "0;" if self._sgr and sgr else ""
            self._parts.append(f"\x1b[{reset}{sgr}m")
            self._sgr = sgr
            self._seen_on_blank = _shows_on_blank(sgr)


@lru_cache(maxsize=1024)
def _simple(text: str, sgr: str) -> tuple[Cell, ...] | None:
    """Return the cells of a text whose characters take one each; None for another. Most of a screen stays the same."""
    if not text.isascii() and cell_len(text) != len(text):
        return None
    blank = (" ", sgr) if _shows_on_blank(sgr) else _BLANK
    return tuple(blank if character == " " else (character, sgr) for character in text)


@lru_cache(maxsize=256)
def _shows_on_blank(sgr: str) -> bool:
    return not _SHOWS_ON_BLANK.isdisjoint(sgr.split(";"))


def _runs(old: list[Cell], new: list[Cell]) -> Iterator[_Run]:
    """Yield the stretches of a line to send: what differs, and gaps too short to be worth a jump."""
    begin = end = -1 - _GAP  # nowhere near the first cell
    for x in [x for x, (one, other) in enumerate(zip(old, new, strict=True)) if one is not other and one != other]:
        start = x
        while start and not new[start][0]:
            start -= 1
        if start > end and not (start <= end + _GAP and _same_ink(new[end - 1 : start + 1])):
            if begin >= 0:
                yield _Run(begin, end)
            begin = start
        end = x + 1
    if begin >= 0:
        yield _Run(begin, end)


def _same_ink(cells: Sequence[Cell]) -> bool:
    """Whether a short gap and the cells at both its ends are drawn alike, so that it is best sent again."""
    return len({cell[1] for cell in cells if cell != _BLANK}) <= 1
