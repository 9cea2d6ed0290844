"""The directories that the program makes beside a plan, shared with the same people as the plan's own."""

import os
import stat
from contextlib import suppress


def make_folder(directory: int, name: str) -> None:
    """Make the directory `name` in `directory` (a descriptor), with its mode and group; OSError where it cannot.

    Files made in it take its group as well, and not that of the user who makes them.
    """
    info = os.fstat(directory)
    os.mkdir(name, dir_fd=directory)
    with suppress(PermissionError):  # a user outside the group cannot set it
        os.chown(name, -1, info.st_gid, dir_fd=directory)
    os.chmod(name, stat.S_IMODE(info.st_mode) | stat.S_ISGID, dir_fd=directory)
