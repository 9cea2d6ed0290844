"""What the application knows of the plan: the figures on disk, the cut-off month, the scores.

The one writer of the application: every change of a figure is prepared here, and what came of it is taken in here.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Final, NamedTuple

from scoring.arithmetic.cutoff import last_ended_month
from scoring.arithmetic.measure import month_figure
from scoring.arithmetic.rollup import PlanScore, rescored, score
from scoring.doubts.of_value import doubt
from scoring.entry.acceptance import accept
from scoring.messages import _
from scoring.model import Cell, CellChange, Indicator, Plan
from scoring.text.clock import local_time
from store import Loaded, PlanStore

BULK: Final = 6
"""A note on more cells than this in one step tells of the step (an import, a demonstration), not of each cell."""


class Saved(NamedTuple):
    """Whether what was typed is on disk: when it last was, or why it is not."""

    at: str = ""
    """When the last save was, in the plan's time zone: `10:42:07`; empty before the first."""
    problem: str = ""
    """Why the last change is not on disk, as a sentence; empty where it is."""
    unconfirmed: bool = False
    """Whether the disk did not confirm the last change: everybody sees it, and a power cut may take it back."""


class Session:
    """A plan file under the hands of one person."""

    def __init__(self, store: PlanStore, month: int | None = None) -> None:
        """Load the plan and score it at the cut-off `month`, by default the last one that has ended."""
        self.store = store
        loaded = store.load()
        self.plan: Plan = loaded.plan
        self.revs = dict(loaded.revs)
        self.read_only: str = loaded.read_only
        """Why nothing can be written, as a sentence; empty when it can."""
        self.month = last_ended_month(self.plan, datetime.now(UTC)) if month is None else month
        self.score: PlanScore = score(self.plan, self.month)
        self.notes: dict[Cell, str] = {}
        """The latest note of each cell that has one, once `read_notes` has been called."""
        self._previewed: PlanScore | None = None
        self.saved = Saved()
        self._doubts: dict[Cell, str | None] = {}
        self._figures: dict[tuple[str, int], Decimal | None] = {}
        self._due = self._due_months()

    def writing(
        self, changes: Sequence[CellChange], note: str = "", base: Mapping[Cell, int] | None = None
    ) -> Callable[[], Loaded]:
        """Return what writes the changes as one step: `PlanStore.commit`, which tells what it returns and raises.

        It touches the store and nothing of this session, so that another thread can run it. `base` holds the
        revisions that the person had before them when they decided on the figures, by default those of the plan as
        it is shown now. Raises EntryError for a figure that cannot stand.
        """
        accept(self.plan, changes)
        return partial(self.store.commit, tuple(changes), note=note, base=self.revs if base is None else base)

    def take(self, loaded: Loaded, *, unconfirmed: bool = False) -> frozenset[Cell]:
        """Take in what a write has left and return every cell that now holds something else, other sessions' too.

        `unconfirmed` says that the disk did not confirm it.
        """
        changed = self._use(loaded)
        self.saved = Saved(local_time(datetime.now(UTC), self.plan.timezone, "%H:%M:%S"), unconfirmed=unconfirmed)
        return changed

    def read_notes(self) -> None:
        """Look the notes of the cells up in the history; the first screen does not wait for them."""
        rows = [row for row in self.store.history() if row.cell and row.note]
        sizes = Counter(row.batch for row in rows)
        self.notes = {row.cell: row.note for row in rows if row.cell and sizes[row.batch] <= BULK}

    def last_event(self) -> str:
        """Return what the history says of the last change of anything but a cell; empty where there was none."""
        row = next((row for row in reversed(self.store.history()) if row.cell is None), None)
        if row is not None and row.field is not None:
            return _("{by} cambió {field}").format(by=row.by, field=row.field)
        return "" if row is None else row.note

    def poll(self) -> frozenset[Cell] | None:
        """Return the cells that other sessions have changed since, or None where the file is as it was."""
        loaded = self.store.poll()
        return None if loaded is None else self._use(loaded)

    def reload(self) -> frozenset[Cell]:
        """Read the file anew and return the cells that hold something else now."""
        return self._use(self.store.load())

    def look_at(self, month: int) -> None:
        """Move the cut-off month."""
        self.month = month
        self._rescore(None)

    def preview(self, changes: Sequence[CellChange]) -> PlanScore:
        """Score the plan as if the changes were made."""
        self._previewed = rescored(self.score, changes)
        return self._previewed

    def is_due(self, cell: Cell) -> bool:
        """Whether an empty cell has to be filled by the cut-off month; a constant always has."""
        return cell.month is None or cell.month in self._due[cell.indicator]

    def is_complete(self, month: int) -> bool:
        """Whether a month up to the cut-off lacks no figure."""
        blank = (cell for scored in self.score.indicators for cell in scored.measure.unreported)
        return month <= self.month and all(cell.month != month for cell in blank)

    def doubt(self, cell: Cell) -> str | None:
        """Say why the figure in a cell looks wrong, or None."""
        if cell not in self._doubts:
            self._doubts[cell] = doubt(self.plan, cell, self.plan.values.get(cell))
        return self._doubts[cell]

    def figure(self, indicator: Indicator, month: int) -> Decimal | None:
        """Return a month's own figure of an indicator, numerator over denominator, or None where there is none."""
        key = (indicator.id, month)
        if key not in self._figures:
            self._figures[key] = month_figure(indicator, self.plan.values, month)
        return self._figures[key]

    def _use(self, loaded: Loaded) -> frozenset[Cell]:
        after, changed = loaded.plan.values, frozenset(loaded.cells)
        same_plan = self.plan._replace(values=after) == loaded.plan
        self.plan = self.plan._replace(values=after) if same_plan else loaded.plan
        self.revs = dict(loaded.revs)
        self.read_only = loaded.read_only
        touched = {cell.indicator for cell in changed}
        self._doubts = {cell: text for cell, text in self._doubts.items() if cell.indicator not in touched}
        self._figures = {key: figure for key, figure in self._figures.items() if key[0] not in touched}
        self._rescore([CellChange(cell, after.get(cell)) for cell in changed] if same_plan else None)
        return changed

    def _rescore(self, changes: Sequence[CellChange] | None) -> None:
        """Score the plan anew after `changes`, or as another plan (None); what was previewed is known."""
        previewed, self._previewed = self._previewed, None
        if changes is None:
            self.score = score(self.plan, self.month)
        elif previewed and previewed.month == self.month and previewed.plan.values == self.plan.values:
            self.score = previewed
        else:
            self.score = rescored(self.score, changes)
        self._due = self._due_months()

    def _due_months(self) -> dict[str, frozenset[int]]:
        return {scored.indicator.id: frozenset(scored.measure.due) for scored in self.score.indicators}
