"""A consistent copy of a plan, verified by opening it again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from scoring.messages import _
from scoring.text.system_errors import reason
from store.documents.json_reading import Tables, decode
from store.errors import DamagedError, StoreError
from store.file.folders import folder_beside, opened
from store.file.permissions import Permissions, creation_mask
from store.file.reading import read_bytes
from store.file.replacing import write_new
from store.file.segments import copy_segments
from store.recovery.verification import faults

FOLDER: Final = "respaldos"
"""Where copies go by default, beside the plan: not in its own directory, where they would look like plans in use."""


def back_up(path: Path, folder: Path | None) -> Path:
    """Copy the plan at `path` into `folder`, made if need be, under its name and the time; return the copy's path.

    Nobody may read the copy who may not read the plan, nor anybody whom the file creation mask shuts out.
    DamagedError when the plan is not sound, StoreError when the copy cannot be written or does not read back.
    """
    data, pin = read_bytes(path)
    permissions = Permissions.of(pin.descriptor)
    pin.close()
    tables = _sound(path, data)
    target = folder or path.with_name(FOLDER)
    copy = target / f"{path.stem}-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}{path.suffix}"
    own = permissions.under(creation_mask())
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        else:
            with opened(path.parent) as directory, folder_beside(directory, target.name, permissions):
                pass
        copy_segments(path, tables, copy, own)
        with opened(target) as directory:
            write_new(directory, copy.name, data, own)
    except OSError as error:
        sentence = _("no se pudo respaldar en «{path}»: {reason}").format(path=target, reason=reason(error))
        raise StoreError(sentence) from error
    written, pin = read_bytes(copy)
    pin.close()
    if written != data:
        raise StoreError(_("el respaldo «{path}» no se lee como se escribió").format(path=copy))
    _sound(copy, written)
    return copy


def _sound(path: Path, data: bytes) -> Tables:
    """Return the tables in `data`, the bytes of the plan at `path`, if nothing in them disagrees."""
    try:
        tables = decode(data)
        problems = faults(path, tables)
    except DamagedError as error:
        raise error.of(path) from None
    if problems:
        sentence = _("«{path}» no está sano, así que no sirve de respaldo: {where}: {text}")
        raise StoreError(sentence.format(path=path, where=problems[0].where, text=problems[0].text))
    return tables
