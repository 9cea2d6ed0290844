"""The driver that writes to the terminal at once."""

import os
import sys

from textual.drivers.linux_driver import LinuxDriver


class DirectDriver(LinuxDriver):
    """Textual's driver without its writing thread.

    Handing some hundred bytes to another thread costs more than writing them: 2 to 3 ms a key on a busy machine. A
    terminal that has gone away swallows what is written to it, so that the program can still end in order.
    """

    _gone = False

    def write(self, data: str) -> None:
        """Write to the terminal, all of it, before this returns."""
        terminal = sys.__stderr__.fileno() if sys.__stderr__ else 2
        left = data.encode("utf-8", "replace")
        while left and not self._gone:
            try:
                left = left[os.write(terminal, left) :]
            except OSError:
                self._gone = True
