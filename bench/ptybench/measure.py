"""One run of a program: start, type, idle, quit."""

import os
import re
import shlex
import shutil
import tempfile
from typing import Any, TypeAlias

from bench.ptybench.command import run_once
from bench.ptybench.keys import parse_keys
from bench.ptybench.link import Session
from bench.ptybench.options import Conditions
from bench.ptybench.process import child_env, clock, cpu_seconds, evict, in_folder, memory_kb, peak_kb
from bench.ptybench.profile import TOOLS, Profile, expand
from bench.ptybench.replay import Replay
from bench.ptybench.strokes import Typed, key_report, replay_strokes, type_blocks

Result: TypeAlias = dict[str, Any]
"""Figures by name, nested, as they are printed in JSON; the names are in bench/README.md."""


def measure(profile: Profile, conditions: Conditions) -> Result:
    """Run a program once, in a home folder of its own, and return its figures."""
    home = tempfile.mkdtemp(prefix="ptybench-")
    try:
        if conditions.evict:
            evict(conditions.evict)
        env = _prepare(profile, home)
        session = Session(profile.argv(home), env, home, conditions)
        try:
            return _run(session, profile, conditions)
        finally:
            session.close()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _prepare(profile: Profile, home: str) -> dict[str, str]:
    for name in profile.files:
        shutil.copy(TOOLS / os.path.expandvars(name), home)
    env = {
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/.config",
        "XDG_DATA_HOME": f"{home}/.local/share",
        "XDG_CACHE_HOME": f"{home}/.cache",
        "XDG_STATE_HOME": f"{home}/.local/state",
    }
    env |= {name: expand(value, home) for name, value in profile.env.items()}
    if profile.prepare:
        with in_folder(home):
            run_once(shlex.split(expand(profile.prepare, home)), child_env(env))
    return env


def _run(session: Session, profile: Profile, conditions: Conditions) -> Result:
    ready = re.compile(profile.ready, re.MULTILINE)
    matched = _wait_ready(session, ready, conditions)
    settled = len(session.log)
    cpu, memory = cpu_seconds(session.pid), memory_kb(session.pid)
    for key in parse_keys(profile.before):
        session.key(key)
        session.quiet(max(0.15, 2 * session.half), clock() + 5)
    before = len(session.log)
    idle = _idle(session, conditions.idle_s)
    typed = type_blocks(session, profile.blocks, conditions) if matched else Typed([], {})
    memory_after, peak = memory_kb(session.pid), peak_kb(session.pid)
    end = len(session.log)
    leave = _quit(session, profile.quit, conditions)

    # Everything has been timed; from here on the recording is read.
    screen = Replay(conditions.rows, conditions.cols)
    replay_strokes(screen, session, typed.strokes, profile.blocks, range(before, end))
    result: Result = {
        "name": profile.name,
        "size": [conditions.cols, conditions.rows],
        "term": conditions.term,
        "rtt_ms": conditions.rtt_ms,
        "kbps": conditions.kbps,
        "ready": matched,
        "start": _start_report(session, ready, settled, conditions) | {"cpu_ms": round(cpu * 1000, 2)},
        "mem": memory | {"rss_kb_after": memory_after["rss_kb"], "peak_kb": peak},
    }
    if idle:
        result["idle"] = idle
    result |= key_report(session, typed.strokes, profile.blocks)
    if typed.drains:
        result["paced"] = typed.drains
    result["exit"] = leave
    if conditions.show:
        result["screen"] = [line.rstrip() for line in screen.screen.display]
    return result


def _wait_ready(session: Session, ready: re.Pattern[str], conditions: Conditions) -> bool:
    """Wait for the regex, then for quiet; return whether it matched.

    The screen is only parsed while it is quiet (or four times a second), so that parsing does not slow the program.
    """
    replay, seen, matched = Replay(conditions.rows, conditions.cols), 0, False
    limit = session.started + conditions.start_limit_s
    while clock() < limit and not matched and not (session.gone and seen == len(session.log)):
        session.quiet(0.03, min(limit, clock() + 0.25))
        while seen < len(session.log):
            replay.feed(session.log[seen].data)
            seen += 1
        matched = bool(ready.search(replay.text()))
    if matched:
        session.quiet(conditions.settle_ms / 1000, clock() + conditions.start_limit_s)
    return matched


def _start_report(session: Session, ready: re.Pattern[str], settled: int, conditions: Conditions) -> Result:
    """Find the moments of the start by replaying it chunk by chunk."""
    replay = Replay(conditions.rows, conditions.cols)
    out: Result = {"first_byte_ms": None, "first_paint_ms": None, "ready_ms": None}
    for item in session.log[:settled]:
        ms = round((item.at - session.started) * 1000, 2)
        if out["first_byte_ms"] is None:
            out["first_byte_ms"] = ms
        if out["ready_ms"] is None:
            replay.feed(item.data)
            text = replay.text()
            if out["first_paint_ms"] is None and text.strip():
                out["first_paint_ms"] = ms
            if ready.search(text):
                out["ready_ms"] = ms
    if settled:
        out["settled_ms"] = round((session.log[settled - 1].at - session.started) * 1000, 2)
    out["bytes"] = sum(len(item.data) for item in session.log[:settled])
    out["chunks"] = settled
    return out


def _idle(session: Session, seconds: float) -> Result | None:
    """Watch the program while nobody types."""
    if not seconds or session.gone:
        return None
    cpu, log_from = cpu_seconds(session.pid), len(session.log)
    end = clock() + seconds
    while clock() < end and not session.gone:
        session.pump(end)
    return {
        "bytes_per_s": round(sum(len(item.data) for item in session.log[log_from:]) / seconds, 1),
        "cpu_ms_per_s": round((cpu_seconds(session.pid) - cpu) * 1000 / seconds, 2),
    }


def _quit(session: Session, keys: str, conditions: Conditions) -> Result:
    """Press the quit keys and wait for the end of the process."""
    sent = clock()
    todo = parse_keys(keys)
    for key in todo[:-1]:
        session.key(key)
        session.quiet(max(0.15, 2 * session.half), clock() + 3)
    if todo:
        sent = session.key(todo[-1])
        limit = clock() + conditions.exit_limit_s
        while not session.gone and clock() < limit:
            session.pump(limit)
        session.quiet(0.02, clock() + 0.5)
    out: Result = {"clean": session.gone, "code": session.exit_code}
    if session.exited_at is not None and session.usage is not None:
        out["ms"] = round((session.exited_at - sent) * 1000, 2)
        out["restored"] = session.terminal.cursor_shown and not session.terminal.alt_screen
        out["cpu_ms_total"] = round((session.usage.ru_utime + session.usage.ru_stime) * 1000, 1)
    return out
