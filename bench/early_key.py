"""Print when a key typed while the program starts is answered, beside `python -c 'import textual.app'`, in turns.

    python -m bench.early_key [RUNS]

The key is typed 60 ms after the start on a pseudo-terminal of 80 by 24; the answer is the first byte behind the first
screen that is more than a mode of the terminal. The ratio of the medians is what to look at: on the clock, and in
processor time, which other load of the machine disturbs less. The modules have to be compiled (python -m compileall).
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

from bench.ptybench.process import child_env, clock, cpu_seconds

ROOT: Final = Path(__file__).parents[1]
KEYS: Final = {"an arrow": b"\x1b[B", "a digit": b"4"}
TYPED: Final = 0.06
"""Seconds after the start."""
PATIENCE: Final = 20.0
LAST: Final = b"ayuda"
"""What the first screen ends with."""
MODES: Final = re.compile(rb"(?:\x1b\[[?>][\d;]*[hlu]|\x1b\[\?\d+\$p|\x1b\]22;default\x07)*")


class Taken(NamedTuple):
    """Seconds on the clock and of the processors."""

    elapsed: float
    used: float


def answered(key: bytes) -> Taken:
    """Return what it takes until `key` is answered by the application with the 2024 plan and nothing remembered."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan_2024.json"
        plan.write_bytes((ROOT / plan.name).read_bytes())
        own = {"XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder, "PYTHONPATH": str(ROOT)}
        began = clock()
        pid, terminal = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            words = [sys.executable, "-m", "tui", str(plan)]
            os.execvpe(words[0], words, child_env(own, "xterm-256color"))  # noqa: S606 - no shell wanted
        try:
            _wait_for_answer(terminal, key, began)
            return Taken(clock() - began, cpu_seconds(pid))
        finally:
            os.kill(pid, signal.SIGKILL)
            os.close(terminal)
            os.waitpid(pid, 0)


def _wait_for_answer(terminal: int, key: bytes, began: float) -> None:
    """Type `key` and read until more comes behind the first screen than modes of the terminal."""
    sent, typed = b"", False
    while clock() - began < PATIENCE:
        if not typed and clock() - began >= TYPED:
            typed = os.write(terminal, key) > 0
        if select.select([terminal], [], [], 0.002)[0]:
            with suppress(OSError):
                sent += os.read(terminal, 65536)
        _screen, shown, behind = sent.partition(LAST)
        if shown and not MODES.fullmatch(behind):
            return
    sys.exit("early_key: no answer")


def imported() -> Taken:
    """Return what the import of Textual alone takes."""
    began = clock()
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", "import textual.app"], child_env({}))
    _pid, _status, usage = os.wait4(pid, 0)
    return Taken(clock() - began, usage.ru_utime + usage.ru_stime)


def tell(name: str, taken: Sequence[Taken], beside: Sequence[Taken]) -> None:
    """Print the medians in milliseconds, and beside those of the import."""
    for what, place in (("on the clock", 0), ("processor time", 1)):
        ours, theirs = (median(one[place] for one in each) for each in (taken, beside))
        print(f"{name:<12}{what:<16}{ours * 1e3:7.0f} ms {ours / theirs:6.2f}")


def main() -> None:
    """Take turns and print the medians."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    taken: dict[str, list[Taken]] = {name: [] for name in (*KEYS, "the import")}
    for _run in range(runs):
        for name, key in KEYS.items():
            taken[name].append(answered(key))
        taken["the import"].append(imported())
    for name, each in taken.items():
        tell(name, each, taken["the import"])


if __name__ == "__main__":
    main()
