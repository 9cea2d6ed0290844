"""The screen, rebuilt from recorded output."""

import contextlib
import re

import pyte
import pyte.screens

from bench.ptybench.terminal import ESCAPE, split_complete


class Replay:
    """A screen of `rows` by `cols` that is fed what a program sent."""

    def __init__(self, rows: int, cols: int) -> None:
        self.screen = _Screen(cols, rows)
        self._stream = _Stream(self.screen)
        self._tail = b""
        self._rows = [self._row(y) for y in range(rows)]
        self.screen.dirty.clear()

    def feed(self, data: bytes) -> None:
        """Take output of the program."""
        whole, self._tail = split_complete(self._tail + data)
        # A sequence pyte cannot take must not stop the replay.
        with contextlib.suppress(TypeError, ValueError, IndexError):
            self._stream.feed(ESCAPE.sub(_for_pyte, whole))

    def text(self) -> str:
        """Return the screen's lines."""
        return "\n".join(self.screen.display)

    def changed(self) -> int:
        """Return how many cells differ (in character or style) from the last call."""
        count = 0
        for y in sorted(self.screen.dirty):
            if y < len(self._rows):
                new = self._row(y)
                count += sum(a != b for a, b in zip(self._rows[y], new, strict=True))
                self._rows[y] = new
        self.screen.dirty.clear()
        return count

    def _row(self, y: int) -> tuple[pyte.screens.Char, ...]:
        line = self.screen.buffer[y]
        return tuple(line[x] for x in range(self.screen.columns))


class _Screen(pyte.Screen):
    """pyte's screen plus REP, SU and SD, which ncurses uses."""

    last = " "

    def draw(self, data: str) -> None:
        super().draw(data)
        self.last = data[-1:] or self.last

    def repeat_last(self, count: int = 1, **_options: object) -> None:
        super().draw(self.last * max(1, count))

    def scroll_up(self, count: int = 1, **_options: object) -> None:
        self._scroll(count, up=True)

    def scroll_down(self, count: int = 1, **_options: object) -> None:
        self._scroll(count, up=False)

    def _scroll(self, count: int, *, up: bool) -> None:
        top, bottom = self.margins or (0, self.lines - 1)
        keep = self.cursor.y
        self.cursor.y = bottom if up else top
        for _ in range(max(1, count)):
            (self.index if up else self.reverse_index)()
        self.cursor.y = keep


class _Stream(pyte.ByteStream):
    csi = pyte.ByteStream.csi | {"b": "repeat_last", "S": "scroll_up", "T": "scroll_down", "`": "cursor_to_column"}
    events = pyte.ByteStream.events | {"repeat_last", "scroll_up", "scroll_down"}


def _for_pyte(match: re.Match[bytes]) -> bytes:
    """Drop the sequences that pyte would misread; none of them paints a cell."""
    sequence = match[0]
    if sequence[1:2] == b"[":
        parameters, final = sequence[2:-1], sequence[-1:]
        if re.search(rb"[<=>:!\"#$%&'() *+,./-]", parameters):
            return b""
        if parameters.startswith(b"?") and final not in b"hlJK":
            return b""
        return b"" if final in b"tuqpsncx" else sequence
    return b"" if sequence[1:2] in b"]PX^_" else sequence
