"""The hidden sheet with a compact copy of what the visible ones say (`workbook.model.sheet_copy`)."""

from collections.abc import Callable, Collection

from workbook.model.cells import SheetCell
from workbook.model.hidden_keys import CORNER, cell_at, month_key
from workbook.model.sheet import Sheet
from workbook.model.sheet_copy import (
    COPY_SHEET,
    HIDDEN_SHEET,
    PICTURE,
    VERSION,
    CopiedCell,
    CopiedRow,
    copy_rows,
    formula_mark,
    mark_of,
)
from workbook.model.styles import HIDDEN


class SheetCopies:
    """The copies of the sheets of one workbook, taken as each is made."""

    def __init__(self) -> None:
        self._copies: dict[str, list[tuple[str, str]]] = {}
        self._pictures: list[tuple[str, str]] = []

    def of(self, make: Callable[[], Sheet]) -> Callable[[], Sheet]:
        """Return what makes the same sheet and takes its copy."""

        def made() -> Sheet:
            sheet = make()
            self._copies[sheet.name] = [*copy_rows(sheet.name, _rows(sheet))]
            self._pictures += [(PICTURE, sheet.name)] * len(sheet.pictures)
            return sheet

        return made

    def sheet(self, hidden: Collection[str]) -> Sheet:
        """Return the hidden sheet that holds the copies taken so far; `hidden` names the sheets that are."""
        sheet = Sheet(COPY_SHEET, hidden=True)
        unseen = ((HIDDEN_SHEET, name) for name in hidden)
        pieces = [VERSION, *unseen, *self._pictures, *(piece for copy in self._copies.values() for piece in copy)]
        for row, piece in enumerate(pieces, start=1):
            sheet.put_row(row, 1, piece, HIDDEN)
        return sheet


def _rows(sheet: Sheet) -> list[CopiedRow]:
    """Return the rows of a sheet without the cells that take figures, whether they can be typed into or are closed."""
    keys, hidden_rows, hidden = _keys(sheet), sheet.hidden_rows, sheet.hidden_columns
    takes_figures = {row for row, key in keys.items() if cell_at(key, month_key(None))}
    columns = {column for (row, column) in sheet.cells if row in hidden_rows}
    cells = sorted(
        (row, column, mark, cell.shows)
        for (row, column), cell in sheet.cells.items()
        if not (column in hidden or (row in takes_figures and column in columns))
        and (((mark := _mark(cell)) and cell.style.locked) or cell.shows)
    )
    held: dict[int, list[CopiedCell]] = {row: [] for row in sorted({cell[0] for cell in cells} | keys.keys())}
    for row, column, mark, shows in cells:
        held[row].append(CopiedCell(column, mark, shows))
    return [CopiedRow(row, keys.get(row, ""), tuple(copied)) for row, copied in held.items() if row not in hidden_rows]


def _mark(cell: SheetCell) -> str:
    if cell.value is None and not cell.formula:
        return ""
    return formula_mark(cell.formula) if cell.formula else mark_of(cell.value)


def _keys(sheet: Sheet) -> dict[int, str]:
    """Return the hidden keys of the rows; none of a sheet that takes no input."""
    if not sheet.hidden_columns:
        return {}
    held = [(row, str(cell.value)) for (row, column), cell in sheet.cells.items() if column in sheet.hidden_columns]
    return {row: key for row, key in held if key != CORNER}
