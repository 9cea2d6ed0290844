"""The driver that writes to the terminal at once."""

import os
import sys
from typing import Final

from textual.drivers.linux_driver import LinuxDriver

_STDERR: Final = 2


class DirectDriver(LinuxDriver):
    """Textual's driver without its writing thread.

    Handing some hundred bytes to another thread costs more than writing them: 2 to 3 ms a key on a busy machine. A
    terminal that has gone away swallows what is written to it, so that the program can still end in order.
    """

    _gone = False

    def write(self, data: str) -> None:
        """Write to the terminal, all of it, before this returns."""
        left = data.encode("utf-8", "replace")
        while left and not self._gone:
            try:
                left = left[os.write(_terminal(), left) :]
            except OSError:
                self._gone = True

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size that the terminal itself gives.

        Textual asks COLUMNS and LINES first, which a shell that exports them sets once and no window ever changes.
        """
        try:
            return os.get_terminal_size(_terminal())
        except OSError:
            return super()._get_terminal_size()


def _terminal() -> int:
    return sys.__stderr__.fileno() if sys.__stderr__ else _STDERR
