"""A command that needs no keyboard, run to its end."""

import os
import select
import signal
from collections.abc import Mapping
from typing import Any

from bench.ptybench.process import clock, find_program, peak_kb


def run_once(argv: list[str], env: Mapping[str, str], timeout_s: float = 120) -> dict[str, Any]:
    """Run a command to its end with its output in a pipe, timed by its own pidfd.

    peak_kb is read whenever output comes, so it is missing for a command that prints nothing.
    """
    program = find_program(argv, env)
    read_end, write_end = os.pipe()
    null = os.open(os.devnull, os.O_RDONLY)
    start = clock()
    pid = os.posix_spawn(
        program,
        argv,
        env,
        setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
        file_actions=[
            (os.POSIX_SPAWN_DUP2, null, 0),
            (os.POSIX_SPAWN_DUP2, write_end, 1),
            (os.POSIX_SPAWN_DUP2, write_end, 2),
        ],
    )
    os.close(write_end)
    os.close(null)
    pidfd = os.pidfd_open(pid)
    size, watch = 0, [read_end, pidfd]
    first = end = peak = None
    while end is None:
        ready, _, _ = select.select(watch, [], [], timeout_s)
        if not ready:
            os.kill(pid, signal.SIGKILL)
        if read_end in ready:
            data = os.read(read_end, 1 << 16)
            if data:
                size += len(data)
                first = first or clock()
                peak = peak_kb(pid) or peak
            else:
                watch.remove(read_end)
        if pidfd in ready:
            end = clock()
    _, status, usage = os.wait4(pid, 0)
    os.close(read_end)
    os.close(pidfd)
    return {
        "wall_ms": (end - start) * 1000,
        "first_ms": (first - start) * 1000 if first else None,
        "cpu_ms": (usage.ru_utime + usage.ru_stime) * 1000,
        "peak_kb": peak,
        "bytes": size,
        "code": os.waitstatus_to_exitcode(status),
    }
