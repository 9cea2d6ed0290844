"""The states that commits replace, kept beside the plan: each under the time it was written.

A kept state is a hard link to a file that nobody writes to any more; it costs no copy. `store.recovery.snapshots` lists
them and deletes those that age makes superfluous.
"""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from store.file.access import SNAPSHOTS
from store.file.folders import folder_beside
from store.file.permissions import Permissions
from store.file.reading import Pin
from store.file.replacing import write_new
from store.file.user_and_time import written_at

NAME_FORMAT: Final = "%Y%m%dT%H%M%S.%fZ.json"
"""How a kept state is named after its time, UTC."""
_NAME: Final = re.compile(r"\d{8}T\d{6}\.\d{6}Z(\.replaced)?\.json")
REPLACED: Final = ".replaced.json"
"""What the name of a state ends with that a restoration replaced: it is kept until somebody drops it."""


def keep(directory: int, name: str, pin: Pin, *, replaced: bool) -> None:
    """Link the file `name`, which `pin` is on, into its snapshots; `directory` is a descriptor.

    `replaced` says that a restoration replaces it. FileExistsError where there is a state of that time already,
    ForeignError that names their folder where it is not of those who may write the plan; OSError where nothing can
    be linked, as on a file system without links.
    """
    with folder_beside(directory, folder_name(name), Permissions.of(pin.descriptor)) as folder:
        os.link(name, _state_name(written_at(pin.info), replaced=replaced), src_dir_fd=directory, dst_dir_fd=folder)


def keep_copy(directory: int, name: str, pin: Pin, data: bytes) -> None:
    """Write `data`, which the file `name` holds and a restoration replaces, as `keep` would link it; OSError too."""
    permissions = Permissions.of(pin.descriptor)
    with folder_beside(directory, folder_name(name), permissions) as folder:
        at = written_at(pin.info)
        while True:
            with suppress(FileExistsError):
                write_new(folder, _state_name(at, replaced=True), data, permissions)
                return
            at += timedelta(microseconds=1)


def state_names(names: Iterable[str]) -> list[str]:
    """Return those of the names that kept states have, the newest first."""
    return sorted(filter(_NAME.fullmatch, names), reverse=True)


def aging_names(names: Iterable[str]) -> list[str]:
    """Return those of the names whose states are not kept until they are dropped, the newest first."""
    return [name for name in state_names(names) if not name.endswith(REPLACED)]


def replaced_name(name: str) -> str:
    """Return the name under which the state with the file name `name` is kept until it is dropped."""
    return name if name.endswith(REPLACED) else name.removesuffix(".json") + REPLACED


def _state_name(at: datetime, *, replaced: bool) -> str:
    name = at.strftime(NAME_FORMAT)
    return replaced_name(name) if replaced else name


def folder_name(name: str) -> str:
    """Return the name of the directory that holds the snapshots of the plan file `name`."""
    return f".{name}{SNAPSHOTS}"
