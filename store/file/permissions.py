"""Who may read and write a plan, and so the files beside it: nobody else, and nobody more.

The kernel keeps a POSIX access list in an extended attribute: a version, then entries of a tag, permissions and the
number of a user or group.
"""

import os
import stat
import struct
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Final, NamedTuple

READ: Final = 4
WRITE: Final = 2
_SEARCH: Final = 1
_ACCESS_LIST: Final = "system.posix_acl_access"
_HEADER: Final = struct.Struct("<I")
_ENTRY: Final = struct.Struct("<HHI")
_NAMED_USER, _GROUP, _NAMED_GROUP, _MASK = 2, 4, 8, 16


class Permissions(NamedTuple):
    """Owner, group, mode and access list of a file."""

    owner: int
    group: int
    mode: int
    """The nine bits of owner, group and others."""
    access_list: bytes | None = None
    """As the kernel keeps it; None where there is none."""

    @classmethod
    def of(cls, file: int | Path) -> "Permissions":
        """Return those of a file or descriptor; OSError where they cannot be read."""
        info = os.stat(file)  # noqa: PTH116 - of a descriptor as well
        listed = _ACCESS_LIST in _attributes(file)
        return cls(info.st_uid, info.st_gid, info.st_mode & 0o777, os.getxattr(file, _ACCESS_LIST) if listed else None)

    def only(self, bits: int) -> "Permissions":
        """Return these for everybody with no more than `bits`, such as READ."""
        return self._mapped(lambda had: had & bits)

    def for_folder(self) -> "Permissions":
        """Return those of a folder for such files: who may read them may search it as well."""
        return self._mapped(lambda had: had & (READ | WRITE) | (_SEARCH if had & READ else 0))

    def private(self) -> "Permissions":
        """Return what the owner alone has of these."""
        return self._replace(mode=self.mode & 0o700, access_list=None)

    def under(self, mask: int) -> "Permissions":
        """Return what a file creation mask leaves of these."""
        return self if self.access_list else self._replace(mode=self.mode & ~mask)

    def give(self, descriptor: int) -> None:
        """Give a file of one's own this group, mode and access list; PermissionError for a group one is not in."""
        if os.fstat(descriptor).st_gid != self.group:
            os.fchown(descriptor, -1, self.group)
        if self.access_list is not None:
            os.setxattr(descriptor, _ACCESS_LIST, self.access_list)
        elif _ACCESS_LIST in _attributes(descriptor):  # from the folder's default
            os.removexattr(descriptor, _ACCESS_LIST)
        os.fchmod(descriptor, self.mode | os.fstat(descriptor).st_mode & stat.S_ISGID)

    def give_or_keep_private(self, descriptor: int) -> None:
        """Give them to a file of one's own; where one is not in the group, only what the owner has."""
        try:
            self.give(descriptor)
        except PermissionError:
            os.fchmod(descriptor, self.mode & 0o700)

    def lets_write(self, user: int, groups: Collection[int]) -> bool:
        """Tell whether a user, who is in `groups`, may write such a file."""
        if user in (0, self.owner):
            return user == 0 or bool(self.mode & stat.S_IWUSR)
        entries = list(_entries(self.access_list)) if self.access_list else [(_GROUP, self.mode >> 3 & 7, 0)]
        mask = next((bits for tag, bits, _number in entries if tag == _MASK), 7)
        users = [bits for tag, bits, number in entries if tag == _NAMED_USER and number == user]
        if users:
            return bool(users[0] & mask & WRITE)
        own = [bits for tag, bits, number in entries if tag == _GROUP and self.group in groups]
        own += [bits for tag, bits, number in entries if tag == _NAMED_GROUP and number in groups]
        return any(bits & mask & WRITE for bits in own) if own else bool(self.mode & stat.S_IWOTH)

    def _mapped(self, change: Callable[[int], int]) -> "Permissions":
        classes = (change(self.mode >> shift & 7) << shift for shift in (6, 3, 0))
        listed = self.access_list
        if listed is not None:
            entries = (_ENTRY.pack(tag, change(bits), number) for tag, bits, number in _entries(listed))
            listed = listed[: _HEADER.size] + b"".join(entries)
        return self._replace(mode=sum(classes), access_list=listed)


def creation_mask() -> int:
    """Return this process's file creation mask: the bits that what it makes is not to have."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _entries(access_list: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield tag, permissions and number of each entry."""
    yield from _ENTRY.iter_unpack(access_list[_HEADER.size :])


def _attributes(file: int | Path) -> list[str]:
    try:
        return os.listxattr(file)
    except OSError:  # a file system without attributes
        return []
