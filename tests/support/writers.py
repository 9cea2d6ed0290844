"""Eight processes that commit to one plan at full speed."""

import os
import random
import struct
from decimal import Decimal
from pathlib import Path

from scoring.model import CellChange
from store import ConflictError, open_store

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
