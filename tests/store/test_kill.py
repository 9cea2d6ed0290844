"""A writer killed at any moment leaves a good file with everything it was told is saved."""

import os
import random
import shutil
import signal
import struct
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from careless import write_in_place
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Plan
from scoring.model.acts import Act, ActChange, ActKind, Close, Reopening, SignOff, is_closed
from scoring.model.fields import Change, Field, FieldChange
from scoring.year.signing import act_of, digest_to_sign
from store import open_store
from store.file import replacing, segments

KILLS = 1000
MARCH = Cell("4", "efectivas", 3)


def commit_for_ever(path: Path, acknowledged: int) -> None:
    """Commit a cell and a field time after time; after each, write its number to the descriptor `acknowledged`."""
    store = open_store(path)
    loaded = store.load()
    cells = [address for address in loaded.revs if isinstance(address, Cell)]
    while True:
        figure = Decimal(1 + random.randrange(10**9))
        loaded = store.commit([CellChange(random.choice(cells), figure), FieldChange(Field("4", "target"), figure)])
        os.write(acknowledged, struct.pack("q", loaded.seq))


def close_for_ever(path: Path, acknowledged: int) -> None:
    """Type into a month, close it, sign it and open it again, in any order that there is; acknowledge each."""
    store = open_store(path)
    loaded = store.load()
    while True:
        loaded = store.commit([random.choice(ways_on(loaded.plan))])
        os.write(acknowledged, struct.pack("q", loaded.seq))


def ways_on(plan: Plan) -> list[Change]:
    """Return what can be done with March: it is closed and signed, or typed into."""
    if is_closed(plan, MARCH):
        sign_off = SignOff("Elaboró", digest_to_sign(plan, 3))
        return [ActChange(act_of("Elaboró", 3), sign_off), ActChange(Act(3, ActKind.REOPENING), Reopening("un error"))]
    return [CellChange(MARCH, Decimal(1 + random.randrange(10**9))), ActChange(Act(3, ActKind.CLOSE), Close())]


def kill_one(path: Path, write_for_ever: Callable[[Path, int], None]) -> int:
    """Kill a writer some time after its first commits; return the number of the last one acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(path, writing)
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 8)
    time.sleep(random.random() * 0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        rest = pipe.read()
    return max([0, *(int(number) for (number,) in struct.iter_unpack("q", rest))])


def faults(path: Path, kills: int, write_for_ever: Callable[[Path, int], None] = commit_for_ever) -> list[str]:
    """Kill `kills` writers, one after another, and return what was found wrong first."""
    fresh = path.read_bytes()
    for kill in range(kills):
        if kill % 20 == 0:
            path.write_bytes(fresh)
            shutil.rmtree(path.with_suffix(".history"), ignore_errors=True)
        last = kill_one(path, write_for_ever)
        store = open_store(path)
        try:
            seqs = [row.seq for row in store.history()]
            problems = [str(problem) for problem in store.verify()]
        except PlanError as error:
            return [str(error)]
        finally:
            store.close()
        if problems or seqs != list(range(1, len(seqs) + 1)) or len(seqs) < last:
            return [f"acknowledged {last}, {len(seqs)} there", *problems]
    return []


@pytest.fixture(autouse=True)
def _short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the kills hit the sealing of old history as well."""
    monkeypatch.setattr(segments, "ROWS", 12)
    monkeypatch.setattr(segments, "KEPT", 6)


def test_no_kill_loses_or_damages_anything(path: Path) -> None:
    assert faults(path, KILLS) == []


def test_no_kill_loses_a_close_or_a_signature(path: Path) -> None:
    assert faults(path, KILLS // 10, close_for_ever) == []


def test_writing_in_place_is_found_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "write", write_in_place)
    assert faults(path, KILLS) != []
