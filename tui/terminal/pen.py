"""The shortest text that makes a terminal show other cells than it does.

It needs neither Textual nor rich: a screen can be compared and sent without them.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Final

from tui.terminal.screen_cells import BLANK, Cell, shows_on_blank

_LONGEST_GAP: Final = 8
"""Unchanged cells that may be cheaper to send again than to jump over."""
_WORTH_ERASING: Final = 4
"""Blank cells up to the end of a line that are cheaper to erase than to send."""


class Pen:
    """Collects the text that changes a screen; knows where the cursor will be, and the style."""

    def __init__(self) -> None:
        """Begin with the cursor anywhere and no style."""
        self._parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._sgr = ""

    def change(self, y: int, old: Sequence[Cell], new: Sequence[Cell]) -> None:
        """Turn line `y` of the screen from `old` into `new`, which has as many cells."""
        tail = len(new)
        while tail and new[tail - 1] == BLANK:
            tail -= 1
        differs = [one is not other and one != other for one, other in zip(old, new, strict=True)]
        changed = list(compress(count(), differs))
        erased = [x for x in changed if x >= tail]
        erases = bool(erased) and erased[-1] >= max(tail, erased[0]) + _WORTH_ERASING
        if erases:
            changed, differs = changed[: len(changed) - len(erased)], differs[:tail]
        for x in changed:
            self._write(y, x, new, differs)
        if erases:
            if not (self._at and self._at[0] == y and tail <= self._at[1] <= erased[0]):
                self._go(y, erased[0], new)
            self._append("", "\x1b[K")

    def finish(self) -> str:
        """Return the text, which leaves no style on."""
        self._append("", "")
        return "".join(self._parts)

    def _write(self, y: int, x: int, new: Sequence[Cell], differs: Sequence[bool]) -> None:
        """Write the cell at `x`, unless that is done, and those behind it that differ and take no other style."""
        if self._at and self._at[0] == y and x < self._at[1]:
            return
        while x and not new[x][0]:
            x -= 1
        self._go(y, x, new)
        style = self._sgr if _needs_no_other(new[x], self._sgr) else new[x][1]
        texts, end = [new[x][0]], x + 1
        while end < len(new) and (
            not new[end][0] or (end < len(differs) and differs[end] and _needs_no_other(new[end], style))
        ):
            texts.append(new[end][0])  # nothing, behind a wide character
            end += 1
        self._append(style, "".join(texts))
        self._at = (y, end)

    def _go(self, y: int, x: int, new: Sequence[Cell]) -> None:
        """Put the cursor on a cell: past a short gap by sending it again, where that is no longer than a jump."""
        if self._at == (y, x):
            return
        if not self._at or self._at[0] != y or self._at[1] > x:
            self._parts.append(_to(self._at, y, x))
        else:
            gap = new[self._at[1] : x]
            jump = f"\x1b[{len(gap)}C" if len(gap) > 1 else "\x1b[C"
            again = _drawn(gap, self._sgr) if len(gap) <= _LONGEST_GAP else None
            if again and _cost(again, new[x : x + 1]) <= _cost((jump, self._sgr), new[x : x + 1]):
                text, self._sgr = again
                self._parts.append(text)
            else:
                self._parts.append(jump)
        self._at = (y, x)

    def _append(self, sgr: str, text: str) -> None:
        self._parts.append(_switch(self._sgr, sgr) + text)
        self._sgr = sgr


def _needs_no_other(cell: Cell, sgr: str) -> bool:
    """Whether a cell looks the same drawn with the style `sgr` as with its own."""
    return cell[1] == sgr or (cell == BLANK and not shows_on_blank(sgr))


def _to(at: tuple[int, int] | None, y: int, x: int) -> str:
    """Return the shorter way to a cell that is not ahead on the line: to its place, or down by lines from `at`."""
    place = f"\x1b[{y + 1};{x + 1}H" if x else f"\x1b[{y + 1}H"
    if at is None or not 0 < y - at[0] < len(place):
        return place
    # A terminal takes VT for a line feed, and the kernel puts no carriage return before it.
    down = "\v" * (y - at[0]) + (f"\x1b[{x + 1}G" if x else "\r")
    return down if len(down) < len(place) else place


def _drawn(cells: Sequence[Cell], sgr: str) -> tuple[str, str]:
    """Return what draws cells with a pen of style `sgr`, and the style it leaves on."""
    parts = []
    for text, wanted in cells:
        if text != " " or wanted or shows_on_blank(sgr):
            parts.append(_switch(sgr, wanted))
            sgr = wanted
        parts.append(text)
    return "".join(parts), sgr


def _cost(way: tuple[str, str], then: Sequence[Cell]) -> int:
    """Return the bytes of a way to a cell, with the change of style that the cell needs."""
    text, sgr = way
    return len((text + _drawn(then, sgr)[0]).encode())


@lru_cache(maxsize=1024)
def _switch(old: str, new: str) -> str:
    """Return the shortest escape sequence that changes the style from `old` to `new`, empty where they are one."""
    if old == new:
        return ""
    before, after = old.split(";") if old else [], new.split(";") if new else []
    if before and after and {_sets(code) for code in before} <= {_sets(code) for code in after}:
        return f"\x1b[{';'.join(code for code in after if code not in before)}m"
    return f"\x1b[{';'.join(['0', *after] if before and after else after)}m"


def _sets(code: str) -> str:
    """Return what an SGR parameter sets: the text's colour, the ground's, or an attribute that is on from then on."""
    number = int(code)
    if 30 <= number <= 37 or 90 <= number <= 97:
        return "colour"
    if 40 <= number <= 47 or 100 <= number <= 107:
        return "ground"
    return code
