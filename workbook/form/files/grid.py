"""A sheet of a form as cells in their places, whichever file it came in."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

from workbook.form.files.rows import FormRow
from workbook.model.cells import Area

MAX_ROWS: Final = 2_000
"""Rows of a sheet that are read as a form: 500 indicators in three rows each, and room to spare."""
MAX_COLUMNS: Final = 256
MAX_CELLS: Final = 60_000
"""Filled cells of a sheet that are read as a form."""
MAX_BOOK: Final = 120_000
"""Filled cells of all sheets together."""
_MAX_COVERED: Final = 100_000

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 1."""


class FormCell(NamedTuple):
    """What one cell holds: its text as a person sees it, and its value where that is a number or a date."""

    text: str
    value: Decimal | date | None = None
    format: str = ""
    """The format of a number or date, such as `0%` or `mmm-yy`; empty for a text."""


EMPTY: Final = FormCell("")


class Grid:
    """A sheet's cells, and which of them are merged into one."""

    def __init__(
        self, title: str, cells: Mapping[Place, FormCell], merges: Iterable[Area] = (), *, hidden: bool = False
    ) -> None:
        self.title = title
        self.hidden = hidden
        self.cells = cells
        self.last_row = max((row for row, _column in cells), default=0)
        self.last_column = max((column for _row, column in cells), default=0)
        self._area: dict[Place, Area] = {}
        for area in merges:
            self._cover(area)

    @property
    def merged(self) -> bool:
        """Whether the file says of any cells that they are merged."""
        return bool(self._area)

    def own(self, row: int, column: int) -> FormCell:
        """Return what a cell itself holds."""
        return self.cells.get((row, column), EMPTY)

    def at(self, row: int, column: int) -> FormCell:
        """Return what a cell shows: its own content, or that of the cell it is merged into."""
        area = self._area.get((row, column))
        return self.own(area.top, area.left) if area else self.own(row, column)

    def area(self, row: int, column: int) -> Area:
        """Return the merged cells that a cell is one of; itself alone where it is merged with none."""
        return self._area.get((row, column)) or Area(row, column, row, column)

    def visible(self) -> tuple["Grid", tuple[int, ...]]:
        """Return the sheet without control and direction characters, and the rows that had some."""
        rows = {row for (row, _column), cell in self.cells.items() if not cell.text.isprintable()}
        if not rows and self.title.isprintable():
            return self, ()
        cleaned = {place: cell._replace(text=_printable(cell.text)) for place, cell in self.cells.items()}
        areas = dict.fromkeys(self._area.values())
        kept = {place: cell for place, cell in cleaned.items() if cell.text}
        return Grid(_printable(self.title), kept, areas, hidden=self.hidden), tuple(sorted(rows))

    def filled(self, row: int) -> list[int]:
        """Return the columns of a row whose cells hold something themselves."""
        return [column for column in range(1, self.last_column + 1) if (row, column) in self.cells]

    def rows(self) -> tuple[FormRow, ...]:
        """Return the rows that hold something, as texts and without merging."""
        by_row: dict[int, dict[int, str]] = {}
        for (row, column), cell in self.cells.items():
            by_row.setdefault(row, {})[column] = cell.text
        return tuple(
            FormRow(row, tuple(cells.get(column, "") for column in range(1, max(cells) + 1)))
            for row, cells in sorted(by_row.items())
        )

    def _cover(self, area: Area) -> None:
        bottom, right = min(area.bottom, self.last_row), min(area.right, self.last_column)
        if len(self._area) + max(0, bottom - area.top + 1) * max(0, right - area.left + 1) > _MAX_COVERED:
            return
        for row in range(area.top, bottom + 1):
            for column in range(area.left, right + 1):
                self._area[row, column] = area


def _printable(text: str) -> str:
    return " ".join("".join(filter(str.isprintable, text)).split())


class Book(NamedTuple):
    """The sheets of a file, in order, and what a person has to know of the file."""

    sheets: tuple[Grid, ...]
    notes: tuple[str, ...] = ()
