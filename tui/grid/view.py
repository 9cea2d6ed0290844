"""What the grid is painted from: everything that its lines show, as it is at one moment."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.arithmetic.rollup import PlanScore
from scoring.model import Cell, Indicator, Plan, Value
from tui.grid.columns import Columns
from tui.grid.rows import Row
from tui.grid.scores import RowScore
from tui.grid.symbols import Symbols

if TYPE_CHECKING:
    from scoring.arithmetic.execution import PlanExecution
    from scoring.year.words import YearMarks
    from tui.grid.editor import Editor
else:
    PlanExecution = YearMarks = Editor = Any  # in quotes they would be compiled, and the first screen would wait for it


class SaveState(NamedTuple):
    """Whether what was typed is on disk: when it last was, or why it is not."""

    at: str = ""
    """When the last save was, in the plan's time zone: `10:42:07`; empty before the first."""
    problem: str = ""
    """Why the last change is not on disk, as a sentence; empty where it is."""
    unconfirmed: bool = False
    """Whether the disk did not confirm the last change: everybody sees it, and a power cut may take it back."""


class Draft(NamedTuple):
    """A value while it is typed, or a block while it is pasted, and the plan scored as if it were saved."""

    value: Value | None
    score: PlanScore
    cell: Cell | None = None
    """Where it is typed; None while a block is being pasted."""


class Known(NamedTuple):
    """What is known of the plan on disk, for the marks beside its values."""

    plan: Plan
    cutoff: int
    """The cut-off month, 0 to 12."""
    saved: SaveState
    score: PlanScore
    """The score of the values on disk."""
    pending: int
    """How many cells are due and hold nothing, by that score."""
    notes: Mapping[Cell, str]
    doubt: Callable[[Cell], str | None]
    """Says why the value in a cell looks wrong, or None."""
    is_due: Callable[[Cell], bool]
    """Whether an empty cell has to be filled by the cut-off."""
    month_value: Callable[[Indicator, int], Decimal | None]
    """Returns a month's own value of an indicator, numerator over denominator."""
    execution: Callable[[], PlanExecution]
    """Returns what is executed of the plan's money up to the cut-off."""
    is_closed: Callable[[Cell], bool]
    """Whether a cell is read-only, since its month is closed."""
    year: YearMarks | None = None
    """Stage, version and closed months; None for a plan without acts."""


class Look(NamedTuple):
    """Which part of the tree is looked at, and where the cursor is in it."""

    rows: tuple[Row, ...]
    """The rows that are not folded away."""
    row: int
    """The cursor's place in `rows`."""
    month: int
    """The cursor's month."""
    top: int
    """The place of the topmost row on the screen."""
    columns: Columns
    folded: frozenset[str]
    above: Row | None
    """The objective of the topmost row, where its own row is scrolled away."""
    marked: tuple[range, range] | None
    """The rows and months of the marked block."""

    @property
    def at(self) -> Row:
        """The row under the cursor."""
        return self.rows[self.row]


class View(NamedTuple):
    """The grid and the lines around it."""

    known: Known
    look: Look
    scores: Mapping[str, RowScore]
    """What is shown at the right of each row, by its id: with what is being typed, if anything is."""
    symbols: Symbols
    width: int
    editor: Editor | None = None
    """The text that is being typed into the cell under the cursor."""
    draft: Draft | None = None
    found: frozenset[str] = frozenset()
    """The ids of the rows that a search found."""
    pasted: Mapping[Cell, Value | None] = {}
    """What a paste that is being shown would put into its cells."""
    way_out: str = ""
    """The key that leaves, and that it does; said on the first line."""
    hidden: Mapping[str, int] = {}
    """How many cells that are due and empty each folded row hides, by its id."""

    @property
    def shown_score(self) -> PlanScore:
        """The score with what is being typed, or that of the values on disk."""
        return self.draft.score if self.draft else self.known.score
