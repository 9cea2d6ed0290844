"""The same work on many things by several processes, where the system lets us have them."""

import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from math import ceil
from multiprocessing import active_children, get_context
from typing import Final, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_AT_ONCE: Final = 8
"""Things that a process is given together."""


def answers(work: Callable[[Item], Answer], items: Sequence[Item]) -> Generator[Answer, None, None]:
    """Yield what `work` returns for each thing, in their order; both are pickled on their way.

    This process does what others do not: where the system gives none, or has ended one. The others end with this one,
    and when the iterator is closed.
    """
    done = 0
    pool = _pool(ceil(len(items) / _AT_ONCE))
    if pool is not None:
        try:
            for answer in _begun(pool, work, items):
                yield answer
                done += 1
        except BrokenProcessPool:  # the system has ended one, as it does where memory is short
            pass
        finally:
            pool.shutdown(cancel_futures=True)
    yield from map(work, items[done:])


def _pool(most: int) -> ProcessPoolExecutor | None:
    """Return as many processes as there are processors, but no more than `most`; None where there can be none.

    They have loaded what this one has. None of them is begun yet.
    """
    try:
        return ProcessPoolExecutor(min(most, len(os.sched_getaffinity(0))), mp_context=get_context("fork"))
    except (ImportError, OSError):  # no semaphores that processes share
        return None


def _begun(pool: ProcessPoolExecutor, work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
    """Begin the processes and return what they will answer; BrokenProcessPool where the system gives too few.

    Ctrl-C reaches all of them at once. They are begun with it held back for good, and this one ends them.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.map(work, items, chunksize=_AT_ONCE)
    except OSError as error:
        for process in active_children():
            process.terminate()
        raise BrokenProcessPool(str(error)) from error
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
