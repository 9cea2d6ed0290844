"""Writing a file in one step: whoever reads the target sees the old one or the new one, never a part."""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Protocol

from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.errors import ExportError
from workbook.model.sheet import Workbook
from workbook.writing.openpyxl_file import write_workbook

_NO_LINKS: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)
"""What a file system without hard links says."""


class Guard(Protocol):
    """Says what may be written over and who may read it, and is told what was written."""

    def replaces(self, target: Path) -> bool:
        """Return whether there is a file at `target`; raise PlanError where it must not be written over."""

    def made(self, temporary: Path) -> None:
        """Let those read a new file, empty yet, who may read what will be written into it."""

    def wrote(self, target: Path, sha256: str) -> None:
        """Take note of the file that was put at `target`, whose SHA-256 this is in hexadecimal."""


def write(workbook: Workbook, path: Path, guard: Guard | None = None, *, cached: bool = True) -> None:
    """Write a workbook in one step, over whatever `guard` lets it.

    Raises ExportError where the target cannot be written.
    """
    with replacing(path, guard) as temporary:
        write_workbook(workbook, temporary, cached=cached)


@contextmanager
def replacing(path: Path, guard: Guard | None = None) -> Iterator[Path]:
    """Yield a new file beside `path` that takes its place at the end.

    `guard` is asked at the beginning, before anything is done in vain, and at the end once more; without one, whatever
    is there is replaced. Where anything fails, the old file is as it was; an OSError becomes an ExportError that says
    why.
    """
    target = path.resolve()
    temporary = target.with_name(f".{target.stem}-{secrets.token_hex(4)}.tmp")
    try:
        if guard is not None:
            guard.replaces(target)
        temporary.touch(exist_ok=False)  # with the rights that any new file of this user gets
        if guard is not None:
            guard.made(temporary)
        yield temporary
        if guard is None:
            temporary.replace(target)
        else:
            sha256 = digest(temporary)
            _put(temporary, target, guard)
            guard.wrote(target, sha256)
    except OSError as error:
        raise ExportError(_refusal(path, error)) from None
    finally:
        temporary.unlink(missing_ok=True)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal, empty where there is none; OSError where it cannot be read."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return ""
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):  # reading a pipe would wait for somebody to write into it
        raise OSError(errno.EINVAL, _("no es un archivo común"))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _put(temporary: Path, target: Path, guard: Guard) -> None:
    """Put a new file at `target`; over another one only if the guard has just let it."""
    if guard.replaces(target):
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)  # a rename would be over whatever has come there meanwhile
    except FileExistsError:
        _put(temporary, target, guard)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        temporary.replace(target)


def _refusal(path: Path, error: OSError) -> str:
    """Return the sentence that says why a target could not be written."""
    why = reason(error)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        why = _("la carpeta no existe")
    elif isinstance(error, PermissionError):
        why = _("{reason}, o el archivo está abierto en otro programa").format(reason=why)
    return _("No se pudo escribir {path}: {reason}. No se cambió nada.").format(path=path, reason=why)
