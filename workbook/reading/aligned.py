"""A sheet that came back beside the sheet that was exported: which row and column of the one is which of the other."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from openpyxl.utils import column_index_from_string

from workbook.model.cells import Area
from workbook.model.marks import formula_mark
from workbook.model.sheet_copy import CopiedRow, CopiedSheet
from workbook.reading.alignment import Pair, gone_columns, inserted_columns, inserted_rows, known_columns, moved, paired
from workbook.reading.touched import Shown
from workbook.reading.worksheets import Place

_LOST: Final = "#REF!"
"""What programs write in the place of a reference to what was deleted."""
_REFERENCE: Final = re.compile(
    r"(?<![\w.$:!'])(?:'((?:[^']|'')+)'!|([^\W\d][\w.]*)!)?"
    r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?(?![\w.(!])"
)
"""A cell or cells in a formula: the sheet's name, quoted or not, and the corners."""


class Aligned:
    """A sheet that came back, the copy of the sheet that it is, and how they lie beside each other."""

    def __init__(self, sheet: Shown, name: str, now: Sequence[CopiedRow], copy: CopiedSheet, *, doubled: bool) -> None:
        """Take a sheet, the name that it was exported under, its rows now, and the copy."""
        self.sheet, self.name, self.now, self.copy = sheet, name, now, copy
        self.doubled = doubled
        """Whether the sheet of that name is there as well, and this one was made of it."""
        self.pairs: list[Pair] = paired(copy.rows, now)
        self.columns: Mapping[int, int] = known_columns(copy.rows, now, self.pairs)
        self.new_rows = inserted_rows(copy.rows, now, self.pairs)
        self.new_columns = inserted_columns(self.columns)
        self.gone_columns = gone_columns(self.columns)
        kept = {at for at, _to in self.pairs}
        self.gone_rows: tuple[CopiedRow, ...] = tuple(row for at, row in enumerate(copy.rows) if at not in kept)
        rows = {copy.rows[at].row: now[to].row for at, to in self.pairs}
        self.row_of: Callable[[int], int] = moved(rows)
        """Where a row of the export is now."""
        self.column_of: Callable[[int], int] = moved(self.columns)
        self._lost_rows, self._lost_columns = _Lost(row.row for row in self.gone_rows), _Lost(self.gone_columns)
        self._row_before = moved({now: before for before, now in rows.items()})
        self._column_before = moved({now: before for before, now in self.columns.items()})

    def place_of(self, row: int, column: int) -> Place | None:
        """Return where a cell of the export is now; None where it was deleted."""
        if row in self._lost_rows or column in self._lost_columns:
            return None
        return self.row_of(row), self.column_of(column)

    def before(self, area: Area, *, widened: bool) -> Area:
        """Return where an area was at export; `widened` over what was deleted at its edges."""
        top, bottom = self._row_before(area.top), self._row_before(area.bottom)
        left, right = self._column_before(area.left), self._column_before(area.right)
        if widened:
            top, bottom = self._lost_rows.widened(top, bottom)
            left, right = self._lost_columns.widened(left, right)
        return Area(top, left, bottom, right)

    def now_at(self, area: Area) -> Area | None:
        """Return where an area of the export is now, without what was deleted of it; None where nothing is left."""
        top, bottom = self._lost_rows.kept(area.top, area.bottom)
        left, right = self._lost_columns.kept(area.left, area.right)
        if top > bottom or left > right:
            return None
        return Area(self.row_of(top), self.column_of(left), self.row_of(bottom), self.column_of(right))


class _Lost:
    """The rows or the columns of an export that were deleted."""

    def __init__(self, lines: Iterable[int]) -> None:
        self._first: dict[int, int] = {}
        """The first of those deleted together, by each of them; and likewise the last."""
        self._last: dict[int, int] = {}
        ordered = sorted(lines)
        for line in ordered:
            self._first[line] = self._first.get(line - 1, line)
        for line in reversed(ordered):
            self._last[line] = self._last.get(line + 1, line)

    def __contains__(self, line: int) -> bool:
        """Tell whether a line was deleted."""
        return line in self._first

    def kept(self, first: int, last: int) -> tuple[int, int]:
        """Return the first and the last line that are left from one to another; where none is, they are crossed."""
        return self._last.get(first, first - 1) + 1, self._first.get(last, last + 1) - 1

    def widened(self, first: int, last: int) -> tuple[int, int]:
        """Return what went from the one to the other before what was deleted beside them."""
        return self._first.get(first - 1, first), self._last.get(last + 1, last)


def same_formula(formula: str, mark: str, own: Aligned, sheets: Mapping[str, Aligned], *, lost: bool) -> bool:
    """Tell whether a formula of the sheet `own` is the one that was exported with a mark.

    It is where it is spelt alike, and where what it refers to was moved: `sheets` are those that came back, by their
    titles. Where something was `lost`, a formula that refers to what is not there any more is taken for the same one.
    """
    if _LOST in formula:
        return lost
    if formula_mark(formula, own.sheet.title) == mark:
        return True
    return any(formula_mark(_put_back(formula, own, sheets, widened=each), own.name) == mark for each in (False, True))


def _put_back(formula: str, own: Aligned, sheets: Mapping[str, Aligned], *, widened: bool) -> str:
    """Return a formula that refers to what it refers to where that was at export."""

    def placed(reference: re.Match[str]) -> str:
        quoted, plain, left, top, right, bottom = reference.groups()
        title = (quoted or "").replace("''", "'") or plain
        sheet = sheets.get(title) if title else own
        if sheet is None:
            return reference[0]
        first, last = column_index_from_string(left), column_index_from_string(right or left)
        area = sheet.before(Area(int(top), first, int(bottom or top), last), widened=widened and bool(right))
        whole = str(area) if right else str(area).partition(":")[0]
        return f"{sheet.name}!{whole}" if title else whole

    return _REFERENCE.sub(placed, formula)
