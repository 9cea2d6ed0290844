"""The terminal's screen as this program last left it, from which only the cells that change are sent.

It needs neither Textual nor rich: the first screen is shown before they are loaded, and handed to them as it is.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from tui.terminal.pen import Pen
from tui.terminal.screen_cells import BLANK, Cell

CLEAR: Final = "\x1b[m\x1b[2J"

Piece = tuple[int, int, Sequence[Cell]]
"""Cells to lay over a line: its number, the first column, the cells."""


class ShownScreen:
    """What is on the terminal; at first it is not known."""

    def __init__(self) -> None:
        """Begin with a screen whose content is not known."""
        self._lines: list[list[Cell]] = []

    @property
    def known(self) -> bool:
        """Whether it is known what the terminal shows."""
        return bool(self._lines)

    def is_of(self, width: int, height: int) -> bool:
        """Whether it is known what a terminal of this size shows."""
        return len(self._lines) == height and all(len(line) == width for line in self._lines[:1])

    def forget(self) -> None:
        """Treat the screen as unknown: what is shown next has to be a whole one, and clears it."""
        self._lines = []

    def show(self, width: int, height: int, pieces: Iterable[Piece]) -> str:
        """Return what lays `pieces` over the screen, which is cleared first where it is unknown or of another size."""
        clear = not self.is_of(width, height)
        if clear:
            self._lines = [[BLANK] * width for _ in range(height)]
        text = self._lay(pieces)
        return CLEAR + text if clear else text

    def change(self, lines: Iterable[tuple[int, Sequence[Cell]]]) -> str:
        """Return what makes the terminal show these lines, blank behind them; the screen has to be known."""
        blank = [BLANK] * len(self._lines[0])
        return self._lay((y, 0, [*cells, *blank[len(cells) :]]) for y, cells in lines if y < len(self._lines))

    def _lay(self, pieces: Iterable[Piece]) -> str:
        pen = Pen()
        for y, x, cells in pieces:
            old = self._lines[y]
            new = [*old[:x], *cells[: len(old) - x], *old[x + len(cells) :]]
            if new != old:
                self._lines[y] = new
                pen.change(y, old, new)
        return pen.finish()
