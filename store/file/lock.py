"""One writer of a plan at a time, by advisory locks that the kernel drops with the process that holds them.

The first is on a file beside the plan that only those who may write the plan can open: somebody who may only read
cannot hold it. Those who wait for it are let in in the order in which they came.

A file can be deleted while it is held, and then two writers hold "the" lock. The second lock, on the plan's directory,
cannot; it also keeps out versions of this program that know no other. Anybody may hold it who may read the directory,
so it is waited for only where its holder may write the plan.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from scoring.messages import _
from store.errors import BusyError, ReadOnlyError
from store.file.access import HELD, cannot_lock
from store.file.folders import opened
from store.file.lock_file import lock_name, open_lock_file
from store.file.lock_holder import Holder, holders
from store.file.permissions import Permissions

DEADLINE: Final = 5.0
"""Seconds that a writer waits for the others."""

_UNKNOWN_WAIT: Final = 0.1
"""Seconds that a directory's lock is waited for where the system does not say who has it: a commit takes less."""
_LOOKS: Final = 5
"""How often in a row the system has to name nobody before a holder is taken for one that it does not show."""
_LOOK_AGAIN: Final = 0.25
"""Seconds after which it is asked again who has a directory's lock."""


@contextmanager
def locked(path: Path, plan: Permissions) -> Iterator[int]:
    """Hold the lock of the plan at `path`, which has the permissions `plan`; yields a descriptor of its directory.

    The holder does everything relative to that. BusyError names who holds the lock after `DEADLINE`, ReadOnlyError
    says that the file system cannot lock; OSError where the lock's file cannot be made.
    """
    deadline = time.monotonic() + DEADLINE
    with opened(path.parent) as directory:
        lock = _held_file(directory, lock_name(path.name), plan, deadline)
        try:
            _hold_directory(directory, plan, deadline)
            yield directory
        finally:
            # The directory first: whoever is let in by the file must not find it held. Closing alone would not do where
            # a process that was begun meanwhile has the descriptors too.
            for descriptor in (directory, lock):
                with suppress(OSError):
                    fcntl.flock(descriptor, fcntl.LOCK_UN)
            with suppress(OSError):
                os.close(lock)


def _held_file(directory: int, name: str, plan: Permissions, deadline: float) -> int:
    """Return a descriptor of the lock's file, held, and still the one that its name leads to."""
    while True:
        descriptor = open_lock_file(directory, name, plan)
        try:
            if not _acquired(descriptor, deadline - time.monotonic()):
                break
            if _is_there(directory, name, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() > deadline:  # somebody deletes it again and again
            raise _busy([])
    found = holders(descriptor)
    os.close(descriptor)
    raise _busy(found)


def _is_there(directory: int, name: str, descriptor: int) -> bool:
    """Tell whether a name in a directory still leads to the file that a descriptor is of."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(name, dir_fd=directory, follow_symlinks=False))
    except FileNotFoundError:
        return False


def _hold_directory(directory: int, plan: Permissions, deadline: float) -> None:
    """Hold the directory's lock too, unless somebody has it who may not write the plan."""
    unknown_until = time.monotonic() + _UNKNOWN_WAIT
    while (found := _holders_unless_acquired(directory)) is not None:
        writers = [holder for holder in found if holder.may_write(plan)]
        if found and not writers:
            return
        now = time.monotonic()
        if writers:
            unknown_until = now + _UNKNOWN_WAIT
        until = deadline if writers else unknown_until
        if now >= until:
            if writers:
                raise _busy(writers)
            return
        if _acquired(directory, min(_LOOK_AGAIN, until - now)):
            return


def _holders_unless_acquired(descriptor: int) -> list[Holder] | None:
    """Lock what a descriptor is of and return None, or who has it: nobody where the system does not say."""
    for _look in range(_LOOKS):  # whoever had it may have let go before the system was asked
        if _acquired(descriptor, 0):
            return None
        if found := holders(descriptor):
            return found
    return []


def _acquired(descriptor: int, seconds: float) -> bool:
    """Lock what a descriptor is of, waiting for it so long; tell whether that was done."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in HELD:
            raise ReadOnlyError(cannot_lock(error)) from error
    else:
        return True
    return seconds > 0 and _waited(descriptor, seconds)


def _waited(descriptor: int, seconds: float) -> bool:
    """Wait in the kernel's queue for a lock; a thread does, since a call that waits can be ended only by a signal.

    The thread has a descriptor of its own for the same opening of the file: where it gets the lock after its caller
    has given up and closed the other, closing this one drops it.
    """
    from threading import Thread  # who has not to wait does without

    own = os.dup(descriptor)
    outcome: list[OSError | None] = []

    def wait() -> None:
        try:
            fcntl.flock(own, fcntl.LOCK_EX)
            outcome.append(None)
        except OSError as error:
            outcome.append(error)
        finally:
            os.close(own)

    thread = Thread(target=wait, daemon=True)
    thread.start()
    thread.join(seconds)
    if not outcome:
        return False
    if outcome[0] is not None:
        raise ReadOnlyError(cannot_lock(outcome[0])) from outcome[0]
    return True


def _busy(found: list[Holder]) -> BusyError:
    sentence = _("no se guardó: {holder} tiene ocupado el plan; intente de nuevo en un momento")
    return BusyError(sentence.format(holder=found[0] if found else _("otro proceso")))
