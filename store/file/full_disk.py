"""Room on a full disk: earlier states give way to a commit, the oldest first, but those kept until they are dropped."""

import errno
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from store.file.kept_states import aging_names, folder_name

T = TypeVar("T")
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def making_room(path: Path, size: int, write: Callable[[], T]) -> T:
    """Return what `write` returns, which writes `size` bytes beside the plan at `path`.

    As long as the disk or a quota is full it is tried again after earlier states of the plan were deleted; OSError
    where none is left that would free anything.
    """
    while True:
        try:
            return write()
        except OSError as error:
            if error.errno not in _FULL or not _freed(path, size):
                raise


def _freed(path: Path, size: int) -> bool:
    """Delete the oldest states until they had some `size` bytes together; tell whether there was any."""
    freed = 0
    for file in _oldest_first(path):
        with suppress(OSError):
            info = file.lstat()
            if info.st_nlink == 1:  # the present state is among them already, and deleting its link frees nothing
                file.unlink()
                freed += info.st_size
        if freed >= size:
            break
    return freed > 0


def _oldest_first(path: Path) -> Iterator[Path]:
    folder = path.with_name(folder_name(path.name))
    with suppress(OSError):
        for name in reversed(aging_names(entry.name for entry in folder.iterdir())):
            yield folder / name
