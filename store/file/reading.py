"""A plan file as it is on disk: its bytes, what they decode to, and how to tell that it has changed."""

import os
import stat
import time
from contextlib import suppress
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.json_reading import Tables, decode
from store.errors import DamagedError, MissingError, StoreError, StrPath

LARGEST: Final = 64 << 20
"""Bytes of the largest plan file that is read or written: a hundred times those of a large plan."""

_READ: Final = 1 << 16
"""Bytes that are asked for where a file goes on past its size."""
_RETRIES: Final = 5
_PAUSE: Final = 0.03
"""Seconds between two tries at a file that is missing or does not parse: git and editors take several steps."""


class Signature(NamedTuple):
    """What tells one state of a file from the next without reading it."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""

    @classmethod
    def of(cls, info: os.stat_result) -> "Signature":
        """Return the signature that a stat result shows."""
        return cls(info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns)


class Pin:
    """An open descriptor on a state of the file: as long as it is held, no other file gets its inode number."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.info = os.fstat(descriptor)
        self.signature = Signature.of(self.info)

    def close(self) -> None:
        """Close the descriptor; closing twice is harmless."""
        if self.descriptor >= 0:
            with suppress(OSError):
                os.close(self.descriptor)
            self.descriptor = -1

    def __del__(self) -> None:
        self.close()


def read_tables(path: StrPath) -> tuple[Tables, Pin]:
    """Return the database in the file and a pin on the state that was read.

    DamagedError when its contents are not a database, StoreError when it cannot be read at all.
    """
    for _attempt in range(_RETRIES - 1):
        try:
            return _read_once(path)
        except (DamagedError, MissingError):
            time.sleep(_PAUSE)
    return _read_once(path)


def _read_once(path: StrPath) -> tuple[Tables, Pin]:
    data, pin = read_bytes(path)
    try:
        return decode(data), pin
    except DamagedError as error:
        pin.close()
        raise error.of(path) from None


def read_bytes(path: StrPath) -> tuple[bytes, Pin]:
    """Return the file's bytes and a pin on it; StoreError when it is missing, unreadable or no plain file.

    DamagedError, before anything is read, where it is larger than any plan.
    """
    pin = pinned(path)
    try:
        return bytes_of(pin, path), pin
    except StoreError:
        pin.close()
        raise


def pinned(path: StrPath) -> Pin:
    """Return a pin on the file, of which nothing is read; StoreError where it is not there or no plain file."""
    try:
        pin = Pin(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK))
    except FileNotFoundError:
        raise MissingError(_("no existe «{path}»").format(path=path)) from None
    except OSError as error:
        raise StoreError(_("no se puede leer «{path}»: {reason}").format(path=path, reason=reason(error))) from error
    if not stat.S_ISREG(pin.info.st_mode):
        pin.close()
        raise StoreError(_("«{path}» no es un archivo").format(path=path))
    return pin


def bytes_of(pin: Pin, path: StrPath) -> bytes:
    """Return the bytes of the file that is pinned, which is or was at `path`; DamagedError where they are too many."""
    if pin.info.st_size > LARGEST:
        sentence = _("«{path}» tiene {size} MB y un plan no pasa de {most}: no se lee")
        raise DamagedError(sentence.format(path=path, size=pin.info.st_size >> 20, most=LARGEST >> 20))
    data = b""
    try:
        # Past its size, since somebody may add to it meanwhile.
        while len(data) <= LARGEST and (
            more := os.pread(pin.descriptor, max(pin.info.st_size - len(data), _READ), len(data))
        ):
            data += more
    except OSError as error:
        raise StoreError(_("no se puede leer «{path}»: {reason}").format(path=path, reason=reason(error))) from error
    return data
