"""Who may read what is exported: nobody who may not read the plans in it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_ACCESS_LIST: Final = "system.posix_acl_access"


def open_to_readers_of(plans: Iterable[str | Path], file: Path) -> None:
    """Take from a new file the rights that one of the plan files does not give, and give it their group.

    Its owner may always read and write it. Where the plans are not of one group, or this person is not in it, or one
    has an access list, it is their own. OSError where the file cannot be changed.
    """
    mode, groups = file.stat().st_mode & 0o666, set()
    for plan in plans:
        info = Path(plan).stat()
        listed = _ACCESS_LIST in os.listxattr(plan)
        mode &= 0o600 if listed else info.st_mode
        groups.add(info.st_gid)
    mode |= 0o600
    if mode & 0o060 and groups != {file.stat().st_gid}:
        try:
            [group] = groups
            os.chown(file, -1, group)
        except (ValueError, PermissionError):
            mode = 0o600
    file.chmod(mode)
