"""The states that commits replace, kept beside the plan: each under the time it was written.

A kept state is a hard link to a file that nobody writes to any more; it costs no copy. `store.recovery.snapshots` lists
them and deletes those that age makes superfluous.
"""

import os
import stat
from contextlib import suppress
from datetime import timedelta
from typing import Final

from store.file.access import SNAPSHOTS
from store.file.folders import make_folder
from store.file.lock import opened
from store.file.replacing import write_new
from store.file.user_and_time import written_at

NAME_FORMAT: Final = "%Y%m%dT%H%M%S.%fZ.json"
"""How a kept state is named after its time, UTC."""


def keep(directory: int, name: str, info: os.stat_result) -> None:
    """Link the file `name`, whose stat result is `info`, into its snapshots; `directory` is a descriptor.

    OSError where it cannot be, as on a file system without links.
    """
    folder = folder_name(name)
    link = f"{folder}/{written_at(info).strftime(NAME_FORMAT)}"
    try:
        os.link(name, link, src_dir_fd=directory, dst_dir_fd=directory)
    except FileNotFoundError:
        make_folder(directory, folder)
        os.link(name, link, src_dir_fd=directory, dst_dir_fd=directory)


def keep_copy(directory: int, name: str, info: os.stat_result, data: bytes) -> None:
    """Write `data`, what the file `name` holds, among its snapshots, as `keep` would link it; OSError likewise."""
    with suppress(FileExistsError):
        make_folder(directory, folder_name(name))
    with opened(folder_name(name), inside=directory) as folder:
        at = written_at(info)
        while True:
            with suppress(FileExistsError):
                write_new(folder, at.strftime(NAME_FORMAT), data, mode=stat.S_IMODE(info.st_mode))
                return
            at += timedelta(microseconds=1)


def folder_name(name: str) -> str:
    """Return the name of the directory that holds the snapshots of the plan file `name`."""
    return f".{name}{SNAPSHOTS}"
