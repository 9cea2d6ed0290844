"""What closes, reopenings and amendments leave behind is no burden on later commits: counted in calls and bytes."""

import os
import shutil
from decimal import Decimal
from functools import partial
from itertools import count
from pathlib import Path
from typing import Final
from unittest.mock import patch

import pytest

from scoring.model import Cell, CellChange
from scoring.model.acts import Act, ActChange, ActKind, Close, Reopening
from scoring.model.fields import Field, FieldChange
from store import PlanStore, open_store
from store.file import reading, segments
from store.history import state
from store.history.recorded_definition import recorded_definition
from work import calls_of

PLAN: Final = Path(__file__).parents[2] / "plan_2024.json"
MORE: Final = 1.2
"""Times what a fresh plan's commit takes."""


@pytest.fixture(autouse=True)
def short_histories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 400)
    monkeypatch.setattr(segments, "KEPT", 200)


def opened(folder: Path) -> PlanStore:
    store = open_store(shutil.copy(PLAN, folder / PLAN.name))
    store.load()
    return store


def live(store: PlanStore, cycles: int) -> None:
    """Close, reopen and amend a plan so many times."""
    for cycle in range(cycles):
        store.commit([ActChange(Act(6, ActKind.CLOSE), Close())])
        store.commit([ActChange(Act(6, ActKind.REOPENING), Reopening(f"motivo {cycle}"))])
        store.commit([FieldChange(Field("2", "weight"), Decimal(10 + cycle % 5) / 100)], note=f"acta {cycle}")


def commit(store: PlanStore, figures: "count[int]") -> None:
    store.commit([CellChange(Cell("4", "efectivas", 11), Decimal(next(figures)))])


def test_a_commit_costs_what_it_did_before_hundreds_of_acts(tmp_path: Path) -> None:
    store, figures = opened(tmp_path), count(1)
    commit(store, figures)
    fresh = calls_of(partial(commit, store, figures))
    for _time in range(6):
        live(store, 10)
        commit(store, figures)
        with patch.object(os, "fsync", wraps=os.fsync) as fsync, patch.object(reading, "decode") as decode:
            commit(store, figures)
        assert (fsync.call_count, decode.call_count) == (2, 0)
        assert calls_of(partial(commit, store, figures)) <= MORE * fresh


def test_a_file_grows_no_more_after_the_first_hundred_acts(tmp_path: Path) -> None:
    store = opened(tmp_path)
    sizes = []
    for _time in range(60):
        live(store, 1)
        sizes.append(Path(store.address).stat().st_size)
    assert max(sizes[30:]) <= 1.05 * max(sizes[:30])


def test_whoever_only_reads_replays_no_definition(tmp_path: Path) -> None:
    store = opened(tmp_path)
    live(store, 10)
    with patch.object(state, "recorded_definition", wraps=recorded_definition) as replay:
        open_store(store.address).glance()
        assert replay.call_count == 0
        open_store(store.address).load()
        assert replay.call_count == 1
