"""Earlier states of a plan: each commit keeps the file it replaces, under the time it was written.

A snapshot is a hard link to a file that nobody writes to any more; it costs no copy. They stand in a hidden directory
beside the plan and thin out with age: the last `RECENT`, then one for each hour of two days, each day of two months,
each month.
"""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from store.file.access import SNAPSHOTS
from store.file.folders import make_folder
from store.file.identity import written_at
from store.file.lock import opened
from store.file.replacing import write_new
from store.protocol import Snapshot

RECENT: Final = 50
"""Snapshots that are kept whatever their age."""

EVERY: Final = 25
"""Changes from one thinning to the next, so that most commits delete nothing."""

_HOURLY: Final = timedelta(days=2)
_DAILY: Final = timedelta(days=60)
_FORMAT: Final = "%Y%m%dT%H%M%S.%fZ.json"
_NAME: Final = re.compile(r"\d{8}T\d{6}\.\d{6}Z\.json")


def keep(directory: int, name: str, info: os.stat_result) -> None:
    """Link the file `name`, whose stat result is `info`, into its snapshots; `directory` is a descriptor.

    OSError where it cannot be, as on a file system without links.
    """
    folder = folder_name(name)
    link = f"{folder}/{written_at(info).strftime(_FORMAT)}"
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
                write_new(folder, at.strftime(_FORMAT), data, mode=stat.S_IMODE(info.st_mode))
                return
            at += timedelta(microseconds=1)


def snapshots(path: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of the plan at `path`, newest first."""
    folder = path.with_name(folder_name(path.name))
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return ()
    found = []
    for name in sorted(filter(_NAME.fullmatch, names), reverse=True):
        with suppress(ValueError):  # digits that are no date
            found.append(Snapshot(folder / name, datetime.strptime(name, _FORMAT).replace(tzinfo=UTC)))
    return tuple(found)


def thin(path: Path, now: datetime) -> None:
    """Delete the snapshots of the plan at `path` that their age makes superfluous."""
    folder = path.with_name(folder_name(path.name))
    with suppress(OSError):
        for name in superfluous([entry.name for entry in folder.iterdir()], now):
            (folder / name).unlink()


def superfluous(names: Iterable[str], now: datetime) -> list[str]:
    """Return which snapshots, named by their time, are neither recent nor the newest of their hour, day or month."""
    hourly, daily = (now - _HOURLY).strftime(_FORMAT), (now - _DAILY).strftime(_FORMAT)
    dropped = []
    seen = set()
    for name in sorted(filter(_NAME.fullmatch, names), reverse=True)[RECENT:]:
        period = name[:11] if name >= hourly else name[:8] if name >= daily else name[:6]
        if period in seen:
            dropped.append(name)
        seen.add(period)
    return dropped


def folder_name(name: str) -> str:
    """Return the name of the directory that holds the snapshots of the plan file `name`."""
    return f".{name}{SNAPSHOTS}"
