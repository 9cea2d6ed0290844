"""The bytes of a plan replaced as a whole, so that a reader and a crash find the old ones or the new ones.

The order matters: write a temporary file, fsync it, look once more at what it is to replace, rename it over
that, fsync the directory. Without the last step the rename itself can be lost in a power cut.
"""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from scoring.messages import _
from store.file.reading import Pin

_NO_LINKS: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system without hard links says."""
_NEW: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_ACCESS_LIST: Final = "system.posix_acl_access"
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
    pin = write_temporary(directory, temporary, data, mode=stat.S_IMODE(like.info.st_mode), like=like)
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


def write_new(directory: int, name: str, data: bytes, *, mode: int) -> None:
    """Write a file `name` that did not exist, on disk when this returns; FileExistsError where there is one."""
    temporary = temporary_name(name)
    write_temporary(directory, temporary, data, mode=mode).close()
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


def write_temporary(directory: int, name: str, data: bytes, *, mode: int, like: Pin | None = None) -> Pin:
    """Write `data` to a new file, on disk when this returns; on any error there is no such file."""
    descriptor = _create(directory, name)
    try:
        _write_all(descriptor, data)
        if like is not None:
            _share(descriptor, like)
        os.fchmod(descriptor, mode)
        os.fsync(descriptor)
        return Pin(descriptor)
    except BaseException:
        os.close(descriptor)
        with suppress(OSError):
            os.unlink(name, dir_fd=directory)
        raise


def _create(directory: int, name: str) -> int:
    try:
        return os.open(name, _NEW, 0o600, dir_fd=directory)
    except FileExistsError:  # whoever wrote it was cut off: the lock lets in one writer at a time
        os.unlink(name, dir_fd=directory)
        return os.open(name, _NEW, 0o600, dir_fd=directory)


def _share(descriptor: int, like: Pin) -> None:
    """Give the new file the group, access list and attributes of `like`, and a later time than its own.

    A clock that is set back, or a file that was given a future date, would else bring earlier states out of order.
    """
    own = os.fstat(descriptor)
    if own.st_mtime_ns <= like.info.st_mtime_ns:
        os.utime(descriptor, ns=(own.st_atime_ns, like.info.st_mtime_ns + _MICROSECOND))
    if own.st_gid != like.info.st_gid:
        _keep_group(descriptor, like.info.st_gid)
    for name in os.listxattr(like.descriptor):
        if name == _ACCESS_LIST or name.startswith(_USER):
            os.setxattr(descriptor, name, os.getxattr(like.descriptor, name))


def _keep_group(descriptor: int, group: int) -> None:
    try:
        os.fchown(descriptor, -1, group)
    except PermissionError as error:
        # Without its group the file would shut out the colleagues who share it.
        sentence = _("no pertenece al grupo {group}, que es el del archivo").format(group=group)
        raise PermissionError(error.errno, sentence) from error


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def temporary_name(name: str) -> str:
    """Return the name that a file's next contents have until they replace it; one writer at a time uses it."""
    return f".{name}.tmp"
