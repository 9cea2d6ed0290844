"""People who close, sign and type at once: nothing is lost, and no figure slips into a closed month."""

import os
import random
import struct
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest

from scoring.arithmetic.rollup import score
from scoring.entry.addresses import EntryError
from scoring.errors import PlanError
from scoring.model import Cell, CellChange
from scoring.model.acts import Act, ActChange, ActKind, Close, Reopening, SignOff, close_of, is_closed
from scoring.model.fields import Change
from scoring.year.moment import RefusedActError
from scoring.year.signing import act_of, digest_to_sign
from scoring.year.submitted import submitted_figures
from store import open_store

TYPED = 400
MARCH = [Cell(id_, name, 3) for id_, name in (("1", "facturado"), ("2", "urbanos"), ("4", "efectivas"))]


@pytest.mark.parametrize("_round", range(4))
def test_what_is_submitted_is_what_there_is(path: Path, _round: int) -> None:
    at_once = Barrier(4)

    def type_in(cell: Cell) -> int:
        """Return how many figures were saved before the month was closed."""
        store = open_store(path)
        at_once.wait()
        for figure in range(1, TYPED + 1):
            try:
                store.commit([CellChange(cell, Decimal(figure))], base=store.load().revs)
            except EntryError:
                return figure - 1
        return TYPED

    def close() -> int:
        """Sign as soon as the month is closed; return how many closes were refused, as every one but the first is."""
        store = open_store(path)
        at_once.wait()
        refused = 0
        for _time in range(3):
            try:
                store.commit([ActChange(Act(3, ActKind.CLOSE), Close())], base=store.load().revs)
            except RefusedActError:
                refused += 1
        digest = digest_to_sign(store.load().plan, 3)
        store.commit([ActChange(act_of("Elaboró", 3), SignOff("Elaboró", digest))])
        return refused

    with ThreadPoolExecutor(4) as people:
        typing = [people.submit(type_in, cell) for cell in MARCH]
        closing = people.submit(close)
        saved = [task.result() for task in typing]
        assert closing.result() == 2
    store = open_store(path)
    plan = store.load().plan
    made = close_of(plan, 3)
    assert made is not None
    assert made.figures == submitted_figures(score(plan, 3))
    assert [plan.values.get(cell) for cell in MARCH] == [figure or None for figure in saved]
    assert act_of("Elaboró", 3) in plan.acts
    assert all(figures < TYPED for figures in saved)
    assert len(store.history()) == sum(saved) + 2
    assert store.verify() == ()


def live(path: Path, acknowledged: int, seed: int) -> None:
    """Type, close, sign and reopen for some time over what was last seen; acknowledge each batch that was saved."""
    chance = random.Random(seed)
    store = open_store(path)
    for figure in range(1, 41):
        seen = store.load()
        month, cell = chance.choice((2, 3)), chance.choice(MARCH)
        sign_off = SignOff("Elaboró", digest_to_sign(seen.plan, month) if close_of(seen.plan, month) else "0" * 64)
        changes: list[Change] = [
            CellChange(cell._replace(month=month), Decimal(figure)),
            ActChange(Act(month, ActKind.CLOSE), Close()),
            ActChange(Act(month, ActKind.REOPENING, chance.choice(["", cell.indicator])), Reopening("un error")),
            ActChange(act_of("Elaboró", month), sign_off),
        ]
        with suppress(PlanError):
            os.write(
                acknowledged, struct.pack("8s", store.commit([chance.choice(changes)], base=seen.revs).batch.encode())
            )


def test_processes_that_close_sign_reopen_and_type_lose_nothing(path: Path) -> None:
    reading, writing = os.pipe()
    for seed in range(4):
        if os.fork() == 0:
            try:
                live(path, writing, seed)
            finally:
                os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        saved = {batch.rstrip(b"\0").decode() for (batch,) in struct.iter_unpack("8s", pipe.read())}
    for _seed in range(4):
        assert os.wait()[1] == 0
    store = open_store(path)
    history = store.history()
    assert store.verify() == ()
    assert saved - {""} == {row.batch for row in history}
    for row in history:
        before = store.as_of(row.seq - 1).plan
        if row.cell is not None:
            assert not is_closed(before, row.cell)
        month = None if row.act is None else row.act.month
        if isinstance(row.new, Close):
            assert row.new.figures == submitted_figures(score(before, month or 0))
        if isinstance(row.new, SignOff):
            assert row.new.digest == digest_to_sign(before, month)
    assert {type(row.new) for row in history} >= {Decimal, Close, Reopening, SignOff}
