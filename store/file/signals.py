"""Signals held back while a commit is under way, so that Ctrl-C or a hang-up comes after it and not inside it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_HELD: Final = {signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGQUIT, signal.SIGTSTP}


@contextmanager
def held() -> Iterator[None]:
    """Block the signals that end or stop a program in this thread; they arrive when the block ends.

    A signal sent to the process goes to any thread that lets it in. An application that commits in a worker thread
    therefore handles these signals in its main thread and waits there for the worker before it ends.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
