"""What the rest of the program knows of a plan's store; the engine behind it can be replaced."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeAlias

from scoring.model import Cell, Plan
from store.errors import StoreError
from store.loaded import Glance, Loaded, Problem, RecordKind, Revisions, Seen, Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from scoring.model.acts import Act
    from scoring.model.fields import Address, Change, Field
    from scoring.model.structure import Node

Point: TypeAlias = datetime | int
"""A point of a plan's history: an aware moment, or the number of a row, after which it is."""


class Memory(Protocol):
    """What a person has seen of plans, kept from one run of the program to the next."""

    def last(self, address: str) -> Mapping[str, Seen]:
        """Return what was seen last of the plans that were at `address`, by their ids."""

    def keep(self, address: str, plan: str, seen: Seen) -> None:
        """Keep what was seen of the plan with the id `plan` at `address`."""


class Past(NamedTuple):
    """The plan as it stood at an earlier point of its history."""

    plan: Plan
    head: str
    """The hash of the history up to then."""
    seq: int
    """The number of the last row that it has, 0 where it has none."""
    at: str
    """When that row was written, or the plan was made: ISO 8601."""

    @property
    def moment(self) -> datetime | None:
        """The same as an aware time; None where another program has put something else there."""
        with suppress(ValueError):
            moment = datetime.fromisoformat(self.at)
            return moment if moment.tzinfo else None
        return None


class MaybeSavedError(StoreError):
    """The change is in the file, and everybody sees it, but the disk did not confirm it against a power cut."""

    def __init__(self, sentence: str, loaded: Loaded) -> None:
        super().__init__(sentence)
        self.loaded = loaded


LONGEST_NOTE: Final = 4000
"""Letters of a note or a reason: every row of its batch has it."""
NOTE_EMPTIED: Final = " "
"""The note that takes a cell's note away."""


class Record(NamedTuple):
    """One change of one cell, field, node or act, or an event."""

    seq: int
    """Its number in the order of time, from 1."""
    at: str
    """When: ISO 8601, UTC."""
    by: str
    """The OS user, with the login behind sudo in brackets; the file's owner where it was done `outside`."""
    batch: str
    """What was written together shares this."""
    cell: Cell | None
    """What was changed is a cell, a field, a node or an act; the others are None, and all of them for an event."""
    field: "Field | None"
    node: "Node | None"
    act: "Act | None"
    old: Any
    """A cell's value, or a field's as the model holds it; of a node its Placed, of an act its value, None where it was
    not there. Of an act that undo never takes back it is None too: the record that put it there has it."""
    new: Any
    note: str
    rev: int
    """The revision of the cell, field or node from this change on."""
    kind: RecordKind
    of: str
    """The batch that an undo or redo concerns; empty otherwise."""
    hash: str
    outside: bool = False
    """Whether another program did it: who is not known."""

    @property
    def address(self) -> "Address | None":
        """What was changed; None for an event."""
        return self.cell or self.field or self.node or self.act


class Recovery(NamedTuple):
    """What can be used instead when the file is no plan any more."""

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

    Not thread-safe: one thread at a time, and `another` for another. `commit`, `undo` and `redo` take milliseconds and
    can wait up to five seconds for another writer, so an application calls them in a worker thread.
    """

    @property
    def address(self) -> str:
        """What names the plan in sentences, drafts and exports: the same text whichever way it was opened."""

    def load(self) -> Loaded:
        """Read the plan; `DamagedError` when what is kept is not one."""

    def glance(self) -> Glance:
        """Read the plan for whoever does not write it; errors as for `load`.

        Whether its history is whole, what other programs have changed, and so whether it can be written and under which
        head, is not worked out: that takes as long as all the rest.
        """

    def poll(self) -> Loaded | None:
        """Return the plan if it has changed since the last load, poll or write here, else None.

        Costs one `stat` when nothing has changed. `Loaded.cells` names what to paint again.
        """

    def commit(self, batch: "Sequence[Change]", *, note: str = "", base: Revisions | None = None) -> Loaded:
        """Write `batch`, changes of cells and of the definition, all or none; on disk when this returns.

        Raises PlanError where the plan that the whole batch would give does not take it: `accept` of
        `scoring.entry.acceptance` says what is asked.

        Values that have no place any more, since their variable or indicator is taken out, are cleared with it; an id
        that an indicator once had is refused for another.

        `base` holds the revisions the writer saw: what somebody has changed since raises `ConflictError`, unless it
        holds the wanted value already. Cells missing from `base`, and everything when it is None, are written over
        whatever is there; a field missing from a `base` was seen at revision 0, and so was a resource's cell. Changes
        that change nothing are left out, unless there is a note to keep.

        Raises `NotSavedError` when nothing was written, `MaybeSavedError` (with the new state) when it was but
        the disk would not confirm it.
        """

    def undo(self) -> Loaded:
        """Take back this person's latest batch that was not taken back yet, and record that; errors as for `commit`.

        Refused with the reason when there is none, or somebody else has changed one of its cells or fields since.
        """

    def redo(self) -> Loaded:
        """Put back this person's batch that was taken back last, unless they have changed something since."""

    def history(
        self,
        cell: "Address | None" = None,
        *,
        by: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        batch: str | None = None,
    ) -> tuple[Record, ...]:
        """Return the records that answer every filter given, or all of them, oldest first.

        `cell` may be a field too. `by` is a user, or the login behind one: `fdiaz` finds `root (fdiaz)`. `since` and
        `until` are aware, and a record of that very moment is among those returned.
        """

    def as_of(self, point: Point) -> Past:
        """Return the plan as it stood at a moment, or after a row: values and definition both from the history.

        Of a batch that has the row all rows count: between them no plan was ever there. A moment that is still to come
        is now. StoreError where the history does not reach back so far; the sentence says from when on it does.
        """

    def notes(self) -> Mapping[Cell, str]:
        """Return the latest note of each cell that has one.

        A note on more than `store.history.notes.BULK` cells of a batch is about the batch and counts for none of them.
        """

    def verify(self) -> tuple[Problem, ...]:
        """Check chain, revisions, values, definition and acts against each other; empty when all agree."""

    def accept(self) -> Loaded:
        """Take an earlier state in the plan's place (`Loaded.rolled_back`) for the plan from now on.

        The kept state that has the most of what it lacks is kept until it is dropped.
        """

    def put_back(self) -> Loaded:
        """Put what was seen before an earlier state took its place back there; what was there instead is kept.

        That is what this store had read itself, or else the kept state that has the most of it.
        """

    def another(self) -> "PlanStore":
        """Return a store of the same plan for another thread; whoever asks for it closes it."""

    def backup(self, folder: "Path | None" = None) -> "Path":
        """Write a plan file with the same history to `folder`, read it back, and return its path.

        Without a folder it goes where the engine keeps copies: `respaldos` beside a plan file. Raises StoreError when
        the plan is not sound, or the copy cannot be written or does not read back the same.
        """

    def close(self) -> None:
        """Close what is held open."""


class RecoverableStore(PlanStore, Protocol):
    """A plan whose earlier states are kept as files, so that it can be put back when it is damaged."""

    def states(self) -> tuple[Snapshot, ...]:
        """Return the earlier states that are kept, newest first."""

    def drop(self, name: str) -> None:
        """Delete the kept state with the file name `name`; StoreError where there is none."""

    def recovery(self) -> Recovery | None:
        """Return what can be done after `load` raised DamagedError; None when there is a plan to be read."""

    def restore(self, source: "Path | None") -> Loaded:
        """Put the plan in `source`, an earlier state or a backup, or with None what can be salvaged, in its place.

        What was there is kept among the states until it is dropped, and the history records the restoration. Refused
        for another plan, and for one that is damaged or whose history is broken itself; errors as for `commit`.
        """
