"""The terminal, taken over before Textual is loaded: quiet, with the first screen on it, given back however that ends.

Loading Textual takes far longer than reading a plan and painting it. What is typed meanwhile waits in the terminal's
input, in order, and is neither echoed nor lost.
"""

import os
import signal
import sys
import termios
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final

from tui.grid.spans import Span
from tui.grid.theme import Theme
from tui.terminal.screen_cells import line_cells
from tui.terminal.shown_screen import ShownScreen

ENTER: Final = "\x1b[?1049h"
"""To the alternate screen."""
HIDE_CURSOR: Final = "\x1b[?25l"
_LEAVE: Final = "\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
"""Back to the main screen, with all the modes that Textual may have turned on by then turned off."""
_INPUT_FLAGS: Final = termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
_LOCAL_FLAGS: Final = termios.ECHO | termios.ICANON | termios.IEXTEN
_IFLAG, _LFLAG, _CC = 0, 3, 6
"""Places in what `termios.tcgetattr` returns."""
_DISABLED: Final = b"\0"
"""What no key is (POSIX: _POSIX_VDISABLE, 0 on Linux)."""
_ENDINGS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
"""Signals that end the program; one that whoever started it had ignored stays ignored."""
_SECONDS: Final = 0.2
"""How long a terminal that takes nothing is waited for at the end."""


class TakenTerminal:
    """A terminal that is quiet, and shows the first screen once that is painted."""

    def __init__(self, modes: list[Any]) -> None:
        """Hold a terminal whose `modes`, as `termios.tcgetattr` returns them, are to be put back."""
        self.modes = modes
        self.shown = ShownScreen()
        """What the terminal shows; unknown until something is shown."""
        self.away = False
        """Whether the terminal is on the alternate screen, from which it has to be brought back."""
        self._given_back = False

    def show(self, width: int, height: int, lines: Iterable[Sequence[Span]], theme: Theme) -> None:
        """Show the first screen."""
        cells = [(y, 0, line_cells(spans, theme)) for y, spans in enumerate(lines)]
        self.away = True
        text = (ENTER + HIDE_CURSOR + self.shown.show(width, height, cells)).encode("utf-8", "replace")
        while text:
            text = text[os.write(output(), text) :]
        with suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _quiet(self.modes, suspends=False))

    def left(self) -> None:
        """Note that Textual's driver has given the terminal back."""
        self.away, self._given_back = False, True

    def give_back(self, *, drop_typed: bool = True) -> None:
        """Put the terminal's screen and modes back, unless that is done.

        What was typed for this program would be read by the next one and is dropped, unless this one goes on.
        A terminal that takes nothing is left on the screen it shows.
        """
        if self._given_back:
            return
        self._given_back = True
        from select import select  # only the end needs it

        with suppress(OSError, termios.error):
            if self.away and select([], [output()], [], _SECONDS)[1]:
                os.write(output(), _LEAVE.encode())
            if drop_typed:
                termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self.modes)


@contextmanager
def taken() -> Iterator[TakenTerminal | None]:
    """Take the terminal over until the block ends; None where the stock way has to begin from the terminal as it is.

    That is where there is no terminal on all three standard streams, its kind is not known, a driver is named by
    TEXTUAL_DRIVER, or NO_COLOR asks for the colours to be filtered out, which Textual does.
    """
    # An empty NO_COLOR asks for nothing (no-color.org), and yet Textual filters.
    modes = None if os.environ.get("TEXTUAL_DRIVER") or "NO_COLOR" in os.environ else _modes()
    if modes is None:
        yield None
        return
    terminal = TakenTerminal(modes)
    with _ended_by_signals(terminal):
        try:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, _quiet(modes, suspends=True))
            yield terminal
        finally:
            terminal.give_back()


def size() -> tuple[int, int] | None:
    """Return the terminal's columns and rows; None where it does not tell."""
    try:
        columns, rows = os.get_terminal_size(output())
    except OSError:
        return None
    return (columns, rows) if columns and rows else None


def output() -> int:
    """Return the file descriptor on which the screen is written: standard error, as Textual has it."""
    return sys.__stderr__.fileno() if sys.__stderr__ else 2


def _modes() -> list[Any] | None:
    """Return the terminal's modes, or None where a first screen cannot be shown on it."""
    if os.environ.get("TERM", "") in {"", "dumb", "unknown"}:
        return None
    try:
        streams = [sys.stdin.fileno(), sys.stdout.fileno(), output()]
        return termios.tcgetattr(streams[0]) if all(os.isatty(stream) for stream in streams) else None
    except (OSError, ValueError, termios.error):
        return None


def _quiet(modes: list[Any], *, suspends: bool) -> list[Any]:
    """Return modes in which nothing is echoed or edited, every key is read as it is, and only Ctrl-C is a signal.

    Where Ctrl-Z still `suspends` it is no key: the signal is ignored, and the kernel drops the key alone. Whoever types
    it before there is anything to see wants to stop the program, and not to take back what an earlier session saved.
    """
    quiet = [*modes[:_CC], list(modes[_CC])]
    quiet[_IFLAG] &= ~_INPUT_FLAGS
    quiet[_LFLAG] = quiet[_LFLAG] & ~_LOCAL_FLAGS | termios.ISIG | termios.NOFLSH
    quiet[_CC][termios.VQUIT] = _DISABLED
    if not suspends:
        quiet[_CC][termios.VSUSP] = _DISABLED
    quiet[_CC][termios.VMIN], quiet[_CC][termios.VTIME] = 1, 0
    return quiet


@contextmanager
def _ended_by_signals(terminal: TakenTerminal) -> Iterator[None]:
    """Have signals that end the program give the terminal back first; none stops it until Textual can bring it back."""

    def end(number: int, _frame: object) -> None:
        terminal.give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    endings = [number for number in _ENDINGS if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in endings}
    before[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
