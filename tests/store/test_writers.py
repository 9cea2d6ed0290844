"""Eight writers at full speed: every acknowledged commit is in the history, and the history is one chain of changes."""

import os
import random
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

from histories import history_faults
from scoring.model import CellChange, Plan
from store import ConflictError, open_store
from store.file import storage

WRITERS = 8
COMMITS = 25


def write(path: Path, acknowledged: int, seed: int) -> None:
    """Commit `COMMITS` times over what was last seen; after each, write its batch to `acknowledged`."""
    chance = random.Random(seed)
    store = open_store(path)
    loaded = store.load()
    cells = sorted(loaded.revs)[:12]
    done = 0
    while done < COMMITS:
        chosen = chance.sample(cells, 2)
        try:
            loaded = store.commit(
                [CellChange(cell, Decimal(chance.randrange(10**9))) for cell in chosen], base=loaded.revs
            )
        except ConflictError:
            loaded = store.load()
        else:
            os.write(acknowledged, struct.pack("8s", loaded.batch.encode()))
            done += 1


def acknowledged(path: Path) -> set[str]:
    """Let the writers write; return the batches they were told are saved."""
    reading, writing = os.pipe()
    children = []
    for seed in range(WRITERS):
        child = os.fork()
        if child == 0:
            try:
                write(path, writing, seed)
            finally:
                os._exit(0)
        children.append(child)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        batches = {batch.decode() for (batch,) in struct.iter_unpack("8s", pipe.read())}
    for child in children:
        os.waitpid(child, 0)
    return batches


def test_eight_writers_lose_nothing(path: Path, plan: Plan) -> None:
    batches = acknowledged(path)
    assert len(batches) == WRITERS * COMMITS
    assert history_faults(path, plan, batches) == []


@contextmanager
def unlocked(directory: Path) -> Iterator[int]:
    """Give what the lock gives, without locking."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def test_writers_without_the_lock_are_found_out(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "locked", unlocked)
    assert history_faults(path, plan, acknowledged(path)) != []
