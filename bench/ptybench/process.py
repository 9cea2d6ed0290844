"""Processes as the kernel sees them: descendants, CPU time, memory; and the environment one is started with."""

import contextlib
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NoReturn

clock: Final = time.perf_counter
"""The clock of every figure, in seconds."""
_SKEWING: Final = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "COLUMNS", "LINES", "NO_COLOR", "COLORTERM")


def stop(sentence: str) -> NoReturn:
    """End the harness with a sentence on standard error."""
    sys.exit(f"ptybench: {sentence}")


def descendants(pid: int) -> list[int]:
    """Return every living descendant of a process."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                children = list(map(int, (task / "children").read_text().split()))
                found += children
                todo += children
    return found


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process and its descendants so far.

    The kernel's per-process CPU clock is read (nanoseconds); /proc/PID/stat adds the children that ended and were
    waited for (it counts in ticks of 10 ms).
    """
    total = 0.0
    for one in [pid, *descendants(pid)]:
        with contextlib.suppress(OSError):
            total += time.clock_gettime((~one << 3) | 2)
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
    return total


def memory_kb(pid: int) -> dict[str, int]:
    """Return the resident and the proportional memory of a process and its descendants, and how many they are."""
    sums = {"rss_kb": 0, "pss_kb": 0, "processes": 0}
    for one in [pid, *descendants(pid)]:
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
            sums["rss_kb"] += _kilobytes("Rss", text) or 0
            sums["pss_kb"] += _kilobytes("Pss", text) or 0
            sums["processes"] += 1
    return sums


def peak_kb(pid: int) -> int | None:
    """Return the peak of the resident memory of one living process, None where it is gone.

    `ru_maxrss` will not do: a spawned process inherits the peak of the one that spawned it, so it never reads less
    than this harness.
    """
    with contextlib.suppress(OSError):
        return _kilobytes("VmHWM", Path(f"/proc/{pid}/status").read_text())
    return None


def _kilobytes(name: str, text: str) -> int | None:
    found = re.search(rf"^{name}:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else None


def child_env(extra: Mapping[str, str], term: str | None = None, *, truecolor: bool = False) -> dict[str, str]:
    """Return the caller's environment without what would skew a start, with `extra` in it.

    COLORTERM goes too: ssh does not carry it, so a program there sees TERM alone.
    """
    env = {name: value for name, value in os.environ.items() if name not in _SKEWING}
    if term:
        env["TERM"] = term
    if truecolor:
        env["COLORTERM"] = "truecolor"
    return env | {name: os.path.expandvars(value) for name, value in extra.items()}


@contextlib.contextmanager
def in_folder(path: str | None) -> Iterator[None]:
    """Run a block in another working folder."""
    old = Path.cwd()
    if path:
        os.chdir(path)
    try:
        yield
    finally:
        os.chdir(old)


def find_program(argv: list[str], env: Mapping[str, str]) -> str:
    """Return the path of the program that a command starts; the harness ends where there is none."""
    program = shutil.which(argv[0], path=env.get("PATH"))
    if not program:
        stop(f"no such command: {argv[0]}")
    return os.path.abspath(program)  # noqa: PTH100 - resolve() would follow a virtual environment's link


def evict(tree: str) -> None:
    """Drop a tree's files from the page cache, so that a start reads the disk."""
    for path in Path(os.path.expandvars(tree)).rglob("*"):
        with contextlib.suppress(OSError):
            fd = os.open(path, os.O_RDONLY)
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(fd)
