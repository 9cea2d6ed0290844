"""The script typed, key by key or on a clock, and what came back for each key."""

import random
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bench.ptybench.keys import Key, parse_keys
from bench.ptybench.link import Session
from bench.ptybench.options import Conditions
from bench.ptybench.process import clock, cpu_seconds
from bench.ptybench.profile import Block, fill
from bench.ptybench.replay import Replay
from bench.ptybench.report import spread


@dataclass
class Stroke:
    """One key and what came back; `log_from` and `log_to` bound its answer in the session's log."""

    label: str
    block: int
    turn: int
    sent: float
    log_from: int
    log_to: int = 0
    cpu_ms: float = 0.0
    cells: int = 0
    zbytes: int = 0
    expect_ok: bool | None = None


class Typed(NamedTuple):
    """What typing the blocks gave: the strokes and, for paced blocks, how they drained."""

    strokes: list[Stroke]
    drains: dict[str, dict[str, Any]]


class _Press(NamedTuple):
    label: str
    key: Key
    turn: int


def type_blocks(session: Session, blocks: Sequence[Block], conditions: Conditions) -> Typed:
    """Type the script; it ends early where the program does."""
    typed = Typed([], {})
    chance = random.Random(1)  # uneven gaps, the same in every run: no locking to a program's own timers
    for number, block in enumerate(blocks):
        presses = [
            _Press(label, key, turn)
            for turn in range(block.repeat)
            for label, text in block.steps
            for key in parse_keys(fill(text, turn))
        ]
        if block.pace_ms:
            typed.drains[block.label] = _on_a_clock(session, presses, block.pace_ms, conditions)
            continue
        for press in presses:
            session.quiet(conditions.gap_ms / 1000 * chance.uniform(0.25, 4), clock() + 2)
            if session.gone:
                return typed
            typed.strokes.append(_press(session, press, number, conditions))
    return typed


def _on_a_clock(session: Session, presses: list[_Press], pace_ms: float, conditions: Conditions) -> dict[str, Any]:
    cpu, log_from, next_at = cpu_seconds(session.pid), len(session.log), clock()
    sent = next_at
    for press in presses:
        while clock() < next_at and not session.gone:
            session.pump(next_at)
        sent = session.key(press.key)
        next_at += pace_ms / 1000
    session.quiet(max(conditions.quiet_ms / 1000, _silence(session, conditions)), clock() + 20)
    took = session.log[log_from:]
    return {
        "keys": len(presses),
        "pace_ms": pace_ms,
        "drain_ms": round((took[-1].at - sent) * 1000, 2) if took else None,
        "bytes_per_key": round(sum(len(item.data) for item in took) / len(presses), 1),
        "cpu_ms_per_key": round((cpu_seconds(session.pid) - cpu) * 1000 / len(presses), 3),
    }


def _press(session: Session, press: _Press, block: int, conditions: Conditions) -> Stroke:
    cpu = cpu_seconds(session.pid)
    stroke = Stroke(press.label, block, press.turn, session.key(press.key), len(session.log))
    reached = stroke.sent + session.half
    # What was written before the key got there is no answer to it.
    while got := session.pump(stroke.sent + _silence(session, conditions)):
        if got[-1].written >= reached:
            session.quiet(conditions.quiet_ms / 1000, stroke.sent + conditions.key_limit_ms / 1000)
            break
    while stroke.log_from < len(session.log) and session.log[stroke.log_from].written < reached:
        stroke.log_from += 1
    stroke.log_to = len(session.log)
    stroke.cpu_ms = (cpu_seconds(session.pid) - cpu) * 1000
    return stroke


def _silence(session: Session, conditions: Conditions) -> float:
    """Return the seconds after which a key is taken to have no answer."""
    return conditions.silent_ms / 1000 + 2 * session.half


def replay_strokes(
    replay: Replay, session: Session, strokes: list[Stroke], blocks: Sequence[Block], typed: range
) -> None:
    """Count changed cells and compressed bytes, and check expectations, after the fact.

    `typed` is the part of the session's log since typing began; the screen ends where that does.
    """
    at = 0
    deflate = zlib.compressobj(6)

    def advance(until: int) -> int:
        nonlocal at
        sent = 0
        while at < until:
            data = session.log[at].data
            replay.feed(data)
            sent += len(deflate.compress(data)) + len(deflate.flush(zlib.Z_SYNC_FLUSH))
            at += 1
        return sent

    advance(typed.start)
    replay.changed()
    for number, stroke in enumerate(strokes):
        advance(stroke.log_from)
        replay.changed()
        stroke.zbytes = advance(stroke.log_to)
        stroke.cells = replay.changed()
        after = strokes[number + 1] if number + 1 < len(strokes) else None
        last = after is None or (after.block, after.turn) != (stroke.block, stroke.turn)
        expect = blocks[stroke.block].expect
        if expect and last:
            stroke.expect_ok = bool(re.search(fill(expect, stroke.turn), replay.text(), re.MULTILINE))
    advance(typed.stop)


def key_report(session: Session, strokes: list[Stroke], blocks: Sequence[Block]) -> dict[str, Any]:
    """Fold the strokes into figures by label of the key and by block."""
    sums: dict[tuple[int, int], dict[str, float]] = {}
    raw: dict[str, dict[str, list[float]]] = {}
    silent: dict[str, int] = {}
    for stroke in strokes:
        figures = _figures(session, stroke)
        bucket = raw.setdefault(stroke.label, {name: [] for name in figures})
        silent[stroke.label] = silent.get(stroke.label, 0) + (stroke.log_from == stroke.log_to)
        total = sums.setdefault((stroke.block, stroke.turn), dict.fromkeys(figures, 0.0) | {"keys": 0})
        total["keys"] += 1
        for name, value in figures.items():
            if value is not None:
                bucket[name].append(value)
                total[name] += value
    keys = {
        label: {"n": len(bucket["bytes"]), "silent": silent[label]}
        | {name: spread(values) for name, values in bucket.items()}
        for label, bucket in raw.items()
    }
    groups: dict[str, dict[str, Any]] = {}
    for number, block in enumerate(blocks):
        turns = [total for (at, _), total in sums.items() if at == number]
        if turns and (len(block.steps) > 1 or turns[0]["keys"] > 1):
            groups[block.label] = {"n": len(turns), "keys": turns[0]["keys"]} | {
                name: spread([total[name] for total in turns]) for name in ("last_ms", "bytes", "zbytes", "cpu_ms")
            }
    return {"keys": keys, "blocks": groups, "expect_missed": sum(stroke.expect_ok is False for stroke in strokes)}


def _figures(session: Session, stroke: Stroke) -> dict[str, float | None]:
    answer = session.log[stroke.log_from : stroke.log_to]
    return {
        "first_ms": (answer[0].at - stroke.sent) * 1000 if answer else None,
        "last_ms": (answer[-1].at - stroke.sent) * 1000 if answer else None,
        "bytes": sum(len(item.data) for item in answer),
        "zbytes": stroke.zbytes,
        "chunks": len(answer),
        "cpu_ms": stroke.cpu_ms,
        "cells": stroke.cells,
    }
