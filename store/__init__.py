"""A plan on disk: one TinyDB file, safe under several writers, crashes and full disks.

Other packages import from here and from nothing below.
"""

from typing import TYPE_CHECKING, Any

from scoring.model import Plan
from store.errors import (
    BusyError,
    Conflict,
    ConflictError,
    DamagedError,
    NotSavedError,
    ReadOnlyError,
    StoreError,
    StrPath,
)
from store.file_store import open_store
from store.loaded import Glance, Loaded, Problem, RecordKind, Revisions, Rollback, Seen, Snapshot

if TYPE_CHECKING:
    from store.protocol import (
        NOTE_EMPTIED,
        MaybeSavedError,
        Memory,
        Past,
        PlanStore,
        Point,
        Record,
        RecoverableStore,
        Recovery,
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
    "StrPath",
    "create",
    "open_store",
]


def create(path: StrPath, plan: Plan, *, at: str | None = None, by: str | None = None) -> None:
    """Write `plan` to a new file at `path`, on disk when this returns; StoreError where there is one already.

    `at` (ISO 8601 with offset) and `by` say when and by whom the plan was made; by default now and by this user.
    """
    from pathlib import Path

    from store.file.creation import create_file  # imported here: reading does not need it

    create_file(Path(path), plan, at=at, by=by)


def __getattr__(name: str) -> Any:
    """Return what only `store.protocol` has: to read a plan, as the first screen does, it need not be loaded."""
    if name not in __all__:
        raise AttributeError(f"module 'store' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module("store.protocol"), name)
