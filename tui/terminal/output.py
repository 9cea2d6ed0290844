"""Writing to a terminal without waiting for it: one that takes nothing holds up neither keys nor saves nor the end.

The terminal's file is opened once more, so that not to wait is a flag of ours alone: the shell, which has it open too,
would find its own changed.
"""

import os
import termios
from asyncio import AbstractEventLoop
from collections.abc import Callable
from contextlib import suppress
from select import select
from time import monotonic
from typing import Final

_MOST_WAITING: Final = 1 << 16
"""Bytes that wait for a terminal before the screen is drawn anew instead, once it takes something again."""
_ROOM: Final = 256
"""Bytes to a write where it might wait, since the terminal's file cannot be opened once more."""
_PATIENCE: Final = 0.25
"""Seconds that what waits is given when the terminal is to be given back."""
_CANCEL: Final = b"\x18"
"""Ends an escape sequence that the terminal has got one half of."""


class TerminalOutput:
    """What goes to the terminal whose file is `shared`; what it does not take at once waits for the event loop."""

    def __init__(self, shared: int, loop: AbstractEventLoop, redraw: Callable[[], object]) -> None:
        """Write with `loop`; `redraw` draws the whole screen where what was written had to be dropped."""
        self._loop = loop
        self._redraw = redraw
        own = _opened_anew(shared)
        self._own = own is not None
        self._file = shared if own is None else own
        self._waiting = b""
        self._stale = False
        """Whether something was dropped, so that all is dropped until the screen can be drawn anew."""
        self._gone = False

    def write(self, text: str) -> None:
        """Write as much as the terminal takes now, and the rest when it takes more."""
        data = text.encode("utf-8", "replace")
        if self._gone or self._stale:
            return
        if self._waiting:
            self._waiting += data
            self._stale = len(self._waiting) > _MOST_WAITING
            return
        self._waiting = self._sent(data)
        if self._waiting:
            self._loop.add_writer(self._file, self._go_on)

    def settle(self) -> None:
        """Have what waits sent, within _PATIENCE; where the terminal does not take it, nothing waits any more."""
        end = monotonic() + _PATIENCE
        while self._waiting and (left := end - monotonic()) > 0:
            select([], [self._file], [], left)
            self._waiting = self._sent(self._waiting)
        if self._waiting:
            with suppress(termios.error):  # what it has not got yet makes room for giving it back
                termios.tcflush(self._file, termios.TCOFLUSH)
            self._sent(_CANCEL)
        self._waiting, self._stale = b"", False
        self._loop.remove_writer(self._file)

    def close(self) -> None:
        """Write no more."""
        self._loop.remove_writer(self._file)
        if self._own:
            os.close(self._file)

    def _go_on(self) -> None:
        """Send more of what waits, since the terminal takes something."""
        self._waiting = self._sent(self._waiting)
        if not self._waiting:
            self._loop.remove_writer(self._file)
            if self._stale:
                self._stale = False
                self._redraw()

    def _sent(self, data: bytes) -> bytes:
        """Return what is left of `data` when the terminal takes no more; nothing for one that has gone away."""
        while data and not self._gone:
            if not self._own and not select([], [self._file], [], 0)[1]:
                break
            try:
                data = data[os.write(self._file, data if self._own else data[:_ROOM]) :]
            except BlockingIOError:
                break
            except OSError:
                self._gone = True
        return b"" if self._gone else data


def _opened_anew(shared: int) -> int | None:
    """Return another description of the terminal's file, which never waits, or None where there is none to be had.

    By its name it is not for a person who has become another with su, by /dev/tty it is if it is the session's own.
    """
    flags = os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
    with suppress(OSError):
        return os.open(os.ttyname(shared), flags)
    with suppress(OSError):
        os.tcgetpgrp(shared)  # refused for a terminal that is not this session's own
        return os.open("/dev/tty", flags)
    return None
