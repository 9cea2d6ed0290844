"""Print how many commits a second several processes make on one plan, and how long each waits.

    python bench/writers.py [DIRECTORY]

On the file system of DIRECTORY (by default the temporary one). The last line is what the disk allows one process: a
loop that writes as many bytes to a new file, syncs it, renames it over the old one and syncs the folder, and does
nothing else. Every commit does that, one after another, since each has to see the one before.
"""

import os
import shutil
import sys
import tempfile
import time
from array import array
from decimal import Decimal
from pathlib import Path
from statistics import quantiles

from scoring.model import CellChange
from store import open_store

PLAN = Path(__file__).parent.parent / "plan_2024.json"
WRITERS = (1, 8, 32)
SECONDS = 4.0


def main() -> None:
    """Print the table."""
    where = sys.argv[1] if len(sys.argv) > 1 else None
    print(f"{'writers':>8} {'commits/s':>10} {'median':>7} {'p95 (ms)':>9}")
    with tempfile.TemporaryDirectory(dir=where) as directory:
        for count in WRITERS:
            path = Path(directory, str(count), PLAN.name)
            path.parent.mkdir()
            shutil.copy(PLAN, path)
            print(f"{count:>8} {line(together(path, count))}")
        print(f"{'bare':>8} {line(bare(Path(directory, 'bare'), PLAN.read_bytes()))}")


def line(taken: "array[float]") -> str:
    """Return rate, median and 95th percentile of what was done in `SECONDS`, each with the seconds it took."""
    parts = quantiles(taken, n=20)
    return f"{len(taken) / SECONDS:>10.0f} {1000 * parts[9]:>7.1f} {1000 * parts[18]:>9.1f}"


def together(path: Path, count: int) -> "array[float]":
    """Let so many processes commit a cell of their own again and again; return the seconds of each commit."""
    reading, writing = os.pipe()
    start = time.monotonic() + 1
    for number in range(count):
        if os.fork() == 0:
            taken = write(path, number, start)
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(taken.tobytes())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        whole: array[float] = array("d", pipe.read())
    for _number in range(count):
        os.wait()
    return whole


def write(path: Path, number: int, start: float) -> "array[float]":
    """Commit one cell for `SECONDS` from `start` on; return the seconds of each commit."""
    store = open_store(path)
    cells = sorted(store.load().revs, key=str)
    taken: array[float] = array("d")
    time.sleep(max(0.0, start - time.monotonic()))
    while (began := time.monotonic()) < start + SECONDS:
        store.commit([CellChange(cells[number], Decimal(len(taken) + 1))])
        taken.append(time.monotonic() - began)
    return taken


def bare(path: Path, data: bytes) -> "array[float]":
    """Replace a file by the same bytes for `SECONDS`, as a commit does; return the seconds of each time."""
    folder = os.open(path.parent, os.O_RDONLY)
    taken: array[float] = array("d")
    start = time.monotonic()
    while (began := time.monotonic()) < start + SECONDS:
        descriptor = os.open(path.with_suffix(".tmp"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
        path.with_suffix(".tmp").replace(path)
        os.fsync(folder)
        taken.append(time.monotonic() - began)
    os.close(folder)
    return taken


if __name__ == "__main__":
    main()
