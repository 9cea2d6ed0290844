"""Whether a plan can be written, and if not why not."""

import os
from pathlib import Path
from typing import Final

from scoring.i18n import _
from store.lock import refusal

SNAPSHOTS: Final = ".snapshots"
"""What the name of the directory with a plan's earlier states ends with; it begins with a dot."""


def read_only_reason(path: Path) -> str:
    """Return why the plan at `path` can only be read, as a sentence; empty when it can be written."""
    reason = permission_reason(path)
    if reason:
        return reason
    why = refusal(path.parent)
    return _("solo lectura: {why}").format(why=why) if why else ""


def snapshot_of(path: Path) -> Path | None:
    """Return the plan that `path` is an earlier state of (`store.snapshots`), or None where it is none."""
    folder = path.parent
    if folder.name.startswith(".") and folder.name.endswith(SNAPSHOTS):
        return folder.with_name(folder.name.removeprefix(".").removesuffix(SNAPSHOTS))
    return None


def permission_reason(path: Path) -> str:
    """Return what permission is missing for writing, as a sentence; empty when none is.

    The directory counts as much as the file, since a commit puts a new file in the place of the old one; and a
    file without write permission is respected, though the directory would let it be replaced.
    """
    if snapshot_of(path):
        return _("solo lectura: es una copia anterior del plan")
    if not os.access(path, os.W_OK):
        return _("solo lectura: no tiene permiso para escribir en «{path}»").format(path=path)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return _("solo lectura: no tiene permiso para escribir en la carpeta «{path}»").format(path=path.parent)
    return ""
