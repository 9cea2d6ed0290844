"""Print what a commit of one cell costs, beside SQLite doing the same work with WAL and synchronous=FULL.

    python bench/commit_cost.py [DIRECTORY]

Both sides keep a cell, its revision and a chained history row, on the file system of DIRECTORY (by default the
temporary one), in turns, so that a slow disk slows both. The ratio of the medians is what to look at.
"""

import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import mean, median
from unittest.mock import patch

from scoring.model import Cell, Change
from store import create, open_store
from store.encoding import decode

ROUNDS = 300
PLAN = Path(__file__).parent.parent / "plan_2024.json"


def main() -> None:
    """Print the table."""
    where = sys.argv[1] if len(sys.argv) > 1 else None
    head = f"{'file':>7} {'rows':>5} {'plan (ms) median/mean/max':>26} {'SQLite (ms) median/mean/max':>28}"
    print(f"{head} {'ratio':>6} {'fsyncs':>7} {'parses':>7}")
    for size in (40_000, 300_000, 600_000):
        with tempfile.TemporaryDirectory(dir=where) as directory:
            print(_line(size, Path(directory)))


def _line(size: int, directory: Path) -> str:
    path = directory / PLAN.name
    cells = _grow(path, size)
    rows = len(open_store(path).history())
    with patch("os.fsync", wraps=os.fsync) as fsync, patch("store.reading.decode", wraps=decode) as parse:
        ours, theirs = _in_turns(_plan_commit(path, cells), _sqlite_commit(directory / "plan.db", cells, rows))
    ratio = median(ours) / median(theirs)
    return (
        f"{path.stat().st_size / 1000:>4.0f} KB {rows:>5} {_times(ours):>26} {_times(theirs):>28} {ratio:>5.1f}x"
        f" {fsync.call_count / ROUNDS:>7.2f} {parse.call_count / ROUNDS:>7.2f}"
    )


def _times(seconds: list[float]) -> str:
    return " / ".join(f"{1000 * value:.2f}" for value in (median(seconds), mean(seconds), max(seconds)))


def _in_turns(*commits: Callable[[], None]) -> tuple[list[float], ...]:
    taken: tuple[list[float], ...] = tuple([] for _commit in commits)
    for commit in commits:
        commit()
    for _round in range(ROUNDS):
        for commit, times in zip(commits, taken, strict=True):
            start = time.perf_counter()
            commit()
            times.append(time.perf_counter() - start)
    return taken


def _grow(path: Path, size: int) -> list[Cell]:
    """Write the 2024 plan to `path`, with as many changes in its history as make it `size` bytes."""
    create(path, open_store(PLAN).load().plan)
    plan = open_store(path)
    cells = list(plan.load().revs)
    while path.stat().st_size < size:
        chosen = random.sample(cells, 5)
        plan.commit([Change(cell, Decimal(random.randrange(10**9))) for cell in chosen])
    return cells


def _plan_commit(path: Path, cells: list[Cell]) -> Callable[[], None]:
    plan = open_store(path)
    revs = plan.load().revs

    def commit() -> None:
        nonlocal revs
        revs = plan.commit([Change(random.choice(cells), Decimal(random.randrange(10**9)))], base=revs).revs

    return commit


def _sqlite_commit(path: Path, cells: list[Cell], rows: int) -> Callable[[], None]:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table cells (cell text primary key, value text, rev integer)")
    db.execute("create table history (seq integer primary key, cell text, row text, hash text)")
    db.executemany("insert into cells values (?, null, 0)", [(str(cell),) for cell in cells])
    last = ""

    def commit() -> None:
        nonlocal last
        cell, value = str(random.choice(cells)), str(random.randrange(10**9))
        db.execute("begin immediate")
        rev, old = db.execute("select rev, value from cells where cell = ?", (cell,)).fetchone()
        row = json.dumps({"at": time.time(), "by": "fdiaz", "rev": rev + 1, "old": old, "new": value})
        last = sha256((last + row).encode()).hexdigest()
        db.execute("update cells set value = ?, rev = ? where cell = ?", (value, rev + 1, cell))
        db.execute("insert into history (cell, row, hash) values (?, ?, ?)", (cell, row, last))
        db.execute("commit")

    db.execute("pragma synchronous = off")
    for _row in range(rows):
        commit()
    db.execute("pragma synchronous = full")
    return commit


if __name__ == "__main__":
    main()
