"""What the rest of the program knows of a plan's store; what stands behind it can be replaced."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from scoring.model import Cell, CellChange, Plan, Value


class Loaded(NamedTuple):
    """The plan as it stood at one moment."""

    plan: Plan
    revs: Mapping[Cell, int]
    """Every cell's revision; hand the ones you showed back to `commit` as its `base`."""
    head: str
    """The hash that stands for the whole history, to be printed where a later forgery should show."""
    seq: int
    """The number of the newest change."""
    batch: str = ""
    """The batch that this commit, undo or redo made; empty when nothing had to be written."""
    cells: tuple[Cell, ...] = ()
    """The cells that differ from what this store last returned: those to paint again."""
    read_only: str = ""
    """Why nothing can be written, as a sentence; empty when it can."""


class RecordKind(StrEnum):
    """How a row of the history came about."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    EXTERNAL = "external"
    """Somebody changed the file with another program; this program noticed and recorded it."""
    EVENT = "event"
    """Something other than a figure: the note says what (a restore, a migration, a change of the plan's texts)."""


class Record(NamedTuple):
    """One change of one cell."""

    seq: int
    """Its number in the order of time, from 1."""
    at: str
    """When: ISO 8601, UTC."""
    by: str
    """The OS user, with the login behind sudo in brackets."""
    batch: str
    """What was written together shares this."""
    cell: Cell | None
    """None for an event that concerns no cell."""
    old: Value | None
    new: Value | None
    note: str
    rev: int
    """The cell's revision from this change on."""
    origin: RecordKind
    of: str
    """The batch that an undo or redo concerns; empty otherwise."""
    hash: str


class Problem(NamedTuple):
    """Something that `verify` found."""

    where: str
    """The document, row or file it was found in."""
    text: str


class Snapshot(NamedTuple):
    """A state that the plan file had before a commit replaced it."""

    path: Path
    at: datetime
    """When that state was written, UTC."""


class Recovery(NamedTuple):
    """What there is to go on with when the file is no plan any more."""

    problem: str
    """What is wrong, as a sentence."""
    where: str
    """The line, table or document that shows it; empty where there is none to name."""
    snapshot: Snapshot | None
    """The newest earlier state that is sound: open it with `open_store(snapshot.path)`, or `restore` it."""
    salvaged: Plan | None
    """The plan that can be got out of the damaged file itself: `restore(None)` puts it in place."""
    left_out: str
    """What of the damaged file the salvaged plan leaves out, as a sentence."""


class PlanStore(Protocol):
    """One plan, shared by everyone who has it open. Every error is a `scoring.errors.PlanError`.

    Not thread-safe: one thread at a time. `commit`, `undo` and `redo` take milliseconds and can wait up to five
    seconds for another writer, so an application calls them in a worker thread.
    """

    @property
    def address(self) -> str:
        """Where the plan is, for sentences."""

    def another(self) -> "PlanStore":
        """Return a store of the same plan, for another thread."""

    def load(self) -> Loaded:
        """Read the plan; `DamagedError` when the file is not one."""

    def poll(self) -> Loaded | None:
        """Return the plan if the file has changed since the last load, poll or write here, else None.

        Costs one `stat` when nothing has changed. `Loaded.cells` names what to paint again.
        """

    def commit(
        self, changes: Sequence[CellChange], *, note: str = "", base: Mapping[Cell, int] | None = None
    ) -> Loaded:
        """Write `changes` as one batch, all or none; on disk when this returns.

        `base` holds the revisions the writer saw: a cell that somebody has changed since raises `ConflictError`,
        unless it holds the wanted figure already. Cells missing from `base`, and all cells when it is None, are
        written over whatever is there. Changes that change nothing are left out, unless there
        is a note to keep.

        Raises `NotSavedError` when nothing was written, `MaybeSavedError` (with the new state) when it was but
        the disk would not confirm it.
        """

    def history(self, cell: Cell | None = None) -> tuple[Record, ...]:
        """Return the changes of `cell`, or all of them, oldest first, sealed segments included."""

    def undo(self) -> Loaded:
        """Take back this person's latest batch that still stands, and record that; errors as for `commit`.

        Refused with the reason when there is none, or somebody else has changed one of its cells since.
        """

    def redo(self) -> Loaded:
        """Put back this person's batch that was taken back last, unless they have changed something since."""

    def verify(self) -> tuple[Problem, ...]:
        """Check chain, revisions and figures against each other; empty when all agree."""

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the earlier states of the file that are kept, newest first."""

    def recovery(self) -> Recovery | None:
        """Return what can be done after `load` raised DamagedError; None when the file is a plan."""

    def restore(self, source: Path | None) -> Loaded:
        """Put the plan in `source`, a snapshot or a backup, or with None what can be salvaged, in place of the file.

        What the file was is kept among the snapshots, and the history records the restoration. Refused for another
        plan's file and for one that is damaged itself; errors as for `commit`.
        """

    def backup(self, folder: Path | None = None) -> Path:
        """Write a copy to `folder` (by default `respaldos` beside the plan), read it back, and return its path.

        Raises StoreError when the plan is not sound, or the copy cannot be written or does not read back the same.
        """

    def close(self) -> None:
        """Let go of the file."""
