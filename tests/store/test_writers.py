"""Eight writers at full speed: every acknowledged commit is in the history, and the history is one chain of changes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from writers import COMMITS, WRITERS, acknowledged

from histories import history_faults
from scoring.model import Plan
from store.file import lock
from store.file.permissions import Permissions


def test_eight_writers_lose_nothing(path: Path, plan: Plan) -> None:
    batches = acknowledged(path)
    assert len(batches) == WRITERS * COMMITS
    assert history_faults(path, plan, batches) == []


@contextmanager
def unlocked(path: Path, _plan: Permissions) -> Iterator[int]:
    """Give what the lock gives, without locking."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def test_writers_without_the_lock_are_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "locked", unlocked)
    assert history_faults(path, plan, acknowledged(path)) != []
