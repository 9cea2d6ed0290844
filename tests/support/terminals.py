"""The application in a pseudo-terminal, as a person on SSH has it: what it sends is counted and read off a screen."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import pyte

ROOT: Final = Path(__file__).parents[2]
LINUX: Final = "textual.drivers.linux_driver:LinuxDriver"
"""Textual's own driver, as TEXTUAL_DRIVER names it."""
_NOT_HANDED_ON: Final = {"NO_COLOR", "COLORTERM", "COLUMNS", "LINES", "TEXTUAL_DRIVER"}
"""Variables of whoever runs the tests that would change what is on the screen; pytest-xdist sets COLUMNS."""
QUIET: Final = 0.3
"""Seconds without a byte after which a program is taken to have finished what it was doing."""
DEADLINE: Final = 20.0
_BRACKETED_PASTE: Final = 2004 << 5
"""A private mode as pyte keeps it."""
RESTORED: Final = (b"\x1b[?1049l", b"\x1b[?25h")
"""Back to the main screen, cursor shown."""


class Terminal:
    """A program on a terminal of its own."""

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        program: Sequence[str] = ("-m", "tui"),
        folder: Path | None = None,
    ) -> None:
        """Start `plan`, or another `program` of Python, with `arguments` on a terminal of `size` columns and rows.

        It runs in `folder`, by default where the tests do.
        """
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._reads = False
        """Whether the program has begun to read keys: it asks for pastes to be marked then."""
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder or Path.cwd())
            kept = {name: value for name, value in os.environ.items() if name not in _NOT_HANDED_ON}
            variables = (
                kept | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | dict(environment or {})
            )
            os.execvpe(sys.executable, [sys.executable, *program, *arguments], variables)  # noqa: S606 - no shell wanted
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def send(self, keys: str | bytes) -> None:
        """Type keys, all in one packet."""
        os.write(self._fd, keys.encode() if isinstance(keys, str) else keys)

    def settle(self) -> bytes:
        """Return what the program sends until it falls silent; it is silent once before it reads keys, too."""
        received = b"" if self._reads else self.wait_until(lambda: self._reads, "the program's reading")
        return received + self.quiet()

    def wait_for_draft(self) -> None:
        """Wait until what was being typed is offered again, and for so long that what is typed then is an answer."""
        self.wait_for("cuando se cortó la sesión")
        self.settle()
        self.quiet()

    def quiet(self) -> bytes:
        """Return what the program sends until it is silent, for whatever reason."""
        received = b""
        while select.select([self._fd], [], [], QUIET)[0]:
            piece = self._read()
            if not piece:
                break
            received += piece
        return received

    def discard(self, seconds: float) -> None:
        """Read what comes for some seconds, or what is there, without looking at it."""
        end = time.monotonic() + seconds
        while select.select([self._fd], [], [], max(0.0, end - time.monotonic()))[0]:
            try:
                os.read(self._fd, 65536)
            except OSError:  # the program has ended
                return

    def wait_for(self, text: str) -> None:
        """Read until `text` is on the screen; AssertionError with the screen after a deadline."""
        self.wait_until(lambda: text in self.text(), f"«{text}»")

    def wait_until(self, arrived: Callable[[], bool], what: str) -> bytes:
        """Read until `arrived` holds, and return what came; AssertionError with the screen after a deadline."""
        received = b""
        end = time.monotonic() + DEADLINE
        while not arrived():
            assert time.monotonic() < end, f"{what} did not come:\n{self.text()}"
            if select.select([self._fd], [], [], 0.1)[0]:
                received += self._read()
        return received

    def text(self) -> str:
        """Return the screen as it reads."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(height, width)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def end(self, number: int) -> tuple[int, bytes]:
        """Send a signal and return how the program ended and what it sent until then."""
        os.kill(self.pid, number)
        return self.wait()

    def attributes(self) -> list[object]:
        """Return the terminal's modes and control characters."""
        return list(termios.tcgetattr(self._fd))

    def hang_up(self) -> int:
        """Take the terminal away, and return how the program ended."""
        os.close(self._fd)
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def fill(self) -> None:
        """Have the terminal take nothing until it is read from: what it keeps for its reader is full."""
        inside = os.open(f"/proc/{self.pid}/fd/2", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        with suppress(BlockingIOError):
            while True:
                os.write(inside, b" ")
        os.close(inside)

    def end_unread(self, number: int) -> int:
        """Send a signal and return how the program ended, without reading what it sends."""
        process = os.pidfd_open(self.pid)
        os.kill(self.pid, number)
        ended, _, _ = select.select([process], [], [], DEADLINE)
        os.close(process)
        assert ended, "it goes on"
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def rest(self) -> bytes:
        """Return what is there to be read, and close the terminal."""
        received = b""
        while piece := self._read():
            received += piece
        os.close(self._fd)
        return received

    def wait(self) -> tuple[int, bytes]:
        """Return how the program ended (its exit code, or minus the signal) and what it sent until then."""
        received = self.rest()
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status), received

    def _read(self) -> bytes:
        try:
            piece = os.read(self._fd, 65536)
        except OSError:
            return b""
        self._stream.feed(piece)
        self._reads = self._reads or _BRACKETED_PASTE in self.screen.mode
        return piece


def start(path: Path, *options: str, **environment: str) -> Terminal:
    """Open the plan at `path`, with settings and drafts of its own beside it."""
    own = {"XDG_STATE_HOME": str(path.parent / "state"), "XDG_CONFIG_HOME": str(path.parent / "config")}
    return Terminal(*options, str(path), environment=own | environment)


def opened(path: Path, *options: str, **environment: str) -> Terminal:
    """Open the plan at `path` and return when it is on the screen."""
    terminal = start(path, *options, **environment)
    terminal.wait_for("Cumplimiento")
    terminal.settle()
    return terminal


def quit_(terminal: Terminal) -> None:
    """Leave, in order and with the terminal as it was."""
    terminal.send("\x11")
    code, sent = terminal.wait()
    assert code == 0
    assert all(sequence in sent for sequence in RESTORED)
