"""The application behind pipes, as textual-serve shows it in a browser: packets in, packets out."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyte
from terminals import DEADLINE, ROOT

WEB: Final = "textual.drivers.web_driver:WebDriver"
HANDSHAKE: Final = b"__GANGLION__\n"


class Browser:
    """`plan` under Textual's web driver.

    Both sides send packets: a letter (D for what a terminal would be sent or send, M for a message in JSON), the length
    of what follows in four bytes, the highest first, and that. The program begins with HANDSHAKE.
    """

    def __init__(self, path: Path) -> None:
        """Open the plan at `path` at 80×24."""
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.messages: list[object] = []
        self._received = b""
        environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "ROWS"}}
        environment |= {"TEXTUAL_DRIVER": WEB, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(path.parent / "state")}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "tui", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
        )
        self.wait_until(lambda: len(self._received) >= len(HANDSHAKE), "the handshake")
        assert self._received.startswith(HANDSHAKE)
        self._received = self._received.removeprefix(HANDSHAKE)

    def send(self, keys: str) -> None:
        """Type keys, all in one packet."""
        self._send(b"D", keys.encode())

    def tell(self, **message: object) -> None:
        """Send a message of the server."""
        self._send(b"M", json.dumps(message).encode())

    def resize(self, width: int, height: int) -> None:
        """Give the browser's terminal another size."""
        self.screen.resize(height, width)
        self.tell(type="resize", width=width, height=height)

    def text(self) -> str:
        """Return the screen as it reads."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, text: str) -> None:
        """Read until `text` is on the screen; AssertionError with the screen after a deadline."""
        self.wait_until(lambda: text in self.text(), f"«{text}»")

    def wait_until(self, arrived: Callable[[], bool], what: str) -> None:
        """Read until `arrived` holds; AssertionError with the screen after a deadline."""
        end = time.monotonic() + DEADLINE
        while not arrived():
            assert time.monotonic() < end, f"{what} did not come:\n{self.text()}"
            assert self.program.stdout
            if select.select([self.program.stdout], [], [], 0.1)[0]:
                piece = os.read(self.program.stdout.fileno(), 65536)
                assert piece, f"{what} did not come before the end:\n{self.text()}"
                self._received += piece
                self._unpack()

    def end(self) -> tuple[int, bytes]:
        """Return the exit code of the program, which was told to end, and what it wrote to stderr."""
        rest, errors = self.program.communicate(timeout=DEADLINE)
        self._received += rest
        self._unpack()
        return self.program.returncode, errors

    def _send(self, kind: bytes, payload: bytes) -> None:
        assert self.program.stdin
        self.program.stdin.write(kind + len(payload).to_bytes(4, "big") + payload)
        self.program.stdin.flush()

    def _unpack(self) -> None:
        """Show the packets that are complete."""
        while self._received[:1] in {b"D", b"M"} and len(self._received) >= (
            end := 5 + int.from_bytes(self._received[1:5], "big")
        ):
            kind, payload, self._received = self._received[:1], self._received[5:end], self._received[end:]
            if kind == b"D":
                self._stream.feed(payload)
            else:
                self.messages.append(json.loads(payload))
