"""The shortest text that makes a terminal show other cells than it does.

It needs neither Textual nor rich: a screen can be compared and sent without them.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from tui.terminal.screen_cells import BLANK, Cell, shows_on_blank

_GAP: Final = 4
"""Unchanged cells that are cheaper to send again than to jump over."""


class _Run(NamedTuple):
    """Neighbouring cells of a line that have to be sent."""

    start: int
    end: int


class Pen:
    """Collects the text that changes a screen; knows where the cursor will be, and the style."""

    def __init__(self) -> None:
        """Begin with the cursor anywhere and no style."""
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._sgr = ""
        self._seen_on_blank = False

    def change(self, y: int, old: Sequence[Cell], new: Sequence[Cell]) -> None:
        """Turn line `y` of the screen from `old` into `new`, which has as many cells."""
        tail = len(new)
        while tail and new[tail - 1] == BLANK:
            tail -= 1
        for run in _runs(old, new):
            end = run.end
            if run.end > tail + _GAP and old[tail:] != new[tail:]:
                end = max(tail, run.start)
            self._move(y, run.start)
            self._write(new[run.start : end])
            if end < run.end:
                self._erase_rest()
                return

    def finish(self) -> str:
        """Return the text, which leaves no style on."""
        self._draw_with("")
        return "".join(self._parts)

    def _move(self, y: int, x: int) -> None:
        if self._at == (y, x):
            return
        if self._at and self._at[0] == y and self._at[1] < x:
            distance = x - self._at[1]
            self._parts.append(f"\x1b[{distance}C" if distance > 1 else "\x1b[C")
        else:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H")
        self._at = (y, x)

    def _write(self, cells: Sequence[Cell]) -> None:
        for text, sgr in cells:
            if sgr != self._sgr and (text != " " or sgr or self._seen_on_blank):
                self._draw_with(sgr)
            self._parts.append(text)
        if self._at:
            self._at = (self._at[0], self._at[1] + len(cells))

    def _erase_rest(self) -> None:
        self._draw_with("")
        self._parts.append("\x1b[K")

    def _draw_with(self, sgr: str) -> None:
        if sgr != self._sgr:
            reset = "0;" if self._sgr and sgr else ""
            self._parts.append(f"\x1b[{reset}{sgr}m")
            self._sgr = sgr
            self._seen_on_blank = shows_on_blank(sgr)


def _runs(old: Sequence[Cell], new: Sequence[Cell]) -> Iterator[_Run]:
    """Yield the stretches of a line to send: what differs, and gaps too short to be worth a jump."""
    begin = end = -1 - _GAP  # nowhere near the first cell
    for x in [x for x, (one, other) in enumerate(zip(old, new, strict=True)) if one is not other and one != other]:
        start = x
        while start and not new[start][0]:
            start -= 1
        if start > end and not (start <= end + _GAP and _drawn_alike(new[end - 1 : start + 1])):
            if begin >= 0:
                yield _Run(begin, end)
            begin = start
        end = x + 1
    if begin >= 0:
        yield _Run(begin, end)


def _drawn_alike(cells: Sequence[Cell]) -> bool:
    """Whether a short gap and the cells at both its ends are drawn alike, so that it is best sent again."""
    return len({cell[1] for cell in cells if cell != BLANK}) <= 1
