"""A plan on disk: one TinyDB file, safe under several writers, crashes and full disks."""

from pathlib import Path

from scoring.model import Plan
from store.errors import ConflictError, DamagedError, MaybeSavedError, NotSavedError, StoreError
from store.face import HistoryRow, Loaded, Origin, PlanStore, Problem, Recovery, Snapshot
from store.session import open_store

__all__ = [
    "ConflictError",
    "DamagedError",
    "HistoryRow",
    "Loaded",
    "MaybeSavedError",
    "NotSavedError",
    "Origin",
    "PlanStore",
    "Problem",
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
    from store.creation import create_file  # whoever only reads does without

    create_file(Path(path), plan, at=at, by=by)
