"""What one person's application knows of a plan: the values on disk, the cut-off month, the scores.

Every change is prepared here, and what came of it is taken in here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from scoring.arithmetic.cutoff import last_ended_month
from scoring.arithmetic.measure import month_value
from scoring.arithmetic.rollup import PlanScore, rescored, score
from scoring.doubts.of_value import doubt
from scoring.messages import _
from scoring.model import Cell, CellChange, Indicator, Plan
from scoring.text.clock import local_time
from store import DamagedError, Loaded, Rollback
from tui.grid.origins import who
from tui.grid.view import Known, SaveState

if TYPE_CHECKING:
    from scoring.arithmetic.execution import PlanExecution
    from scoring.model.fields import Change
    from scoring.year.words import YearMarks
    from store import PlanStore


class Session:
    """A plan that one person has open."""

    def __init__(self, store: "PlanStore", cutoff: int | None = None) -> None:
        """Load the plan and score it at the month `cutoff`, by default the last one that has ended."""
        self.store = store
        loaded = store.load()
        self.plan: Plan = loaded.plan
        self.revisions = dict(loaded.revs)
        self.seq, self.head = loaded.seq, loaded.head
        """How far the history went when it was last seen, and its hash then."""
        self.own_batches: set[str] = set()
        """The batches that this session has made."""
        self.read_only: str = loaded.read_only
        """Why nothing can be written, as a sentence; empty when it can."""
        self.rolled_back: Rollback | None = loaded.rolled_back
        """Where the plan is an earlier state than was seen: the person is asked what is to be done."""
        self.usual_cutoff = last_ended_month(self.plan, datetime.now(UTC))
        """The last month that has ended."""
        self.cutoff = self.usual_cutoff if cutoff is None else cutoff
        self.score: PlanScore = score(self.plan, self.cutoff)
        self.notes: dict[Cell, str] = {}
        """The latest note of each cell that has one, once `read_notes` has been called."""
        self.saved = SaveState()
        self._previewed: PlanScore | None = None
        self._doubts: dict[Cell, str | None] = {}
        self._month_values: dict[tuple[str, int], Decimal | None] = {}
        self._execution: tuple[Plan, int, PlanExecution] | None = None
        """What is executed, with the plan and the cut-off that it is of."""
        self._due = self._due_months()
        self.year = self._year_marks()
        """Stage, version and closed months; None for a plan without acts."""
        self.pending = self.score.pending_count
        """How many cells are due and hold nothing."""

    def known(self) -> Known:
        """Return what the grid is painted from, as it is now."""
        return Known(
            plan=self.plan,
            cutoff=self.cutoff,
            saved=self.saved,
            score=self.score,
            pending=self.pending,
            notes=self.notes,
            doubt=self.doubt,
            is_due=self.is_due,
            month_value=self.month_value,
            execution=self.execution,
            is_closed=self.is_closed,
            year=self.year,
        )

    def writing(
        self, changes: Sequence["Change"], note: str = "", base: Mapping[Any, int] | None = None
    ) -> Callable[[], Loaded]:
        """Return what writes the changes as one batch: `PlanStore.commit`, which tells what it returns and raises.

        It touches the store and nothing of this session, so that another thread can run it. `base` holds the
        revisions that the person saw when they decided on the values, by default those shown now.
        """
        return partial(self.store.commit, tuple(changes), note=note, base=self.revisions if base is None else base)

    def take(self, loaded: Loaded, *, unconfirmed: bool = False) -> frozenset[Cell]:
        """Take in what a write has left and return every cell that now holds something else, other sessions' too.

        `unconfirmed` says that the disk did not confirm it.
        """
        changed = self._use(loaded)
        self.own_batches.add(loaded.batch)
        self.saved = SaveState(local_time(datetime.now(UTC), self.plan.timezone, "%H:%M:%S"), unconfirmed=unconfirmed)
        return changed

    def not_saved(self, problem: str) -> None:
        """Remember why the last change is not on disk; empty where it is not to be saved any more."""
        self.saved = self.saved._replace(problem=problem)

    def read_notes(self) -> None:
        """Read the notes of the cells from the history; the first screen does not wait for them.

        Of a history with a row that cannot be read there are none: its page says which row.
        """
        try:
            self.notes = dict(self.store.notes())
        except DamagedError:
            self.notes = {}

    def last_event(self) -> str:
        """Return what the history says of the last change of anything but a cell; empty where it says nothing."""
        try:
            records = self.store.history()
        except DamagedError:  # a row of it cannot be read, and its page says which
            return ""
        record = next((record for record in reversed(records) if record.cell is None), None)
        if record is not None and record.address is not None:
            from scoring.entry.change_words import address_words  # few sessions see another one's definition

            what = address_words(self.plan, record.address)
            said = _("{by} cambió {what}") if record.act is None else _("{by}: {what}")
            return said.format(by=who(record), what=what)
        return "" if record is None else record.note

    def poll(self) -> frozenset[Cell] | None:
        """Return the cells that other sessions have changed since, or None where nothing is new."""
        loaded = self.store.poll()
        return None if loaded is None else self._use(loaded)

    def reload(self) -> frozenset[Cell]:
        """Read the plan anew and return the cells that hold something else now."""
        return self._use(self.store.load())

    def cut_off_at(self, month: int) -> None:
        """Move the cut-off to `month`, 0 to 12."""
        self.cutoff = month
        self._rescore(None)

    def preview(self, changes: Sequence[CellChange]) -> PlanScore:
        """Score the plan as if the changes were made."""
        self._previewed = rescored(self.score, changes)
        return self._previewed

    def is_due(self, cell: Cell) -> bool:
        """Whether an empty cell has to be filled by the cut-off; a constant always has, and no amount of money."""
        due = self._due.get(cell.indicator)
        return due is not None and (cell.month is None or cell.month in due)

    def is_closed(self, cell: Cell) -> bool:
        """Whether a cell is read-only, since its month is closed and not reopened for its indicator."""
        if not self.plan.acts:
            return False
        from scoring.model.acts import is_closed  # most plans have no closed month

        return is_closed(self.plan, cell)

    def is_complete(self, month: int) -> bool:
        """Whether a month up to the cut-off lacks no value, nor any indicator a constant."""
        measures = [scored.measure for scored in self.score.indicators]
        blank = (cell for measure in measures for cell in (*measure.lacking, *measure.unreported))
        return month <= self.cutoff and all(cell.month not in {month, None} for cell in blank)

    def doubt(self, cell: Cell) -> str | None:
        """Say why the value in a cell looks wrong, or None."""
        if cell not in self._doubts:
            self._doubts[cell] = doubt(self.plan, cell, self.plan.values.get(cell), ended=self.usual_cutoff)
        return self._doubts[cell]

    def month_value(self, indicator: Indicator, month: int) -> Decimal | None:
        """Return a month's own value of an indicator, numerator over denominator, or None where there is none."""
        key = (indicator.id, month)
        if key not in self._month_values:
            self._month_values[key] = month_value(indicator, self.plan.values, month)
        return self._month_values[key]

    def execution(self) -> "PlanExecution":
        """Return what is executed of the plan's money up to the cut-off."""
        from scoring.arithmetic.execution import execution  # the first screen mostly does without

        known = self._execution
        if known is None or known[0] is not self.plan or known[1] != self.cutoff:
            known = self._execution = (self.plan, self.cutoff, execution(self.plan, self.cutoff))
        return known[2]

    def _use(self, loaded: Loaded) -> frozenset[Cell]:
        after, changed = loaded.plan.values, frozenset(loaded.cells)
        same_definition = self.plan._replace(values=after) == loaded.plan
        self.plan = self.plan._replace(values=after) if same_definition else loaded.plan
        self.revisions = dict(loaded.revs)
        self.seq, self.head = loaded.seq, loaded.head
        self.read_only, self.rolled_back = loaded.read_only, loaded.rolled_back
        if same_definition:
            touched = {cell.indicator for cell in changed}
            self._doubts = {cell: text for cell, text in self._doubts.items() if cell.indicator not in touched}
            self._month_values = {key: value for key, value in self._month_values.items() if key[0] not in touched}
            self._rescore([CellChange(cell, after.get(cell)) for cell in changed])
        else:
            self._doubts, self._month_values = {}, {}
            self._rescore(None)
            self.year = self._year_marks()
        return changed

    def _rescore(self, changes: Sequence[CellChange] | None) -> None:
        """Score the plan anew after `changes`, or as another plan (None); what was previewed is known."""
        previewed, self._previewed = self._previewed, None
        if changes is None:
            self.score = score(self.plan, self.cutoff)
        elif previewed and previewed.month == self.cutoff and previewed.plan.values == self.plan.values:
            self.score = previewed
        else:
            self.score = rescored(self.score, changes)
        self._due = self._due_months()
        self.pending = self.score.pending_count

    def _year_marks(self) -> "YearMarks | None":
        if not self.plan.acts:
            return None
        from scoring.year.words import year_marks  # many plans have no acts yet

        return year_marks(self.plan)

    def _due_months(self) -> dict[str, frozenset[int]]:
        return {scored.indicator.id: frozenset(scored.measure.due) for scored in self.score.indicators}
