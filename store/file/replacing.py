"""The bytes of a plan replaced as a whole, so that a reader and a crash find the old ones or the new ones.

The order matters: write a temporary file, fsync it, look once more at what it is to replace, rename it over
that, fsync the directory. Without the last step the rename itself can be lost in a power cut.
"""

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from scoring.messages import _
from store.file.permissions import Permissions
from store.file.reading import Pin
from store.file.trust import check

_NO_LINKS: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system without hard links says."""
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_MICROSECOND: Final = 1000
"""In nanoseconds: what earlier states are told apart by."""
_USER: Final = "user."
"""Begins the names of the extended attributes that people set; the others are the system's own."""


def write(
    directory: int, name: str, data: bytes, *, like: Pin, before_replacing: Callable[[], None]
) -> tuple[Pin, OSError | None]:
    """Replace the file `name` in `directory` (a descriptor) by one that holds `data`.

    The new file gets mode, group, access list and user attributes of `like`. `before_replacing` runs when the new bytes
    are safe on disk and the old ones still in place; what it raises, like every OSError up to the rename, leaves the
    old file alone.
    Returns a pin on the new file and, if the directory would not sync, why: then the file is replaced for every
    reader, but a power cut may bring the old one back.
    """
    temporary = temporary_name(name)
    pin = write_temporary(directory, temporary, data, Permissions.of(like.descriptor), like=like)
    try:
        before_replacing()
        os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
    except BaseException:
        pin.close()
        with suppress(OSError):
            os.unlink(temporary, dir_fd=directory)
        raise
    try:
        os.fsync(directory)
    except OSError as error:
        return pin, error
    return pin, None


def write_new(directory: int, name: str, data: bytes, permissions: Permissions, *, locked: bool = True) -> None:
    """Write a file `name` that did not exist, on disk when this returns; FileExistsError where there is one.

    It gets these permissions; where one is not in the group, only what its owner has of them. `locked` says that nobody
    else writes a file of that name meanwhile.
    """
    temporary = temporary_name(name if locked else f"{name}.{os.urandom(4).hex()}")
    write_temporary(directory, temporary, data, permissions).close()
    try:
        os.link(temporary, name, src_dir_fd=directory, dst_dir_fd=directory, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS or os.access(name, os.F_OK, dir_fd=directory):
            raise
        os.rename(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(temporary, dir_fd=directory)
    os.fsync(directory)


def write_temporary(
    directory: int, name: str, data: bytes, permissions: Permissions, *, like: Pin | None = None
) -> Pin:
    """Write `data` to a new file, on disk when this returns; on any error there is no such file.

    Nobody but its owner can read it before it has its permissions. With `like`, the file that it replaces, it gets
    exactly these and what people noted on that file, or OSError says why it cannot.
    """
    descriptor = _create(directory, name, permissions)
    try:
        _write_all(descriptor, data)
        if like is None:
            permissions.give_or_keep_private(descriptor)
        else:
            _continue(descriptor, like)
            _give(descriptor, permissions)
        os.fsync(descriptor)
        return Pin(descriptor)
    except BaseException:
        os.close(descriptor)
        with suppress(OSError):
            os.unlink(name, dir_fd=directory)
        raise


def _create(directory: int, name: str, permissions: Permissions) -> int:
    try:
        return os.open(name, _NEW, 0o600, dir_fd=directory)
    except FileExistsError:  # whoever wrote it was cut off: the lock lets in one writer at a time
        check(name, os.stat(name, dir_fd=directory, follow_symlinks=False), permissions)
        os.unlink(name, dir_fd=directory)
        return os.open(name, _NEW, 0o600, dir_fd=directory)


def _continue(descriptor: int, like: Pin) -> None:
    """Give the new file the attributes that people set on `like`, and a later time than its own.

    A clock that is set back, or a file that was given a future date, would else bring earlier states out of order.
    """
    own = os.fstat(descriptor)
    if own.st_mtime_ns <= like.info.st_mtime_ns:
        os.utime(descriptor, ns=(own.st_atime_ns, like.info.st_mtime_ns + _MICROSECOND))
    for name in os.listxattr(like.descriptor):
        if name.startswith(_USER):
            os.setxattr(descriptor, name, os.getxattr(like.descriptor, name))


def _give(descriptor: int, permissions: Permissions) -> None:
    try:
        permissions.give(descriptor)
    except PermissionError as error:
        # Without its group the file would shut out the colleagues who share it.
        sentence = _("no pertenece al grupo {group}, que es el del archivo").format(group=permissions.group)
        raise PermissionError(error.errno, sentence) from error


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def temporary_name(name: str) -> str:
    """Return the name that a file's next contents have until they replace it; one writer at a time uses it."""
    return f".{name}.tmp"
