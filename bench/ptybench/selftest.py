"""Programs whose right answer is known: what is measured of them shows whether the harness measures right."""

import json
import sys
from dataclasses import replace
from typing import Any, Final

from bench.ptybench.command import run_once
from bench.ptybench.measure import measure
from bench.ptybench.options import Conditions
from bench.ptybench.process import child_env
from bench.ptybench.profile import Block, Profile

_KNOWN: Final = """
import os, sys, termios, time, tty
tty.setraw(0)
time.sleep(0.2)
os.write(1, b"\\x1b[?1049h\\x1b[?25l\\x1b[2J\\x1b[HREADY")
while True:
    key = os.read(0, 64)
    if key == b"q": break
    if key == b"s": continue
    time.sleep(0.03)
    os.write(1, b"\\x1b[5;1H" + b"x" * 20 if key == b"a" else b"\\x1b[5;1H" + b"y" * 20)
    if key == b"c":
        end = time.process_time() + 0.03
        while time.process_time() < end: pass
    time.sleep(0.04)
    os.write(1, b"\\x1b[6;1Hdone" + key)
os.write(1, b"\\x1b[?1049l\\x1b[?25h")
"""
"""30 ms to the first byte of a key's answer, 70 ms to the last, 26 + 11 bytes, 30 ms of CPU for c, silence on s."""

PROFILE: Final = Profile(
    "known",
    [sys.executable, "-c", _KNOWN],
    "READY",
    quit="q",
    blocks=(
        Block("slow", (("slow", "a b"),), 5, expect="done[ab]"),
        Block("burn", (("burn", "c"),), 4),
        Block("silent", (("silent", "s"),), 2),
    ),
)


def counted(result: dict[str, Any]) -> dict[str, bool]:
    """Return the checks of what was counted in a run of PROFILE, which hold however busy the machine is."""
    keys, leave = result["keys"], result["exit"]
    return {
        "bytes 37": keys["slow"]["bytes"]["p50"] == 37,
        "cells 21 to 25": 20 <= keys["slow"]["cells"]["p50"] <= 25,
        "silence is seen": keys["silent"]["silent"] == 2,
        "expectations hold": result["expect_missed"] == 0,
        "clean exit, terminal restored": leave["clean"] and leave["code"] == 0 and leave["restored"],
        "nothing while idle": result["idle"]["bytes_per_s"] == 0,
    }


def timed(result: dict[str, Any], rtt: float) -> dict[str, bool]:
    """Return the checks of what was timed in a run of PROFILE over a link of `rtt` ms, on a quiet machine."""
    slow, burn = result["keys"]["slow"], result["keys"]["burn"]
    return {
        "ready after 200 ms + a python start": 200 + rtt / 2 <= result["start"]["ready_ms"] < 400 + rtt,
        "first byte 30 ms": 30 + rtt <= slow["first_ms"]["p50"] < 40 + rtt,
        "last byte 70 ms": 70 + rtt <= slow["last_ms"]["p50"] < 85 + rtt,
        "chunks 2": slow["chunks"]["p50"] == 2,
        "cpu 30 ms": 29 <= burn["cpu_ms"]["p50"] < 40,
        "little cpu when it only sleeps": slow["cpu_ms"]["p50"] < 3,
    }


def selftest(conditions: Conditions) -> int:
    """Print every check and whether it holds; return the exit code."""
    outcomes = []
    for rtt in (0.0, 100.0):
        result = measure(PROFILE, replace(conditions, rtt_ms=rtt, idle_s=0.3, quiet_ms=200))
        checks = timed(result, rtt) | counted(result)
        outcomes += [_say(f"rtt {rtt:>5.0f}: {name}", holds=holds) for name, holds in checks.items()]
        if not all(checks.values()):
            print(json.dumps(result, indent=1))
    result = run_once([sys.executable, "-c", "import time; time.sleep(.1); print('x'*99)"], child_env({}))
    holds = 100 <= result["wall_ms"] < 200 and result["bytes"] == 100 and result["code"] == 0
    outcomes.append(_say("exec: 100 ms + start, 100 bytes", holds=holds))
    print(f"{sum(outcomes)} passed, {len(outcomes) - sum(outcomes)} failed")
    return 0 if all(outcomes) else 1


def _say(what: str, *, holds: bool) -> bool:
    print(f"{'ok  ' if holds else 'FAIL'} {what}")
    return holds
