"""Whether a plan can be written, and if not why not."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from typing import Final

from scoring.messages import _
from store.errors import StrPath
from store.loaded import Problem

SNAPSHOTS: Final = ".snapshots"
"""What the name of the directory with a plan's earlier states ends with; it begins with a dot."""
HELD: Final = (errno.EWOULDBLOCK, errno.EACCES)
"""What trying for a lock says where somebody else has it."""


def read_only_reason(path: StrPath) -> str:
    """Return why the plan at `path` can only be read, as a sentence; empty when it can be written."""
    reason = permission_reason(path)
    if reason:
        return reason
    why = refusal(path)
    return _("solo lectura: {why}").format(why=why) if why else ""


def snapshot_of(path: StrPath) -> str | None:
    """Return the plan that `path` is an earlier state of (`store.recovery.snapshots`), or None where it is none."""
    above, name = os.path.split(folder_of(path))
    if name.startswith(".") and name.endswith(SNAPSHOTS):
        return os.path.join(above, name.removeprefix(".").removesuffix(SNAPSHOTS))
    return None


def folder_of(path: StrPath) -> str:
    """Return the folder that the file at `path` is in."""
    return os.path.dirname(path) or os.curdir


def permission_reason(path: StrPath) -> str:
    """Return what permission is missing for writing, as a sentence; empty when none is.

    The directory counts as much as the file, since a commit puts a new file in the place of the old one; and a
    file without write permission is respected, though the directory would let it be replaced.
    """
    if snapshot_of(path):
        return _("solo lectura: es una copia anterior del plan")
    if not os.access(path, os.W_OK):
        return _("solo lectura: no tiene permiso para escribir en «{path}»").format(path=path)
    folder = folder_of(path)
    if not os.access(folder, os.W_OK | os.X_OK):
        return _("solo lectura: no tiene permiso para escribir en la carpeta «{path}»").format(path=folder)
    info, owner = os.stat(folder), os.geteuid()
    if info.st_mode & stat.S_ISVTX and owner not in (0, info.st_uid, os.stat(path).st_uid):
        sentence = _("solo lectura: en la carpeta «{path}» solo el dueño de un archivo puede reemplazarlo")
        return sentence.format(path=folder)
    return ""


def openings(path: StrPath) -> Iterator[Problem]:
    """Yield what lets anybody on the machine change the plan at `path`, or replace it."""
    if os.stat(path).st_mode & stat.S_IWOTH:
        yield Problem(str(path), _("cualquiera puede escribir en el archivo: quíteselo con chmod o-w"))
    folder = folder_of(path)
    mode = os.stat(folder).st_mode
    if mode & stat.S_IWOTH and not mode & stat.S_ISVTX:
        yield Problem(folder, _("cualquiera puede reemplazar archivos de la carpeta: chmod o-w"))


def refusal(path: StrPath) -> str:
    """Return why nobody can lock on the file system of the plan at `path`, as a sentence; empty when they can."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        finally:
            os.close(descriptor)
    except OSError as error:
        return "" if error.errno in HELD else cannot_lock(error)
    return ""


def cannot_lock(error: OSError) -> str:
    """Return the sentence for an error of locking that is not somebody else's lock."""
    from scoring.text.system_errors import reason  # what goes well does without

    sentence = _("el sistema de archivos no permite bloquear ({reason}), así que solo se puede leer")
    return sentence.format(reason=reason(error))
