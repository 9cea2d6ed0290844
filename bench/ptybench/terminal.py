"""The terminal's side of a conversation: it answers a program's queries and remembers the modes that matter."""

import re
from typing import Final

ESCAPE: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]"  # CSI
    rb"|\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|[PX^_][^\x1b]*\x1b\\"  # DCS, SOS, PM, APC
    rb"|[ -/]*[0-OQ-WYZ\\\x60-~])"  # two-character escapes
)
_ALTERNATE_SCREEN: Final = (b"47", b"1047", b"1049")
_FIXED_ANSWERS: Final = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>41;354;0c",
    b"\x1b[>0c": b"\x1b[>41;354;0c",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[6n": b"\x1b[2;2R",
}


def split_complete(data: bytes) -> tuple[bytes, bytes]:
    """Split off an escape sequence that has not arrived whole yet."""
    at = data.rfind(b"\x1b")
    if at >= 0 and len(data) - at < 4096 and not ESCAPE.match(data, at):
        return data[:at], data[at:]
    return data, b""


class Responder:
    """Answers queries as an xterm does, with or without synchronized output (mode 2026)."""

    def __init__(self, rows: int, cols: int, *, sync: bool = True) -> None:
        self.rows, self.cols, self.sync = rows, cols, sync
        self.app_cursor = False
        self.alt_screen = False
        self.cursor_shown = True
        self._tail = b""

    def feed(self, data: bytes) -> bytes:
        """Take output of the program and return what the terminal answers."""
        whole, self._tail = split_complete(self._tail + data)
        return b"".join(self._answer(match[0]) for match in ESCAPE.finditer(whole))

    def _answer(self, sequence: bytes) -> bytes:
        if match := re.fullmatch(rb"\x1b\[\?([\d;]+)([hl])", sequence):
            self._set_modes(match[1].split(b";"), on=match[2] == b"h")
            return b""
        if match := re.fullmatch(rb"\x1b\[\?(\d+)\$p", sequence):
            known = self.sync and match[1] == b"2026"
            return b"\x1b[?%s;%d$y" % (match[1], 2 if known else 0)
        if sequence == b"\x1b[18t":
            return b"\x1b[8;%d;%dt" % (self.rows, self.cols)
        if match := re.fullmatch(rb"\x1b\](1[01]);\?(?:\x07|\x1b\\)", sequence):
            level = b"ffff" if match[1] == b"10" else b"0000"
            return b"\x1b]%s;rgb:%s/%s/%s\x1b\\" % (match[1], level, level, level)
        return _FIXED_ANSWERS.get(sequence, b"")

    def _set_modes(self, modes: list[bytes], *, on: bool) -> None:
        for mode in modes:
            if mode == b"1":
                self.app_cursor = on
            elif mode in _ALTERNATE_SCREEN:
                self.alt_screen = on
            elif mode == b"25":
                self.cursor_shown = on
