"""The driver of the direct way: it reads and writes the terminal in the event loop's own thread."""

import os
import signal
from asyncio import TimerHandle
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.terminal.key_parser import KeyParser
from tui.terminal.output import TerminalOutput
from tui.terminal.taken import ENTER, HIDE_CURSOR, output

if TYPE_CHECKING:
    from tui.terminal.base_app import TerminalApp

_WIDTH, _HEIGHT = 80, 24
"""The size of a terminal that reports none."""
_READ: Final = 4096
"""Bytes to a read: what Linux keeps of a terminal's input."""


class DirectDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, reading and writing in the event loop; Textual's two threads do nothing.

    Handing a key or some hundred bytes to another thread costs more than reading or writing them, and a thread that
    waits for keys is waited for at the end. What is written to a terminal that takes nothing waits without holding up
    anything, and what is written to one that has gone away is discarded, so that the program can still end in order.
    """

    _active = False
    _output: TerminalOutput | None = None
    _tick: TimerHandle | None = None

    def __init__(self, app: "TerminalApp", **options: Any) -> None:
        """Connect `app` with the terminal; Textual gives the `options`."""
        super().__init__(app, **options)
        self._taken = app.taken
        self._sent: set[str] = set()
        """What the terminal has been sent already and must not be sent again."""

    def start_application_mode(self) -> None:
        """Take over the terminal, and have the event loop read from it; nothing where that is so already.

        It is when the program was stopped and goes on without the terminal's having been given back in between.
        """
        if self._active:
            return
        self._active = True
        taken = self._taken
        # An xterm clears its alternate screen when it is told a second time to show it.
        self._sent = {ENTER, HIDE_CURSOR} if taken and taken.away else set()
        self._parser = KeyParser()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's is without types
        if taken:
            self.attrs_before = taken.modes
        self._loop.add_reader(self.fileno, self._read)

    def stop_application_mode(self) -> None:
        """Give the terminal back, as far as it takes anything."""
        if self._output:
            self._output.settle()
        super().stop_application_mode()
        if self._output:
            self._output.settle()
        self._active = False
        if self._taken:
            self._taken.left()

    def run_input_thread(self) -> None:
        """Do nothing: the event loop reads."""

    def disable_input(self) -> None:
        """Read no more."""
        self._loop.remove_reader(self.fileno)
        if self._tick:
            self._tick.cancel()
        super().disable_input()

    def send_message(self, message: Message) -> None:
        """Hand a message to the application, in whose thread this is."""
        self._app.post_message(message)

    def write(self, data: str) -> None:
        """Write to the terminal, without waiting for it; not what was sent before Textual was loaded."""
        if data in self._sent:
            self._sent.discard(data)
            return
        if self._output is None:
            self._output = TerminalOutput(output(), self._loop, self._redraw)
        self._output.write(data)

    def close(self) -> None:
        """Write no more."""
        super().close()
        if self._output:
            self._output.close()
            self._output = None

    def _redraw(self) -> None:
        """Have the whole screen drawn, as after a stop."""
        self.send_message(self.SignalResume())

    def _read(self) -> None:
        """Take what was typed; a terminal that has gone is a hang-up, whether or not the kernel signals one."""
        try:
            data = os.read(self.fileno, _READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self.fileno)
            signal.raise_signal(signal.SIGHUP)
            return
        self._take(self._parser.feed(data))

    def _take(self, messages: Iterable[Message]) -> None:
        """Hand over what was typed, and wait for its rest for as long as the parser has patience."""
        for message in messages:
            self.process_message(message)
        if self._tick:
            self._tick.cancel()
        patience = self._parser.patience
        self._tick = None if patience is None else self._loop.call_later(patience, self._lapse)

    def _lapse(self) -> None:
        """Treat what was typed as complete, since nothing has followed."""
        self._take(self._parser.lapse())

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return the size that the terminal itself gives.

        Textual asks COLUMNS and LINES first, which a shell that exports them sets once and no window ever changes.
        """
        try:
            width, height = os.get_terminal_size(output())
        except OSError:
            return super()._get_terminal_size()
        return width or _WIDTH, height or _HEIGHT
