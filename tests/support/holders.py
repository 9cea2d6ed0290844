"""Another process that holds a plan's lock."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.file.lock import locked
from store.file.permissions import Permissions


@contextmanager
def holder(path: Path) -> Iterator[int]:
    """Let another process hold the lock of the plan at `path`; yields its number and ends it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(path, Permissions.of(path)):
            os.write(writing, b"!")
            signal.pause()
    os.read(reading, 1)
    try:
        yield child
    finally:
        let_go(child)
        os.waitpid(child, 0)
        os.close(reading)
        os.close(writing)


def let_go(child: int) -> None:
    """End the process that holds the lock; the kernel drops the lock with it."""
    os.kill(child, signal.SIGKILL)
