"""The plan's tree on a screen: its rows, the cursor, and what is folded, marked and scrolled away."""

from collections.abc import Iterator

from scoring.arithmetic.rollup import PlanScore
from scoring.model import MONTHS, Cell, Plan
from scoring.model.resources import resource_of, resources_in_use
from tui.grid.columns import Columns, columns, shown_months
from tui.grid.rows import Row, RowKind, rows_of, unfolded, with_resources
from tui.grid.view import Look


class TreeView:
    """A plan's tree seen through `width` by `height` cells, the height being that of its rows alone."""

    def __init__(self, plan: Plan, month: int) -> None:
        """Look at `plan` with the cursor on its first row in `month` (1..12)."""
        self.every_source = False
        """Whether all sources of money have rows, or only those with an amount."""
        self._plan = plan
        self._read()
        self.rows: tuple[Row, ...] = self._tree
        self.folded: frozenset[str] = frozenset()
        self.row = 0
        self.month = month
        self.top = 0
        self.first = 1
        self.width = 80
        self.height = 19
        self.year = False
        self.run: int | None = None
        """The month in which entry by Tab began: Enter comes back to it."""
        self.anchor: tuple[str, int] | None = None
        """The corner of a marked block: a row's id and a month."""
        self.columns: Columns = columns(self.width, 1, year=False)

    def use(self, plan: Plan) -> bool:
        """Look at another state of the plan; the cursor stays on its row. Tell whether the rows may be others."""
        same = plan.objectives is self._plan.objectives and plan.sources == self._plan.sources
        self._plan = plan
        if same and resources_in_use(plan) <= self._in_use:
            return False
        self._read()
        self._fold(self.folded)
        return True

    def _read(self) -> None:
        plan = self._plan
        self._in_use: frozenset[tuple[str, str]] = resources_in_use(plan)
        self._tree: tuple[Row, ...] = with_resources(plan, rows_of(plan), None if self.every_source else self._in_use)
        self._by_id = {row.id: row for row in self._tree}
        self._hidden: tuple[PlanScore, frozenset[str], dict[str, int]] | None = None

    def resize(self, width: int, height: int) -> None:
        """Look through a screen of another size, at the earliest months that have the cursor's among them."""
        self.width, self.height, self.first = width, max(1, height), 1
        self.follow()

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """Every row of the plan, folded ones too."""
        return self._tree

    @property
    def at(self) -> Row:
        """The row under the cursor."""
        return self.rows[self.row]

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor, or None where nothing is typed."""
        return self.at.cell(self.month)

    def shown(self) -> Iterator[tuple[int, Row]]:
        """Yield the rows on the screen with their places in `rows`."""
        return enumerate(self.rows[self.top : self.top + self.height], self.top)

    def follow(self) -> None:
        """Scroll as little as brings the cursor onto the screen."""
        self.top = min(max(self.top, self.row - self.height + 1), self.row)
        self.top = max(0, min(self.top, len(self.rows) - self.height))
        count = shown_months(self.width, year=self.year)
        self.first = min(max(self.first, self.month - count + 1), self.month)
        self.first = max(1, min(self.first, MONTHS[-1] - count + 1))
        self.columns = columns(self.width, self.first, year=self.year)

    def move(self, rows: int = 0, months: int = 0) -> None:
        """Move the cursor by rows and months, as far as there are any; ends entry by Tab."""
        self.run = None
        self.row = min(max(self.row + rows, 0), len(self.rows) - 1)
        self.month = min(max(self.month + months, MONTHS[0]), MONTHS[-1])
        self.follow()

    def step(self) -> bool:
        """Go to the next row below with a cell to type, in the month where entry by Tab began; False if there is none.

        From a month's value constants are passed over, since they are not typed month by month, and from figures money.
        """
        month = self.month if self.run is None else self.run
        place = self._next_place(month)
        if place is None:
            return False
        self.row, self.month, self.run = place, month, None
        self.follow()
        return True

    def next_cell(self) -> Cell | None:
        """Return the cell that `step` would go to."""
        place = self._next_place(self.month)
        return None if place is None else self.rows[place].cell(self.month)

    def _next_place(self, month: int) -> int | None:
        here = self.at
        for place in range(self.row + 1, len(self.rows)):
            row = self.rows[place]
            if row.cell(month) and row.is_money == here.is_money and (here.yearly or not row.yearly):
                return place
        return None

    def sideways(self, direction: int) -> None:
        """Go to the month after (1) or before (-1) and remember where entry by Tab began."""
        if self.run is None:
            self.run = self.month
        self.month = min(max(self.month + direction, MONTHS[0]), MONTHS[-1])
        self.follow()

    def go(self, cell: Cell) -> bool:
        """Put the cursor on `cell`, unfolding what hides it; False where the plan has no row for it."""
        if (cell.indicator, cell.name) not in self._in_use and resource_of(self._plan, cell):
            self.show_sources(every=True)
        for row in self._tree:
            if (row.owner, row.field, row.yearly) == (cell.indicator, cell.name, cell.month is None):
                return self.go_row(row.id, cell.month)
        return False

    def go_row(self, id_: str, month: int | None = None) -> bool:
        """Put the cursor on the row called `id_`, unfolding what hides it; False where there is no such row."""
        row = self._by_id.get(id_)
        if row is None:
            return False
        self.run = None
        self._fold(self.folded.difference(row.ancestors))
        self.row = self.rows.index(row)
        if month is not None:
            self.month = month
        self.follow()
        return True

    def toggle_fold(self) -> None:
        """Fold or unfold the row under the cursor, or the one above that it belongs to; the cursor stays with it."""
        row = self.at
        if not (row.foldable or row.ancestors):
            return
        id_ = row.id if row.foldable else row.ancestors[-1]
        self._fold(self.folded ^ {id_}, cursor=id_)

    def _fold(self, folded: frozenset[str], cursor: str | None = None) -> None:
        id_ = cursor or self.at.id
        self.folded = folded
        self.rows = unfolded(self._tree, folded)
        places = {row.id: place for place, row in enumerate(self.rows)}
        self.row = places.get(id_, min(self.row, len(self.rows) - 1))
        self.follow()

    def hidden(self, score: PlanScore) -> dict[str, int]:
        """Return how many cells that are due and empty each folded row hides, by its id.

        Every line of a screen asks for it: it is counted anew for another score, or where others are folded.
        """
        if self._hidden is None or self._hidden[0] is not score or self._hidden[1] != self.folded:
            self._hidden = (score, self.folded, self._count_hidden(score) if self.folded else {})
        return self._hidden[2]

    def _count_hidden(self, score: PlanScore) -> dict[str, int]:
        hidden = dict.fromkeys(self.folded, 0)
        for scored in score.indicators:
            row = self._by_id.get(f"i{scored.indicator.id}")
            for id_ in (row.id, *row.ancestors) if row else ():
                if id_ in hidden:
                    hidden[id_] += len(scored.measure.lacking) + len(scored.measure.unreported)
        return hidden

    def show_sources(self, *, every: bool) -> None:
        """Give every source of money its rows, or only those with an amount; the cursor stays on its row."""
        self.every_source = every
        self._read()
        self._fold(self.folded)

    def toggle_year(self) -> None:
        """Change between the month view and the year view."""
        self.year = not self.year
        self.follow()

    def find(self, text: str) -> list[str]:
        """Return the ids of the rows, folded ones too, whose label, short name, number or responsible holds `text`."""
        wanted = text.casefold()
        return [
            row.id
            for row in self._tree
            if wanted in f"{row.number} {row.label}\n{row.short}".casefold()
            or (row.kind is RowKind.INDICATOR and row.indicator and wanted in row.indicator.responsible.casefold())
        ]

    def mark(self) -> None:
        """Begin to mark a block at the cursor."""
        self.anchor = (self.at.id, self.month)

    def unmark(self) -> None:
        """Mark nothing any more."""
        self.anchor = None

    def look(self) -> Look:
        """Return what is looked at, as it is now."""
        return Look(self.rows, self.row, self.month, self.top, self.columns, self.folded, self._above(), self.marked())

    def _above(self) -> Row | None:
        ancestors = self.rows[self.top].ancestors
        if not ancestors:
            return None
        return self._by_id[ancestors[0]]

    def marked(self) -> tuple[range, range] | None:
        """Return the rows (places in `rows`) and months of the marked block, or None where nothing is marked."""
        if self.anchor is None:
            return None
        id_, month = self.anchor
        place = next((place for place, row in enumerate(self.rows) if row.id == id_), self.row)
        rows = range(min(place, self.row), max(place, self.row) + 1)
        return rows, range(min(month, self.month), max(month, self.month) + 1)
