"""The store of a plan file: what `open_store` returns."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias

from scoring.messages import _
from scoring.model import Cell, CellChange, Plan
from store.documents.json_reading import Document, Tables
from store.errors import NotSavedError, ReadOnlyError, StoreError, StrPath
from store.file.access import read_only_reason
from store.file.opening import Opened, glanced, open_tables
from store.file.seen_heads import SeenHeads, contains, row_hashes
from store.file.storage import MovedError, PlanStorage, UnsyncedError
from store.file.user_and_time import now, user
from store.history.records import as_records, in_order
from store.history.state import Stamp, State, Step, event, step, together
from store.loaded import Glance, Loaded, Problem, Revisions, Rollback, Seen, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.model.fields import Address, Change
    from store.protocol import Memory, Past, Point, Record, RecoverableStore, Recovery

    Decision: TypeAlias = Callable[[State], tuple[Sequence[Change], Stamp]]
    """Returns what is to be written over a state, and under which stamp."""

_ATTEMPTS = 3
"""How often a write starts over because somebody replaced the file without the lock."""


def open_store(where: StrPath, memory: "Memory | None" = None) -> "RecoverableStore":
    """Return the store of the plan file at `where`; nothing is read before `load`.

    With a `memory`, an earlier state in the place of one that it knows is noticed also when it was put there before.
    """
    return FileStore(where, memory)


class FileStore:
    """A plan in one TinyDB file; `store.protocol.RecoverableStore` tells what each method promises."""

    def __init__(self, path: StrPath, memory: "Memory | None" = None) -> None:
        self._storage = PlanStorage(os.path.realpath(path))
        self._read: Tables = {}
        self._opened: Opened | None = None
        self._shown: State | None = None
        self._told = ""
        """Why nothing could be written, as it was told last."""
        self._sound: Mapping[str, Document] = {}
        """The history that was found whole last."""
        self._heads = SeenHeads(self.address, memory)
        self._lost: State | None = None
        """What this store had read before an earlier state took its place."""
        self._rollback: Rollback | None = None

    @property
    def address(self) -> str:
        """The file's path, absolute and without symbolic links."""
        return self._storage.name

    def another(self) -> "FileStore":
        """Return a store of the same file."""
        return FileStore(self._storage.name, self._heads.memory)

    def load(self) -> Loaded:
        """Read the plan, if it is not the one read or written last, and look again whether it can be written."""
        self._opened = None
        return self._loaded(self._refresh())

    def glance(self) -> Glance:
        """Read the plan for whoever does not write it."""
        self._heads.recall()  # before the file is read, as in `_refresh`
        read = glanced(self._storage.name, self._storage.current())
        self._notice(read.plan, read.tables, read.recorded)
        return Glance(read.plan, self._rollback)

    def poll(self) -> Loaded | None:
        """Return the plan if the file has changed."""
        shown, state = self._shown, self._refresh()
        if shown is state:
            return None
        same = shown is not None and (shown.head, shown.plan) == (state.head, state.plan)
        if same and self._read_only == self._told:
            self._shown = state
            return None
        return self._loaded(state)

    def commit(self, batch: "Sequence[Change]", *, note: str = "", base: Revisions | None = None) -> Loaded:
        """Write `batch` as one."""
        from store.protocol import LONGEST_NOTE  # imported here: reading does not need it

        if len(note) > LONGEST_NOTE:
            sentence = _("no se guardó: la nota o el motivo tiene {count} letras y caben {limit}; acórtelo")
            raise NotSavedError(sentence.format(count=len(note), limit=LONGEST_NOTE))
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
    ) -> "tuple[Record, ...]":
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

    def as_of(self, point: "Point") -> "Past":
        """Return the plan as it was."""
        from store.file.past import past_at  # imported here: most only ask how it is

        return past_at(self._storage.path, self._refresh(), point, sound=self._sound)

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

    def recovery(self) -> "Recovery | None":
        """Return what can be done about a damaged file."""
        from store.recovery.restore import examine  # imported here: reading does not need it

        return examine(self._storage.path)

    def restore(self, source: "Path | None") -> Loaded:
        """Put another state of the plan in place of the file."""
        from store.recovery.restore import restored  # imported here: reading does not need it

        return self._replace(lambda: restored(self._storage.path, source, _stamp()))

    def drop(self, name: str) -> None:
        """Delete a kept state."""
        from store.recovery.snapshots import drop  # imported here: reading does not need it

        drop(self._storage.path, name)

    def accept(self) -> Loaded:
        """Go on from an earlier state."""
        from store.recovery.snapshots import keep_until_dropped  # imported here: reading does not need it

        self._refresh()
        if self._rollback and self._rollback.state:
            keep_until_dropped(self._rollback.state)
        self._heads.forget()
        return self.load()

    def put_back(self) -> Loaded:
        """Put back what an earlier state has replaced."""
        self._refresh()
        if lost := self._lost:
            stamp = _stamp(note=_("restaurado: lo que esta sesión había leído"))
            return self._replace(lambda: event(lost, stamp).state.tables)
        if self._rollback is None or self._rollback.state is None:
            raise NotSavedError(_("no se guarda un estado al que volver"))
        return self.restore(self._rollback.state.path)

    def backup(self, folder: "Path | None" = None) -> "Path":
        """Write a verified copy."""
        from store.recovery.backup import back_up  # imported here: reading does not need it

        return back_up(self._storage.path, folder)

    def close(self) -> None:
        """Close the file."""
        self._storage.close()

    def _refresh(self) -> State:
        """Return the state on disk, with what other programs changed in it taken into the history."""
        self._heads.recall()  # before the file is read: what somebody writes meanwhile is not seen yet
        tables = self._storage.current()
        if self._opened is None or tables is not self._read:
            opened = None if self._rollback else self._continued()
            if opened is None:
                opened = open_tables(self._storage.name, tables, self._storage.info, sound=self._sound)
                self._notice(opened.state.plan, opened.state.tables, opened.recorded)
            else:
                self._heads.keep(opened.state.plan.id, opened.recorded)
            if opened.is_sound:
                self._sound = opened.state.tables["history"]
            self._opened, self._read = opened, tables
        return self._opened.state

    def _continued(self) -> Opened | None:
        """Return what was opened before with what others have committed since; None where the file is to be opened."""
        before, step = self._opened, self._storage.step
        if before is None or step is None or step[0] is not self._read or not before.is_continuable:
            return None
        from store.history.continuation import continued  # imported here: reading once does not need it

        state = continued(before.state, step[1])
        if state is None:
            return None
        return Opened(state, {}, read_only_reason(self._storage.name), Seen(state.seq, state.tips))

    def _notice(self, plan: Plan, tables: Tables, recorded: Seen) -> None:
        """Find out whether what was read is an earlier state than one that was seen, or remember it as seen.

        `recorded` is how far the history in the file goes.
        """
        seen = self._heads.of(plan.id)
        if seen in (None, recorded) or contains(self._storage.name, tables, seen):
            self._rollback = self._lost = None
            self._heads.keep(plan.id, recorded)
            return
        from store.recovery.rollback import rollback  # imported here: it is rare

        self._rollback = rollback(self._storage.path, plan, tables, recorded, seen)
        if self._lost is None and self._shown is not None and row_hashes(self._shown.tables).issuperset(seen.tips):
            self._lost = self._shown

    def _replace(self, make: Callable[[], Tables]) -> Loaded:
        """Put the tables that `make` returns in place of the file, and go on from there."""
        try:
            self._storage.overwrite(make)
        except UnsyncedError as error:
            self._heads.forget()
            from store.protocol import MaybeSavedError  # seldom

            raise MaybeSavedError(str(error), self.load()) from error
        self._heads.forget()
        return self.load()

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
        from store.history.completion import completed, effective
        from store.history.conflicts import conflicts, refuse

        try:
            with self._storage.transaction() as storage:
                state = self._refresh()
                if self._rollback:
                    raise ReadOnlyError(self._rollback.sentence)
                changes, stamp = decide(state)
                changes = completed(state, changes, stamp)
                changed = accept(state.plan, changes, again=bool(stamp.of))
                if state.plan.acts and not stamp.of:
                    from scoring.year.amending import check_reason  # imported here: a plan may have no acts yet

                    check_reason(state.plan, changed, changes, stamp.note)
                if base is not None:
                    refuse(conflicts(state, changes, base, seen), state.plan)
                # A note alone is worth a record, and an undo has to be on record even where it changes no value.
                if not (stamp.note or stamp.of):
                    changes = effective(state, changes)
                if not changes:
                    return self._loaded(state)
                done = self._stage(storage, step(state, changes, changed, stamp))
        except UnsyncedError as error:
            from store.protocol import MaybeSavedError  # seldom

            raise MaybeSavedError(str(error), self._written(state, done, stamp, changes)) from error
        return self._written(state, done, stamp, changes)

    def _stage(self, storage: PlanStorage, done: Step) -> State:
        """Stage what a step put in place, and return its state: with less history where old rows were sealed."""
        from store.file.segments import seal  # imported here: reading does not need it

        if self._opened is None:
            raise AssertionError
        if self._opened.read_only:
            raise ReadOnlyError(self._opened.read_only)
        unwritten, before = self._opened.unwritten, self._opened.state
        tables = seal(self._storage.path, done.state.tables, before.seq, done.state.seq)
        if unwritten is None or tables is not done.state.tables:
            storage.stage(tables, None)
        else:
            storage.stage(tables, together(unwritten, done.documents))
        return done.state._replace(tables=tables)

    def _written(self, before: State, now: State, stamp: Stamp, changes: "Sequence[Change]") -> Loaded:
        from store.file.syslog_head import anchor  # imported here: reading does not need it
        from store.recovery.snapshots import is_to_be_thinned, thin  # imported here: reading does not need it

        if is_to_be_thinned(before.seq, now.seq, self._storage.info.st_size):
            thin(self._storage.path, datetime.now(UTC))
        seen = Seen(now.seq, now.tips)
        self._opened, self._read, self._sound = Opened(now, {}, "", seen), now.tables, now.tables["history"]
        self._heads.keep(now.plan.id, seen)
        mine = tuple(change.cell for change in changes if isinstance(change, CellChange))
        changed = mine if self._shown is before else _changed(self._shown, now)
        loaded = self._loaded(now, changed)._replace(batch=stamp.batch)
        anchor(loaded, stamp.by)
        return loaded

    def _loaded(self, state: State, changed: tuple[Cell, ...] | None = None) -> Loaded:
        cells = _changed(self._shown, state) if changed is None else changed
        self._shown = state
        self._told = self._read_only
        return Loaded(state.plan, state.revs, state.head, state.seq, "", cells, self._told, self._rollback)

    @property
    def _read_only(self) -> str:
        """Why nothing can be written now."""
        own = "" if self._opened is None else self._opened.read_only
        return own or (self._rollback.sentence if self._rollback else "")


def _changed(before: State | None, now: State) -> tuple[Cell, ...]:
    if before is None:
        return tuple(now.ids)
    old, new = before.plan.values, now.plan.values
    return tuple(
        cell for cell in now.ids if before.revs.get(cell) != now.revs.get(cell) or old.get(cell) != new.get(cell)
    )


def _stamp(*, note: str = "") -> Stamp:
    return Stamp(now(), user(), os.urandom(4).hex(), note)
