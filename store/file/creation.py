"""A plan file where there was none."""

import os
import stat
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.model import Plan
from scoring.text.system_errors import reason
from store.documents.encoding import encode
from store.documents.json_reading import Tables, decode
from store.documents.plan_documents import from_plan, to_plan
from store.errors import StoreError
from store.file.folders import opened
from store.file.permissions import Permissions, creation_mask
from store.file.replacing import write_new
from store.file.user_and_time import now, user
from store.history.records import opening

_MODE: Final = 0o660
"""Of a new plan file, as far as the mask lets it: its owner and its group may write, nobody else may read."""


def create_file(path: Path, plan: Plan, *, at: str | None, by: str | None) -> None:
    """Write `plan` to a new file; `store.create` says what is raised."""
    tables = from_plan(plan)
    tables["history"] = opening(tables, at=at or now(), by=by or user())
    write_file(path, tables)


def write_file(path: Path, tables: Tables) -> None:
    """Write a new plan file that holds `tables`; StoreError where there is a file already or none can be made."""
    data = encode(tables)
    to_plan(decode(data))
    try:
        permissions = usual_permissions(path.parent)
        with opened(path.parent) as directory:
            write_new(directory, path.name, data, permissions, locked=False)
    except FileExistsError:
        raise StoreError(_("ya existe «{path}»: no se toca").format(path=path)) from None
    except OSError as error:
        sentence = _("no se pudo crear «{path}»: {reason}").format(path=path, reason=reason(error))
        raise StoreError(sentence) from error


def usual_permissions(folder: Path) -> Permissions:
    """Return the permissions of a new plan in `folder`.

    A folder that gives its group to what is made in it is for sharing: there the group may write whatever the creation
    mask says.
    """
    info = folder.stat()
    if info.st_mode & stat.S_ISGID:
        return Permissions(os.geteuid(), info.st_gid, _MODE)
    return Permissions(os.geteuid(), os.getegid(), _MODE & ~creation_mask())
