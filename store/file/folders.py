"""The directories that the program makes beside a plan: whoever shares the plan's own shares them too."""

import os
import stat
from contextlib import suppress


def make_folder(directory: int, name: str) -> None:
    """Make the directory `name` in `directory` (a descriptor), with its mode and group; OSError where it cannot.

    What is put into it takes the group as well, which else would be that of whoever puts it there.
    """
    info = os.fstat(directory)
    os.mkdir(name, dir_fd=directory)
    with suppress(PermissionError):  # who is not of the group shares nothing with it
        os.chown(name, -1, info.st_gid, dir_fd=directory)
    os.chmod(name, stat.S_IMODE(info.st_mode) | stat.S_ISGID, dir_fd=directory)
