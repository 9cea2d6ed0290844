"""Who holds a lock, as the kernel tells: process, program and person, and whether they may write a plan."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from scoring.messages import _
from store.file.permissions import Permissions
from store.file.user_and_time import name_of


class Holder(NamedTuple):
    """A process that holds a lock."""

    process: int
    program: str
    user: int
    """Who started it, whatever rights its program has besides."""
    groups: frozenset[int]

    def may_write(self, plan: Permissions) -> bool:
        """Tell whether its user may write a plan."""
        return plan.lets_write(self.user, self.groups)

    def __str__(self) -> str:
        sentence = _("el proceso {pid} ({program}, de {owner})")
        return sentence.format(pid=self.process, program=self.program, owner=name_of(self.user))


def holders(descriptor: int) -> list[Holder]:
    """Return who holds the lock of an open file; those whose process the system does not show are left out."""
    info = os.fstat(descriptor)
    file = f"{os.major(info.st_dev):02x}:{os.minor(info.st_dev):02x}:{info.st_ino}"
    with suppress(OSError):
        rows = [line.split() for line in Path("/proc/locks").read_text(encoding="ascii").splitlines()]
        processes = [row[4] for row in rows if row[1:2] == ["FLOCK"] and row[5:6] == [file]]
        return [holder for process in processes if (holder := _holder(process))]
    return []


def _holder(process: str) -> Holder | None:
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8", errors="replace").splitlines()
        fields = dict(line.split(":", 1) for line in lines if ":" in line)
        groups = {int(fields["Gid"].split()[0]), *map(int, fields["Groups"].split())}
        return Holder(int(process), fields["Name"].strip(), int(fields["Uid"].split()[0]), frozenset(groups))
    except (OSError, KeyError, ValueError):
        return None
