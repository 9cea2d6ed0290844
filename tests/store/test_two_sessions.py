"""Two sessions on one plan, in any order of steps, against a model of what each must see and be refused."""

import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

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
from tinydb.table import Document

from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Mark, Plan
from scoring.model.fields import Change, Field, FieldChange
from scoring.model.plain_values import plain, write_value
from store import ConflictError, Loaded, NotSavedError, PlanStore, create, file_store, open_store
from store.documents.fields import document_of, with_kept_value
from store.file import opening
from store.history import conflicts
from store.history.state import value_at

CELLS = [Cell("4", "efectivas", month) for month in (1, 2, 3)] + [Cell("7", "base")]
FIELDS = [
    Field("4", "weight"),
    Field("4", "text.goal"),
    Field("7", "target"),
    Field("objective.1", "weight"),
    Field("action.1.1", "text"),
    Field("plan", "process"),
]
Address: TypeAlias = Cell | Field
ADDRESSES: list[Address] = [*CELLS, *FIELDS]
USERS = ("ana", "luis")
PHASES = tuple(phase for phase in Phase if phase is not Phase.shrink)
"""Shrinking these runs takes minutes and a run is short enough to read as it is."""

figures = st.integers(-2, 2).map(Decimal)
weights = st.sampled_from([Decimal(-1), Decimal(0), Decimal("0.5"), Decimal("0.40")])
texts = st.sampled_from(["", "Facturar", "Ñ 5 %"])


def values(address: Address) -> st.SearchStrategy[Any]:
    """Return values of the type that a cell or field holds, some of which the plan refuses."""
    if isinstance(address, Cell):
        return st.none() | st.just(Mark.NP) | figures
    match address.name:
        case "weight":
            return weights
        case "target":
            return st.none() | figures
    return texts


addresses = st.sampled_from(ADDRESSES)
changes = addresses.flatmap(lambda address: st.tuples(st.just(address), values(address)))
batches = st.lists(changes, min_size=1, max_size=4).map(dict)
sessions = st.sampled_from(range(len(USERS)))
Batch = dict[Address, Any]


def refused(address: Address, value: Any) -> bool:
    """Whether the plan does not take a value there, whatever else it holds."""
    if isinstance(address, Cell):
        return address.month is None and (value is Mark.NP or (value is not None and value <= 0))
    return address.name == "weight" and value < 0


class Done(NamedTuple):
    """A batch that can be undone or redone: what its cells and fields held before, and the revision it gave them."""

    before: Batch
    revs: dict[Address, int]


class TwoSessions(RuleBasedStateMachine):
    """What is on disk as a dictionary, and who changed each cell and field, change by change."""

    plan: Plan
    monkeypatch: pytest.MonkeyPatch

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "plan.json"
        create(self.path, self.plan)
        self.disk: Batch = {address: value_at(self.plan, address) for address in ADDRESSES}
        self.writers: dict[Address, list[str]] = {address: [] for address in ADDRESSES}
        self.recorded: dict[Address, tuple[Any, int]] = {}
        self.undoable: dict[str, list[Done]] = {user: [] for user in USERS}
        self.redoable: dict[str, list[Done]] = {user: [] for user in USERS}
        self.stores: list[PlanStore] = [open_store(self.path) for _user in USERS]
        self.revs = [dict(store.load().revs) for store in self.stores]
        self.seen = [dict(self.disk) for _user in USERS]

    @property
    def expected(self) -> Plan:
        return self.plan.with_changes(
            CellChange(address, value) if isinstance(address, Cell) else FieldChange(address, value)
            for address, value in self.disk.items()
        )

    def become(self, session: int) -> PlanStore:
        self.monkeypatch.setattr(file_store, "user", lambda: USERS[session])
        return self.stores[session]

    def saw(self, session: int, loaded: Loaded | None) -> None:
        self.seen[session] = dict(self.disk)
        self.revs[session] = {
            address: len(writers) for address, writers in self.writers.items() if writers or isinstance(address, Cell)
        }
        if loaded is not None:
            assert loaded.plan == self.expected
            assert {a: rev for a, rev in loaded.revs.items() if a in self.writers} == self.revs[session]

    def put(self, user: str, batch: Batch) -> Done:
        done = Done({}, {})
        for address, value in batch.items():
            if self.disk[address] == value:
                continue
            done.before[address] = self.disk[address]
            self.disk[address] = value
            self.writers[address].append(user)
            done.revs[address] = len(self.writers[address])
        if done.revs:
            self.recorded = {}
        return done

    def moved(self, session: int, address: Address) -> bool:
        """Whether a cell or field is not as the session last saw it."""
        same_rev = self.revs[session].get(address, 0) == len(self.writers[address])
        return not same_rev or self.seen[session][address] != self.disk[address]

    @rule(session=sessions, batch=batches, careful=st.booleans())
    def commit(self, session: int, batch: Batch, *, careful: bool) -> None:
        user, store = USERS[session], self.become(session)
        base = self.revs[session] if careful else None
        wanted: list[Change] = [
            CellChange(address, value) if isinstance(address, Cell) else FieldChange(address, value)
            for address, value in batch.items()
        ]
        stale = {
            address
            for address, value in batch.items()
            if careful and self.moved(session, address) and self.disk[address] != value
        }
        if any(refused(address, value) for address, value in batch.items()):
            with pytest.raises(PlanError, match=r"negativo|mayor que cero|no puede ser NP"):
                store.commit(wanted, base=base)
            return
        if stale:
            with pytest.raises(ConflictError) as caught:
                store.commit(wanted, base=base)
            for conflict in caught.value.conflicts:
                assert isinstance(conflict.address, Cell | Field)
                assert conflict.theirs == self.disk[conflict.address]
                writer = self.writers[conflict.address][-1]
                assert conflict.by == ("otro programa" if writer == "root" else writer)
            assert {conflict.address for conflict in caught.value.conflicts} == stale
            return
        loaded = store.commit(wanted, base=base)
        done = self.put(user, batch)
        assert bool(loaded.batch) == bool(done.revs)
        if done.revs:
            self.undoable[user].append(done)
            self.redoable[user].clear()
        self.saw(session, loaded)

    @rule(session=sessions)
    def undo(self, session: int) -> None:
        self.reverse(session, self.undoable, self.redoable, "undo")

    @rule(session=sessions)
    def redo(self, session: int) -> None:
        self.reverse(session, self.redoable, self.undoable, "redo")

    def reverse(self, session: int, source: dict[str, list[Done]], target: dict[str, list[Done]], verb: str) -> None:
        user, store = USERS[session], self.become(session)
        last = source[user][-1] if source[user] else Done({}, {})
        foreign = any(writer != user for address, rev in last.revs.items() for writer in self.writers[address][rev:])
        if not last.revs or foreign:
            with pytest.raises(NotSavedError, match="después" if foreign else "nada suyo"):
                getattr(store, verb)()
            return
        loaded = getattr(store, verb)()
        source[user].pop()
        target[user].append(self.put(user, last.before))
        self.saw(session, loaded)

    @rule(session=sessions)
    def poll(self, session: int) -> None:
        loaded = self.stores[session].poll()
        stale = {address for address in ADDRESSES if self.moved(session, address)}
        assert set(loaded.cells if loaded else ()) == stale & set(CELLS)
        assert loaded is not None or not stale
        self.saw(session, loaded)

    @rule(session=sessions)
    def start_again(self, session: int) -> None:
        self.stores[session].close()
        self.stores[session] = self.stores[1 - session].another()
        self.saw(session, self.stores[session].load())

    @rule(change=changes)
    def edit_with_another_program(self, change: tuple[Address, Any]) -> None:
        """Change the file behind the program's back; what is changed again before it is recorded counts once."""
        address, value = change
        if refused(address, value):
            return
        with TinyDB(self.path, encoding="utf-8") as db:
            if isinstance(address, Cell):
                db.table("cells").update({"value": write_value(value)}, where("cell") == str(address))
            else:
                table, id_ = document_of(json.loads(self.path.read_bytes()), address)
                document = db.table(table).get(doc_id=int(id_))
                assert isinstance(document, Document)
                db.table(table).update(with_kept_value(document, address, plain(value)), doc_ids=[int(id_)])
        writers = self.writers[address]
        before, recorded = self.recorded.setdefault(address, (self.disk[address], len(writers)))
        del writers[recorded:]
        writers += ["root"] if value != before else []
        self.disk[address] = value

    @precondition(lambda self: hasattr(self, "path"))
    @invariant()
    def the_file_agrees_with_the_model_and_with_itself(self) -> None:
        store = open_store(self.path)
        assert store.load().plan == self.expected
        assert all("fuera del programa" in problem.text for problem in store.verify())
        for address, writers in self.writers.items():
            told = [writer for writer in writers if isinstance(address, Cell) or writer != "root"]
            assert [row.by for row in store.history(address)] == told
        store.close()

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        self.folder.cleanup()


def run(plan: Plan, monkeypatch: pytest.MonkeyPatch, examples: int = 40) -> None:
    monkeypatch.setattr(opening, "name_of", lambda _number: "root")
    TwoSessions.plan, TwoSessions.monkeypatch = plan, monkeypatch
    run_state_machine_as_test(
        TwoSessions, settings=settings(max_examples=examples, stateful_step_count=25, deadline=None, phases=PHASES)
    )


def test_two_sessions_behave_as_the_model(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    run(plan, monkeypatch)


def test_a_store_that_sees_no_conflicts_is_found_out(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "conflicts", lambda *_arguments: ())
    with pytest.raises((AssertionError, ExceptionGroup, pytest.fail.Exception)):
        run(plan, monkeypatch, examples=1_000)  # it ends with the first that finds it out
