"""Print what a commit of one cell costs, beside SQLite doing the same work with WAL and synchronous=FULL.

    python bench/commit_cost.py [DIRECTORY]

Both sides keep a cell, its revision and a chained history row, on the file system of DIRECTORY (by default the
temporary one), in turns, so that a slow disk slows both. The ratio of the medians is what to look at. The last column
is what a commit of a field of the definition (a weight) costs beside that of a cell, in the same turns. The lines are a
plan of one objective, the 2024 plan, the same with a thousand changes, and with five thousand, most of them in sealed
segments.

Where ext4 has no journal, as on some virtual machines, the script says so: making a file, which each of our commits
does, is slower there for minutes after others were deleted. An image gives the journal that servers have:

    dd if=/dev/zero of=disk.img bs=1M count=3000 && mkfs.ext4 -E nodiscard disk.img
    mkdir disk && mount -o loop disk.img disk && python bench/commit_cost.py disk
"""

import json
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from statistics import mean, median
from unittest.mock import patch

from scoring.model import Cell, CellChange
from scoring.model.fields import Field, FieldChange
from store import create, open_store
from store.documents.json_reading import decode
from store.file import reading

SERIES, ROUNDS = 10, 30
AT_ONCE = 50
"""Cells to a commit while a plan is grown, to leave few deleted files behind."""
A_CHANGE = 300
"""Bytes that a change adds to the file, at most: with it a plan is grown to a size and not past it."""
LINES = ((1, 40_000, 0), (3, 0, 0), (3, 300_000, 0), (3, 0, 5_000))
"""Objectives of the plan, the bytes and the changes it is grown to."""
PLAN = Path(__file__).parent.parent / "plan_2024.json"

chance = random.Random(2024)


def main() -> None:
    """Print the table."""
    where = sys.argv[1] if len(sys.argv) > 1 else None
    print(f"{'':>6} {'':>7} {'plan (ms)':>19} {'SQLite (ms)':>19} {'':>6} {'a commit:':>15} {'field/':>7}")
    print(
        f"{'file':>6} {'changes':>7} {'median  mean   max':>19} {'median  mean   max':>19} {'ratio':>6} fsyncs  parses"
        f" {'cell':>7}"
    )
    with tempfile.TemporaryDirectory(dir=where) as directory:  # all lines in one, since deleting slows the next
        for number, (objectives, size, changes) in enumerate(LINES):
            folder = Path(directory, str(number))
            folder.mkdir()
            print(line(objectives, size, changes, folder))
        if lacks_journal(directory):
            print("ext4 without a journal: it passes over inodes freed in the last minutes, one by one")


def line(objectives: int, size: int, changes: int, directory: Path) -> str:
    """Return the table's line for a plan of so many `objectives` grown to `size` bytes and to that many `changes`."""
    grown = directory / "grown"
    grown.mkdir()
    cells = grow(grown / PLAN.name, objectives, size, changes)
    ours, fields, theirs, calls = measure(directory, cells)
    size, changes = (grown / PLAN.name).stat().st_size, len(open_store(grown / PLAN.name).history())
    fsyncs, parses = (calls[name] / (len(ours) + len(fields)) for name in ("fsync", "decode"))
    return (
        f"{size / 1000:>3.0f} KB {changes:>7} {times(ours):>19} {times(theirs):>19}"
        f" {median(ours) / median(theirs):>5.1f}x {fsyncs:>6.2f} {parses:>7.2f} {median(fields) / median(ours):>6.2f}x"
    )


def lacks_journal(directory: str) -> bool:
    """Tell whether `directory` is on an ext4 without a journal, which does not use an inode soon after it is freed."""
    number = Path(directory).stat().st_dev
    device = Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}").resolve().name
    return Path("/proc/fs/ext4", device).exists() and not any(Path("/proc/fs/jbd2").glob(f"{device}-*"))


def times(seconds: list[float]) -> str:
    """Return median, mean and maximum in milliseconds."""
    return " ".join(f"{1000 * value:>6.2f}" for value in (median(seconds), mean(seconds), max(seconds))).strip()


def grow(path: Path, objectives: int, size: int, changes: int) -> list[Cell]:
    """Write the 2024 plan to `path`, with random changes until it has some `size` bytes and `changes`.

    Returns its cells.
    """
    whole = open_store(PLAN).load().plan
    create(path, whole._replace(objectives=whole.objectives[:objectives], values={}))
    plan = open_store(path)
    cells = list(plan.load().revs)
    seq = 0
    while seq < changes or path.stat().st_size + A_CHANGE < size:
        missing = max(changes - seq, (size - path.stat().st_size) // A_CHANGE)
        chosen = chance.sample(cells, min(missing, AT_ONCE))
        seq = plan.commit([CellChange(cell, Decimal(1 + chance.randrange(10**9))) for cell in chosen]).seq
    plan.close()
    return cells


def measure(directory: Path, cells: list[Cell]) -> tuple[list[float], list[float], list[float], Counter[str]]:
    """Return the seconds of each commit, of a cell, a field and SQLite's, and how often ours called fsync and parsed.

    Each series starts from the plan as it was grown, so that it stays near its size.
    """
    ours: list[float] = []
    fields: list[float] = []
    theirs: list[float] = []
    calls: Counter[str] = Counter()
    for number in range(SERIES):
        folder = directory / str(number)
        for each in (folder, folder / "fields"):
            shutil.copytree(directory / "grown", each, ignore=shutil.ignore_patterns("*.snapshots"))
        commits = (
            plan_commit(folder / PLAN.name, cells),
            field_commit(folder / "fields" / PLAN.name),
            sqlite_commit(folder / "plan.db", cells),
        )
        os.sync()
        with patch.object(os, "fsync", wraps=os.fsync) as fsync, patch.object(reading, "decode", wraps=decode) as parse:
            for _round in range(ROUNDS):
                for commit, taken in zip(commits, (ours, fields, theirs), strict=True):
                    start = time.perf_counter()
                    commit()
                    taken.append(time.perf_counter() - start)
        calls.update(fsync=fsync.call_count, decode=parse.call_count)
    return ours, fields, theirs, calls


def plan_commit(path: Path, cells: list[Cell]) -> Callable[[], None]:
    """Return what commits one cell of the plan at `path`, once done already."""
    plan = open_store(path)
    revs = plan.load().revs

    def commit() -> None:
        nonlocal revs
        revs = plan.commit([CellChange(chance.choice(cells), Decimal(1 + chance.randrange(10**9)))], base=revs).revs

    commit()
    return commit


def field_commit(path: Path) -> Callable[[], None]:
    """Return what commits the weight of an indicator of the plan at `path`, once done already."""
    plan = open_store(path)
    loaded = plan.load()
    revs, names = loaded.revs, [indicator.id for indicator in loaded.plan.indicators]

    def commit() -> None:
        nonlocal revs
        change = FieldChange(Field(chance.choice(names), "weight"), Decimal(1 + chance.randrange(10**9)) / 10**9)
        revs = plan.commit([change], base=revs).revs

    commit()
    return commit


def sqlite_commit(path: Path, cells: list[Cell]) -> Callable[[], None]:
    """Return what commits one cell of a database at `path`, once done already."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table cells (cell text primary key, value text, rev integer)")
    db.execute("create table history (seq integer primary key, cell text, row text, hash text)")
    db.executemany("insert into cells values (?, null, 0)", [(str(cell),) for cell in cells])
    last = ""

    def commit() -> None:
        nonlocal last
        cell, value = str(chance.choice(cells)), str(chance.randrange(10**9))
        db.execute("begin immediate")
        rev, old = db.execute("select rev, value from cells where cell = ?", (cell,)).fetchone()
        row = json.dumps({"at": time.time(), "by": "fdiaz", "rev": rev + 1, "old": old, "new": value})
        last = sha256((last + row).encode()).hexdigest()
        db.execute("update cells set value = ?, rev = ? where cell = ?", (value, rev + 1, cell))
        db.execute("insert into history (cell, row, hash) values (?, ?, ?)", (cell, row, last))
        db.execute("commit")

    commit()
    return commit


if __name__ == "__main__":
    main()
