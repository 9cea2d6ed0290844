"""The store of a plan file: what `open_store` returns."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from scoring.model import Cell, CellChange
from store.documents.decoding import Tables
from store.errors import MaybeSavedError, ReadOnlyError, StoreError
from store.file.external import Intake, taken_in
from store.file.identity import now, user
from store.file.storage import MovedError, PlanStorage, UnsyncedError
from store.history.records import as_rows, in_order
from store.history.state import Stamp, State, Step, step
from store.protocol import Loaded, PlanStore, Problem, Record, Recovery, Snapshot

_ATTEMPTS = 3
"""How often a write starts over because somebody replaced the file without the lock."""


def open_store(path: Path | str) -> PlanStore:
    """Return the store of the plan file at `path`; nothing is read before `load`."""
    return FileStore(Path(path))


class FileStore:
    """A plan in one TinyDB file; `store.protocol.PlanStore` tells what each method promises."""

    def __init__(self, path: Path) -> None:
        self._storage = PlanStorage(Path(os.path.realpath(path)))
        self._read: Tables = {}
        self._intake: Intake | None = None
        self._shown: State | None = None

    @property
    def address(self) -> str:
        """Where the plan is."""
        return str(self._storage.path)

    def another(self) -> PlanStore:
        """Return a store of the same plan."""
        return FileStore(self._storage.path)

    def load(self) -> Loaded:
        """Read the plan, if it is not the one read or written last, and look again whether it can be written."""
        self._intake = None
        return self._loaded(self._refresh())

    def poll(self) -> Loaded | None:
        """Return the plan if the file has changed."""
        shown, state = self._shown, self._refresh()
        if shown is state:
            return None
        if shown is not None and (shown.head, shown.plan) == (state.head, state.plan):
            self._shown = state
            return None
        return self._loaded(state)

    def commit(
        self, changes: Sequence[CellChange], *, note: str = "", base: Mapping[Cell, int] | None = None
    ) -> Loaded:
        """Write `changes` as one batch."""
        from store.history.conflicts import conflicts, refuse  # whoever only reads does without

        wanted = tuple(CellChange(cell, value) for cell, value in dict(changes).items())

        seen = self._shown

        def batch(state: State) -> tuple[Sequence[CellChange], Stamp]:
            if base is not None:
                refuse(conflicts(state, wanted, base, seen), state.plan)
            return wanted, _stamp(note=note)

        return self._write(batch)

    def undo(self) -> Loaded:
        """Take back this person's latest batch."""
        from store.history import undo  # whoever only reads does without

        return self._write(lambda state: undo.undo(state, _stamp()))

    def redo(self) -> Loaded:
        """Put back the batch taken back last."""
        from store.history import undo  # whoever only reads does without

        return self._write(lambda state: undo.redo(state, _stamp()))

    def history(self, cell: Cell | None = None) -> tuple[Record, ...]:
        """Return the changes, oldest first."""
        from store.file.segments import segments  # whoever only reads figures does without

        rows = self._refresh().history()
        for _name, tables in segments(self._storage.path, self._read):
            rows = (() if isinstance(tables, StoreError) else as_rows(in_order(tables["history"]))) + rows
        return rows if cell is None else tuple(row for row in rows if row.cell == cell)

    def verify(self) -> tuple[Problem, ...]:
        """Check the file against itself."""
        from store.recovery.verification import verify_all  # whoever only reads does without

        return verify_all(self._storage.path, self._storage.current())

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the earlier states of the file that are kept."""
        from store.recovery.snapshots import snapshots  # whoever only reads does without

        return snapshots(self._storage.path)

    def recovery(self) -> Recovery | None:
        """Return what can be done about a damaged file."""
        from store.recovery.restoration import examine  # whoever only reads does without

        return examine(self._storage.path)

    def restore(self, source: Path | None) -> Loaded:
        """Put another state of the plan in place of the file."""
        from store.recovery.restoration import restored  # whoever only reads does without

        tables = restored(self._storage.path, source, _stamp())
        try:
            self._storage.overwrite(tables)
        except UnsyncedError as error:
            raise MaybeSavedError(str(error), self.load()) from error
        return self.load()

    def backup(self, folder: Path | None = None) -> Path:
        """Write a verified copy."""
        from store.recovery.backup import back_up  # whoever only reads does without

        return back_up(self._storage.path, folder)

    def close(self) -> None:
        """Let go of the file."""
        self._storage.close()

    def _refresh(self) -> State:
        """Return the state on disk, with what other programs changed in it taken into the history."""
        tables = self._storage.current()
        if self._intake is None or tables is not self._read:
            self._intake = taken_in(self._storage.path, tables, self._storage.info)
            self._read = tables
        return self._intake.state

    def _write(self, batch: Callable[[State], tuple[Sequence[CellChange], Stamp]]) -> Loaded:
        from store.file.signals import held  # whoever only reads does without

        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with held():
                    return self._write_once(batch)
            except MovedError:
                if attempt == _ATTEMPTS:
                    raise
        raise AssertionError

    def _write_once(self, batch: Callable[[State], tuple[Sequence[CellChange], Stamp]]) -> Loaded:
        try:
            with self._storage.transaction() as storage:
                state = self._refresh()
                changes, stamp = batch(state)
                # A note is news of its own, and an undo has to be on record even where it changes no figure.
                if not (stamp.note or stamp.of):
                    changes = [item for item in changes if state.plan.values.get(item.cell) != item.value]
                if not changes:
                    return self._loaded(state)
                done = self._stage(storage, step(state, changes, stamp))
        except UnsyncedError as error:
            raise MaybeSavedError(str(error), self._written(state, done, stamp, changes)) from error
        return self._written(state, done, stamp, changes)

    def _stage(self, storage: PlanStorage, done: Step) -> State:
        """Stage what a step put in place, and return its state: with less history where old rows were sealed."""
        from store.file.segments import seal  # whoever only reads does without

        if self._intake is None:
            raise AssertionError
        if self._intake.read_only:
            raise ReadOnlyError(self._intake.read_only)
        unwritten, tables = self._intake.unwritten, seal(self._storage.path, done.state.tables)
        if unwritten is None or tables is not done.state.tables:
            storage.stage(tables, None)
        else:
            cells, history = unwritten["cells"] | done.cells, unwritten["history"] | done.history
            storage.stage(tables, {"cells": cells, "history": history})
        return done.state._replace(tables=tables)

    def _written(self, before: State, now: State, stamp: Stamp, changes: Sequence[CellChange]) -> Loaded:
        from store.file.syslog_head import anchor  # whoever only reads does without
        from store.recovery.snapshots import EVERY, thin  # whoever only reads does without

        if now.seq // EVERY != before.seq // EVERY:
            thin(self._storage.path, datetime.now(UTC))
        self._intake, self._read = Intake(now, {"cells": {}, "history": {}}, ""), now.tables
        mine = tuple(change.cell for change in changes)
        changed = mine if self._shown is before else _changed(self._shown, now)
        loaded = self._loaded(now, changed)._replace(batch=stamp.batch)
        anchor(loaded, stamp.by)
        return loaded

    def _loaded(self, state: State, changed: tuple[Cell, ...] | None = None) -> Loaded:
        cells = _changed(self._shown, state) if changed is None else changed
        self._shown = state
        read_only = "" if self._intake is None else self._intake.read_only
        return Loaded(state.plan, state.revs, state.head, state.seq, "", cells, read_only)


def _changed(before: State | None, now: State) -> tuple[Cell, ...]:
    if before is None:
        return tuple(now.revs)
    old, new = before.plan.values, now.plan.values
    return tuple(
        cell for cell, rev in now.revs.items() if before.revs.get(cell) != rev or old.get(cell) != new.get(cell)
    )


def _stamp(*, note: str = "") -> Stamp:
    return Stamp(now(), user(), os.urandom(4).hex(), note)
