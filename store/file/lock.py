"""One writer at a time, by an advisory lock on the plan's directory.

The directory is locked and not a lock file, because a file can be deleted while it is held and then two writers hold
"the" lock. The kernel drops the lock with its process, so it is never broken by age.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.text.system_errors import reason
from store.errors import BusyError, ReadOnlyError

DEADLINE: Final = 5.0
"""Seconds that a writer waits for the others."""

_PAUSE: Final = (0.0005, 0.01)
"""Seconds between two tries, drawn anew each time so that waiting writers do not retry together."""

_HELD: Final = (errno.EWOULDBLOCK, errno.EACCES)
"""What trying for a lock says where somebody else has it."""


@contextmanager
def locked(directory: Path | str) -> Iterator[int]:
    """Hold the lock of `directory`; yields its descriptor, relative to which the holder does everything.

    Raises BusyError naming the holder after `DEADLINE`, ReadOnlyError where the file system cannot lock.
    """
    with opened(directory) as descriptor:
        _acquire(descriptor)
        yield descriptor


@contextmanager
def opened(directory: Path | str, *, inside: int | None = None) -> Iterator[int]:
    """Yield a descriptor of `directory`, relative to that of another one if `inside` names it."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=inside)
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # what was committed stays so, whatever closing says
            os.close(descriptor)


def refusal(directory: Path | str) -> str:
    """Return why no lock can be had on `directory`, as a sentence; empty when it can, or is just held."""
    try:
        with opened(directory) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return "" if error.errno in _HELD else _cannot_lock(error)
    return ""


def _acquire(descriptor: int) -> None:
    deadline = time.monotonic() + DEADLINE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _HELD:
                raise ReadOnlyError(_cannot_lock(error)) from error
        else:
            return
        if time.monotonic() > deadline:
            sentence = _("no se guardó: {holder} tiene ocupado el plan; intente de nuevo en un momento")
            raise BusyError(sentence.format(holder=_holder(descriptor)))
        time.sleep(_PAUSE[0] + (_PAUSE[1] - _PAUSE[0]) * os.urandom(1)[0] / 255)


def _cannot_lock(error: OSError) -> str:
    sentence = _("el sistema de archivos no permite bloquear su carpeta ({reason}), así que solo se puede leer")
    return sentence.format(reason=reason(error))


def _holder(descriptor: int) -> str:
    """Return who holds the lock, from the kernel's table: process number, program and user."""
    info = os.fstat(descriptor)
    file = f"{os.major(info.st_dev):02x}:{os.minor(info.st_dev):02x}:{info.st_ino}"
    try:
        rows = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()]
        pid = next(row[4] for row in rows if row[1] == "FLOCK" and row[5] == file)
        program = Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
        owner = Path(f"/proc/{pid}").owner()
    except (OSError, StopIteration, KeyError, IndexError):
        return _("otro proceso")
    return _("el proceso {pid} ({program}, de {owner})").format(pid=pid, program=program, owner=owner)
