"""A plan on disk: one TinyDB file, safe under several writers, crashes and full disks.

Other packages import from here and from nothing below.
"""

from pathlib import Path

from scoring.model import Plan
from store.errors import BusyError, Conflict, ConflictError, DamagedError, NotSavedError, ReadOnlyError, StoreError
from store.file_store import open_store
from store.protocol import (
    NOTE_EMPTIED,
    Glance,
    Loaded,
    MaybeSavedError,
    Memory,
    Past,
    PlanStore,
    Point,
    Problem,
    Record,
    RecordKind,
    RecoverableStore,
    Recovery,
    Revisions,
    Rollback,
    Seen,
    Snapshot,
)

__all__ = [
    "NOTE_EMPTIED",
    "BusyError",
    "Conflict",
    "ConflictError",
    "DamagedError",
    "Glance",
    "Loaded",
    "MaybeSavedError",
    "Memory",
    "NotSavedError",
    "Past",
    "PlanStore",
    "Point",
    "Problem",
    "ReadOnlyError",
    "Record",
    "RecordKind",
    "RecoverableStore",
    "Recovery",
    "Revisions",
    "Rollback",
    "Seen",
    "Snapshot",
    "StoreError",
    "create",
    "open_store",
]


def create(path: Path | str, plan: Plan, *, at: str | None = None, by: str | None = None) -> None:
    """Write `plan` to a new file at `path`, on disk when this returns; StoreError where there is one already.

    `at` (ISO 8601 with offset) and `by` say when and by whom the plan was made; by default now and by this user.
    """
    from store.file.creation import create_file  # imported here: reading does not need it

    create_file(Path(path), plan, at=at, by=by)
