"""The states that commits replace, kept beside the plan: each under the time it was written.

A kept state is a hard link to a file that nobody writes to any more; it costs no copy. `store.recovery.snapshots` lists
them and deletes those that age makes superfluous.
"""

import os
from contextlib import suppress
from datetime import timedelta
from typing import Final

from store.file.access import SNAPSHOTS
from store.file.folders import folder_beside
from store.file.permissions import Permissions
from store.file.reading import Pin
from store.file.replacing import write_new
from store.file.user_and_time import written_at

NAME_FORMAT: Final = "%Y%m%dT%H%M%S.%fZ.json"
"""How a kept state is named after its time, UTC."""


def keep(directory: int, name: str, pin: Pin) -> None:
    """Link the file `name`, which `pin` is on, into its snapshots; `directory` is a descriptor.

    ForeignError that names their folder where it is not of those who may write the plan; OSError where nothing can
    be linked, as on a file system without links.
    """
    with folder_beside(directory, folder_name(name), Permissions.of(pin.descriptor)) as folder:
        os.link(name, written_at(pin.info).strftime(NAME_FORMAT), src_dir_fd=directory, dst_dir_fd=folder)


def keep_copy(directory: int, name: str, pin: Pin, data: bytes) -> None:
    """Write `data`, what the file `name` holds, among its snapshots, as `keep` would link it; OSError likewise."""
    permissions = Permissions.of(pin.descriptor)
    with folder_beside(directory, folder_name(name), permissions) as folder:
        at = written_at(pin.info)
        while True:
            with suppress(FileExistsError):
                write_new(folder, at.strftime(NAME_FORMAT), data, permissions)
                return
            at += timedelta(microseconds=1)


def folder_name(name: str) -> str:
    """Return the name of the directory that holds the snapshots of the plan file `name`."""
    return f".{name}{SNAPSHOTS}"
