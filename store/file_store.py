"""The store of a plan file: what `open_store` returns."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from scoring.model import Cell, CellChange
from store.documents.json_reading import Tables
from store.errors import ReadOnlyError, StoreError
from store.file.opening import Opened, open_tables
from store.file.storage import MovedError, PlanStorage, UnsyncedError
from store.file.user_and_time import now, user
from store.history.records import as_records, in_order
from store.history.state import Stamp, State, Step, step, together, value_at
from store.protocol import Loaded, MaybeSavedError, Problem, Record, RecoverableStore, Recovery, Revisions, Snapshot

if TYPE_CHECKING:
    from scoring.model.fields import Address, Change

    Decision: TypeAlias = Callable[[State], tuple[Sequence[Change], Stamp]]
    """Returns what is to be written over a state, and under which stamp."""

_ATTEMPTS = 3
"""How often a write starts over because somebody replaced the file without the lock."""


def open_store(where: Path | str) -> RecoverableStore:
    """Return the store of the plan file at `where`; nothing is read before `load`."""
    return FileStore(Path(where))


class FileStore:
    """A plan in one TinyDB file; `store.protocol.RecoverableStore` tells what each method promises."""

    def __init__(self, path: Path) -> None:
        self._storage = PlanStorage(Path(os.path.realpath(path)))
        self._read: Tables = {}
        self._opened: Opened | None = None
        self._shown: State | None = None

    @property
    def address(self) -> str:
        """The file's path, absolute and without symbolic links."""
        return str(self._storage.path)

    def another(self) -> "FileStore":
        """Return a store of the same file."""
        return FileStore(self._storage.path)

    def load(self) -> Loaded:
        """Read the plan, if it is not the one read or written last, and look again whether it can be written."""
        self._opened = None
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

    def commit(self, batch: "Sequence[Change]", *, note: str = "", base: Revisions | None = None) -> Loaded:
        """Write `batch` as one."""
        last = {change[0]: change for change in batch}
        wanted = tuple(last.values())
        return self._write(lambda _state: (wanted, _stamp(note=note)), base)

    def undo(self) -> Loaded:
        """Take back this person's latest batch."""
        from store.history import undo  # imported here: reading does not need it

        return self._write(lambda state: undo.undo(state, _stamp()))

    def redo(self) -> Loaded:
        """Put back the batch taken back last."""
        from store.history import undo  # imported here: reading does not need it

        return self._write(lambda state: undo.redo(state, _stamp()))

    def history(
        self,
        cell: "Address | None" = None,
        *,
        by: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        batch: str | None = None,
    ) -> tuple[Record, ...]:
        """Return the records asked for, oldest first."""
        from store.file.segments import segments  # imported here: reading values does not need it
        from store.history.queries import Wanted, found

        histories = [self._refresh().tables["history"]]
        for _name, tables in segments(self._storage.path, self._read):
            if not isinstance(tables, StoreError):
                histories.append(tables["history"])
        wanted = Wanted(cell, by, since, until, batch)
        if wanted == Wanted():
            return as_records(row for history in reversed(histories) for row in in_order(history))
        return as_records(found(histories, wanted))

    def notes(self) -> Mapping[Cell, str]:
        """Return the latest note of each cell."""
        from store.history.notes import latest_notes  # imported here: reading values does not need it

        return latest_notes(self.history())

    def verify(self) -> tuple[Problem, ...]:
        """Check the file against itself."""
        from store.recovery.verification import verify_all  # imported here: reading does not need it

        return verify_all(self._storage.path, self._storage.current())

    def states(self) -> tuple[Snapshot, ...]:
        """Return the earlier states of the file that are kept."""
        from store.recovery.snapshots import snapshots  # imported here: reading does not need it

        return snapshots(self._storage.path)

    def recovery(self) -> Recovery | None:
        """Return what can be done about a damaged file."""
        from store.recovery.restore import examine  # imported here: reading does not need it

        return examine(self._storage.path)

    def restore(self, source: Path | None) -> Loaded:
        """Put another state of the plan in place of the file."""
        from store.recovery.restore import restored  # imported here: reading does not need it

        try:
            self._storage.overwrite(lambda: restored(self._storage.path, source, _stamp()))
        except UnsyncedError as error:
            raise MaybeSavedError(str(error), self.load()) from error
        return self.load()

    def backup(self, folder: Path | None = None) -> Path:
        """Write a verified copy."""
        from store.recovery.backup import back_up  # imported here: reading does not need it

        return back_up(self._storage.path, folder)

    def close(self) -> None:
        """Close the file."""
        self._storage.close()

    def _refresh(self) -> State:
        """Return the state on disk, with what other programs changed in it taken into the history."""
        tables = self._storage.current()
        if self._opened is None or tables is not self._read:
            self._opened = open_tables(self._storage.path, tables, self._storage.info)
            self._read = tables
        return self._opened.state

    def _write(self, decide: "Decision", base: Revisions | None = None) -> Loaded:
        from store.file.signals import held  # imported here: reading does not need it

        seen = self._shown
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                with held():
                    return self._write_once(decide, base, seen)
            except MovedError:
                if attempt == _ATTEMPTS:
                    raise
        raise AssertionError

    def _write_once(self, decide: "Decision", base: Revisions | None, seen: State | None) -> Loaded:
        from scoring.entry.acceptance import accept  # imported here: reading does not need it
        from store.history.conflicts import conflicts, refuse

        try:
            with self._storage.transaction() as storage:
                state = self._refresh()
                changes, stamp = decide(state)
                accept(state.plan, changes)
                if base is not None:
                    refuse(conflicts(state, changes, base, seen), state.plan)
                # A note alone is worth a record, and an undo has to be on record even where it changes no value.
                if not (stamp.note or stamp.of):
                    changes = [change for change in changes if value_at(state.plan, change[0]) != change.value]
                if not changes:
                    return self._loaded(state)
                done = self._stage(storage, step(state, changes, stamp))
        except UnsyncedError as error:
            raise MaybeSavedError(str(error), self._written(state, done, stamp, changes)) from error
        return self._written(state, done, stamp, changes)

    def _stage(self, storage: PlanStorage, done: Step) -> State:
        """Stage what a step put in place, and return its state: with less history where old rows were sealed."""
        from store.file.segments import seal  # imported here: reading does not need it

        if self._opened is None:
            raise AssertionError
        if self._opened.read_only:
            raise ReadOnlyError(self._opened.read_only)
        unwritten, tables = self._opened.unwritten, seal(self._storage.path, done.state.tables)
        if unwritten is None or tables is not done.state.tables:
            storage.stage(tables, None)
        else:
            storage.stage(tables, together(unwritten, done.documents))
        return done.state._replace(tables=tables)

    def _written(self, before: State, now: State, stamp: Stamp, changes: "Sequence[Change]") -> Loaded:
        from store.file.syslog_head import anchor  # imported here: reading does not need it
        from store.recovery.snapshots import EVERY, thin  # imported here: reading does not need it

        if now.seq // EVERY != before.seq // EVERY:
            thin(self._storage.path, datetime.now(UTC))
        self._opened, self._read = Opened(now, {}, ""), now.tables
        mine = tuple(change.cell for change in changes if isinstance(change, CellChange))
        changed = mine if self._shown is before else _changed(self._shown, now)
        loaded = self._loaded(now, changed)._replace(batch=stamp.batch)
        anchor(loaded, stamp.by)
        return loaded

    def _loaded(self, state: State, changed: tuple[Cell, ...] | None = None) -> Loaded:
        cells = _changed(self._shown, state) if changed is None else changed
        self._shown = state
        read_only = "" if self._opened is None else self._opened.read_only
        return Loaded(state.plan, state.revs, state.head, state.seq, "", cells, read_only)


def _changed(before: State | None, now: State) -> tuple[Cell, ...]:
    if before is None:
        return tuple(now.ids)
    old, new = before.plan.values, now.plan.values
    return tuple(
        cell for cell in now.ids if before.revs.get(cell) != now.revs.get(cell) or old.get(cell) != new.get(cell)
    )


def _stamp(*, note: str = "") -> Stamp:
    return Stamp(now(), user(), os.urandom(4).hex(), note)
