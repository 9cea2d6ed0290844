"""The file that a plan's writers lock: empty, beside the plan, and open to nobody who may not write the plan."""

import errno
import os
from contextlib import suppress
from typing import Final

from scoring.messages import _
from store.file.permissions import WRITE, Permissions
from store.file.trust import ForeignError, check

_OPEN: Final = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_ATTEMPTS: Final = 100
"""How often it is begun anew where the file is replaced or deleted meanwhile."""


def lock_name(name: str) -> str:
    """Return the name of the lock's file for the plan file `name`."""
    return f".{name}.lock"


def open_lock_file(directory: int, name: str, plan: Permissions) -> int:
    """Return a descriptor of the lock's file `name` in `directory` (a descriptor); it is made if need be.

    One that more or other people can open than may write the plan, as after a change of its mode, is replaced.
    ForeignError that names it where it is a symbolic link or somebody else's; OSError where it cannot be made.
    """
    wanted = plan.only(WRITE)
    for attempt in range(_ATTEMPTS):
        try:
            check(name, os.stat(name, dir_fd=directory, follow_symlinks=False), plan)
            descriptor = os.open(name, _OPEN, dir_fd=directory)
        except FileNotFoundError:
            _make(directory, name, wanted, over=False)
            continue
        except ForeignError:
            raise
        except PermissionError:
            _make(directory, name, wanted, over=True)
            continue
        found = Permissions.of(descriptor)
        keeps_none = attempt > 0 and found.owner == os.geteuid()  # just made, on a file system without permissions
        if keeps_none or found._replace(owner=wanted.owner) == wanted:
            return descriptor
        if (found.mode, found.access_list) == (wanted.mode & 0o700, None):  # its maker was alone, or not in the group
            if found.owner == os.geteuid():
                wanted.give_or_keep_private(descriptor)
            return descriptor
        os.close(descriptor)
        _make(directory, name, wanted, over=True)
    raise OSError(errno.EAGAIN, _("otro programa borra «{name}» una y otra vez").format(name=name))


def _make(directory: int, name: str, wanted: Permissions, *, over: bool) -> None:
    """Put a new file at the name of the lock's, under another name first so that nobody opens it half made."""
    temporary = f"{name}.{os.urandom(4).hex()}"
    descriptor = os.open(temporary, _OPEN | os.O_CREAT | os.O_EXCL, 0, dir_fd=directory)
    try:
        with suppress(OSError):  # a file system without permissions
            wanted.give_or_keep_private(descriptor)
        if over:
            os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
            return
        with suppress(FileExistsError):
            os.link(temporary, name, src_dir_fd=directory, dst_dir_fd=directory, follow_symlinks=False)
    finally:
        os.close(descriptor)
        with suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=directory)
