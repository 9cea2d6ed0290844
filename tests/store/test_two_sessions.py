"""Two sessions on one plan, in any order of steps, against a model of what each must see and be refused."""

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tinydb import TinyDB, where

from scoring.model import Cell, CellChange, Mark, Plan, Value
from scoring.model.plain import write_value
from store import ConflictError, NotSavedError, PlanStore, create, open_store

CELLS = [Cell("4", "efectivas", month) for month in (1, 2, 3)] + [Cell("7", "base")]
USERS = ("ana", "luis")
PHASES = tuple(phase for phase in Phase if phase is not Phase.shrink)
"""Shrinking these runs takes minutes and a run is short enough to read as it is."""

cells = st.sampled_from(CELLS)
values = st.none() | st.just(Mark.NP) | st.integers(-2, 2).map(Decimal)
batches = st.dictionaries(cells, values, min_size=1, max_size=3)
sessions = st.sampled_from(range(len(USERS)))


class Done(NamedTuple):
    """A batch that can be undone or redone: what its cells held before, and the revision it gave them."""

    before: dict[Cell, Value | None]
    revs: dict[Cell, int]


class TwoSessions(RuleBasedStateMachine):
    """The figures on disk as a dictionary, and who changed each cell, change by change."""

    plan: Plan
    monkeypatch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "plan.json"
        create(self.path, self.plan)
        self.disk: dict[Cell, Value] = dict(self.plan.values)
        self.writers: dict[Cell, list[str]] = {cell: [] for cell in CELLS}
        self.recorded: dict[Cell, tuple[Value | None, int]] = {}
        self.undoable: dict[str, list[Done]] = {user: [] for user in USERS}
        self.redoable: dict[str, list[Done]] = {user: [] for user in USERS}
        self.stores = [open_store(self.path) for _user in USERS]
        self.revs = [dict(store.load().revs) for store in self.stores]
        self.seen = [dict(self.disk) for _user in USERS]

    def become(self, session: int) -> PlanStore:
        self.monkeypatch.setattr("store.plan_file.user", lambda: USERS[session])
        return self.stores[session]

    def saw(self, session: int) -> None:
        self.seen[session] = dict(self.disk)
        self.revs[session] = {cell: len(writers) for cell, writers in self.writers.items()}

    def put(self, user: str, batch: dict[Cell, Value | None]) -> Done:
        done = Done({}, {})
        for cell, value in batch.items():
            if self.disk.get(cell) == value:
                continue
            done.before[cell] = self.disk.pop(cell, None)
            if value is not None:
                self.disk[cell] = value
            self.writers[cell].append(user)
            done.revs[cell] = len(self.writers[cell])
        if done.revs:
            self.recorded = {}
        return done

    def moved(self, session: int, cell: Cell) -> bool:
        """Whether a cell is not as the session last saw it."""
        same_rev = self.revs[session][cell] == len(self.writers[cell])
        return not same_rev or self.seen[session].get(cell) != self.disk.get(cell)

    @rule(session=sessions, batch=batches, careful=st.booleans())
    def commit(self, session: int, batch: dict[Cell, Value | None], *, careful: bool) -> None:
        user, store = USERS[session], self.become(session)
        base = self.revs[session] if careful else None
        changes = [CellChange(cell, value) for cell, value in batch.items()]
        stale = {
            cell
            for cell, value in batch.items()
            if careful and self.moved(session, cell) and self.disk.get(cell) != value
        }
        if stale:
            with pytest.raises(ConflictError) as caught:
                store.commit(changes, base=base)
            for conflict in caught.value.conflicts:
                assert conflict.theirs == self.disk.get(conflict.cell)
                assert conflict.by == self.writers[conflict.cell][-1]
            assert {conflict.cell for conflict in caught.value.conflicts} == stale
            return
        loaded = store.commit(changes, base=base)
        done = self.put(user, batch)
        assert bool(loaded.batch) == bool(done.revs)
        assert loaded.plan.values == self.disk
        if done.revs:
            self.undoable[user].append(done)
            self.redoable[user].clear()
        self.saw(session)

    @rule(session=sessions)
    def undo(self, session: int) -> None:
        self.reverse(session, self.undoable, self.redoable, "undo")

    @rule(session=sessions)
    def redo(self, session: int) -> None:
        self.reverse(session, self.redoable, self.undoable, "redo")

    def reverse(self, session: int, source: dict[str, list[Done]], target: dict[str, list[Done]], verb: str) -> None:
        user, store = USERS[session], self.become(session)
        last = source[user][-1] if source[user] else Done({}, {})
        foreign = any(writer != user for cell, rev in last.revs.items() for writer in self.writers[cell][rev:])
        if not last.revs or foreign:
            with pytest.raises(NotSavedError, match="después" if foreign else "nada suyo"):
                getattr(store, verb)()
            return
        loaded = getattr(store, verb)()
        source[user].pop()
        target[user].append(self.put(user, last.before))
        assert loaded.plan.values == self.disk
        self.saw(session)

    @rule(session=sessions)
    def poll(self, session: int) -> None:
        loaded = self.stores[session].poll()
        stale = {cell for cell in CELLS if self.moved(session, cell)}
        assert set(loaded.cells if loaded else ()) == stale
        if loaded is not None:
            assert loaded.plan.values == self.disk
        self.saw(session)

    @rule(session=sessions)
    def start_again(self, session: int) -> None:
        self.stores[session].close()
        self.stores[session] = open_store(self.path)
        assert self.stores[session].load().plan.values == self.disk
        self.saw(session)

    @rule(cell=cells, value=values)
    def edit_with_another_program(self, cell: Cell, value: Value | None) -> None:
        """Change the file behind the program's back; what is changed again before it is recorded counts once."""
        with TinyDB(self.path, encoding="utf-8") as db:
            db.table("cells").update({"value": write_value(value)}, where("cell") == str(cell))
        writers = self.writers[cell]
        before, recorded = self.recorded.setdefault(cell, (self.disk.get(cell), len(writers)))
        del writers[recorded:]
        writers += ["root"] if value != before else []
        self.disk.pop(cell, None)
        if value is not None:
            self.disk[cell] = value

    @precondition(lambda self: hasattr(self, "path"))
    @invariant()
    def the_file_agrees_with_the_model_and_with_itself(self) -> None:
        store = open_store(self.path)
        assert store.load().plan.values == self.disk
        assert all("fuera del programa" in problem.text for problem in store.verify())
        for cell, writers in self.writers.items():
            assert [row.by for row in store.history(cell)] == writers
        store.close()

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()


def run(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.file.external.name_of", lambda _number: "root")
    TwoSessions.plan, TwoSessions.monkeypatch = plan, monkeypatch
    run_state_machine_as_test(
        TwoSessions, settings=settings(max_examples=40, stateful_step_count=25, deadline=None, phases=PHASES)
    )


def test_two_sessions_behave_as_the_model(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    run(plan, monkeypatch)


def test_a_store_that_sees_no_conflicts_is_found_out(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.history.conflicts.conflicts", lambda *_arguments: ())
    with pytest.raises((AssertionError, ExceptionGroup, pytest.fail.Exception)):
        run(plan, monkeypatch)
