"""A plan on disk: one TinyDB file, safe under several writers, crashes and full disks."""

from pathlib import Path

from scoring.model import Plan
from store.errors import Conflict, ConflictError, DamagedError, MaybeSavedError, NotSavedError, StoreError
from store.plan_file import open_store
from store.protocol import Loaded, PlanStore, Problem, Record, RecordKind, Recovery, Snapshot

__all__ = [
    "Conflict",
    "ConflictError",
    "DamagedError",
    "Loaded",
    "MaybeSavedError",
    "NotSavedError",
    "PlanStore",
    "Problem",
    "Record",
    "RecordKind",
    "Recovery",
    "Snapshot",
    "StoreError",
    "create",
    "open_store",
]


def create(path: Path | str, plan: Plan, *, at: str | None = None, by: str | None = None) -> None:
    """Write `plan` to a new file at `path`, on disk when this returns; StoreError where there is one already.

    `at` (ISO 8601 with offset) and `by` say when and by whom the plan was made; by default now and by this user.
    """
    from store.file.creation import create_file  # whoever only reads does without

    create_file(Path(path), plan, at=at, by=by)
