"""The folders that the program makes beside a plan, for the people who may use the plan."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from store.file.permissions import Permissions
from store.file.trust import check

_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@contextmanager
def opened(folder: Path | str, *, inside: int | None = None) -> Iterator[int]:
    """Yield a descriptor of `folder`; one that is `inside` another (a descriptor) may be no symbolic link."""
    descriptor = os.open(folder, _FOLDER if inside is None else _FOLDER | os.O_NOFOLLOW, dir_fd=inside)
    try:
        yield descriptor
    finally:
        with suppress(OSError):  # what was committed stays so, whatever closing says
            os.close(descriptor)


@contextmanager
def folder_beside(directory: int, name: str, plan: Permissions) -> Iterator[int]:
    """Yield a descriptor of the folder `name` beside a plan, in `directory` (a descriptor); made if need be.

    Whoever may read or write the plan may read or write the folder. ForeignError that names the folder where it is
    a symbolic link or somebody else's, OSError where it cannot be made.
    """
    try:
        check(name, os.stat(name, dir_fd=directory, follow_symlinks=False), plan)
    except FileNotFoundError:
        with suppress(FileExistsError):
            os.mkdir(name, 0o700, dir_fd=directory)
    with opened(name, inside=directory) as folder:
        info = os.fstat(folder)
        check(name, info, plan)
        if info.st_uid == os.geteuid():
            _share(folder, info, plan.for_folder())
        yield folder


def _share(folder: int, info: os.stat_result, wanted: Permissions) -> None:
    """Give a folder of one's own the permissions `wanted`; files made in it take its group."""
    if (info.st_gid, info.st_mode & 0o777) == (wanted.group, wanted.mode) and wanted.access_list is None:
        return
    wanted.give_or_keep_private(folder)
    os.fchmod(folder, os.fstat(folder).st_mode & 0o777 | stat.S_ISGID)
