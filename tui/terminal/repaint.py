"""Sends the terminal only the cells that changed.

Textual repaints whole regions and compares nothing with what is on the screen; over a slow line that is what a person
waits for. Here the screen is kept as cells, each update is laid over them, and what differs becomes the shortest
sequence of cursor moves and text. An update of a kind not known here is left to Textual, and everything is sent anew
after it.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rich.cells import cell_len
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from tui.terminal.screen_cells import BLANK, Cell, Pen, shows_on_blank

CLEAR: Final = "\x1b[m\x1b[2J"


class Repaint:
    """The terminal's screen as this program last left it."""

    def __init__(self) -> None:
        """Begin with a screen whose content is not known."""
        self._lines: list[list[Cell]] = []
        self._sgr: dict[tuple[Style, str | None], str] = {}

    def forget(self) -> None:
        """Treat the screen as unknown: the next update clears it and draws everything."""
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
            self._lines = [[BLANK] * width for _ in range(height)]
        pen = Pen()
        for y, x, segments in pieces:
            self._lay(pen, y, x, self._cells(segments, console))
        text = pen.finish()
        return CLEAR + text if clear else text

    def draw(self, lines: Iterable[tuple[int, Iterable[Segment]]], console: Console) -> str | None:
        """Return what makes the terminal show these lines, blank behind them; None on a screen that is not known."""
        if not self._lines:
            return None
        pen = Pen()
        for y, segments in lines:
            if y < len(self._lines):
                cells = self._cells(segments, console)
                self._lay(pen, y, 0, cells + [BLANK] * (len(self._lines[y]) - len(cells)))
        return pen.finish()

    def _lay(self, pen: Pen, y: int, x: int, cells: list[Cell]) -> None:
        """Lay cells over line `y` from column `x` on, and have `pen` send what that changes."""
        old = self._lines[y]
        new = old[:x] + cells[: len(old) - x] + old[x + len(cells) :]
        if new != old:
            self._lines[y] = new
            pen.change(y, old, new)

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


@lru_cache(maxsize=1024)
def _simple(text: str, sgr: str) -> tuple[Cell, ...] | None:
    """Return the cells of a text whose characters take one each; None for another. Most of a screen stays the same."""
    if not text.isascii() and cell_len(text) != len(text):
        return None
    blank = (" ", sgr) if shows_on_blank(sgr) else BLANK
    return tuple(blank if character == " " else (character, sgr) for character in text)
