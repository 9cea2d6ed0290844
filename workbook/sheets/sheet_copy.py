"""The hidden sheet with a compact copy of what the visible ones say (`workbook.model.sheet_copy`)."""

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from workbook.model.cells import SheetCell
from workbook.model.hidden_keys import CORNER, cell_at, month_key
from workbook.model.looks import Coverage, Look, coloured
from workbook.model.marks import formula_mark, mark_of
from workbook.model.print_words import foot_of, printed_words
from workbook.model.sheet import Sheet
from workbook.model.sheet_copy import (
    COPY_SHEET,
    HIDDEN_SHEET,
    PICTURE,
    VERSION,
    CopiedCell,
    CopiedRow,
    CopiedSheet,
    pieces_of,
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
            self._copies[sheet.name] = [*pieces_of(sheet.name, copied(sheet))]
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


def copied(sheet: Sheet) -> CopiedSheet:
    """Return the copy of a sheet, without what the cells hold that take figures, whether they are open or closed."""
    left, right = foot_of(sheet.page)
    return CopiedSheet(
        [*_rows(sheet)],
        frozenset(sheet.merges),
        frozenset(sheet.hidden_rows),
        frozenset(sheet.hidden_columns),
        mark_of(printed_words([f"{left}&R{right}"])),
    )


def _rows(sheet: Sheet) -> Iterator[CopiedRow]:
    """Yield the rows that hold something."""
    keys, hidden_rows, hidden, looks = _keys(sheet), sheet.hidden_rows, sheet.hidden_columns, _Looks(sheet)
    keyed_columns = {column for (row, column) in sheet.cells if row in hidden_rows}
    for row, cells in sheet.rows():
        if row in hidden_rows:
            continue
        key = keys.get(row, "")
        figures = keyed_columns if cell_at(key, month_key(None)) else ()
        held = tuple(
            CopiedCell(column, mark, cell.shows)
            for column, cell in cells
            if not (column in hidden or column in figures)
            and (((mark := _mark(cell, sheet.name)) and cell.style.locked) or cell.shows)
        )
        if held or row in keys:
            yield CopiedRow(row, key, held, tuple(looks.of(row, cells)))


class _Looks:
    """The looks of a sheet's cells."""

    def __init__(self, sheet: Sheet) -> None:
        last = max((row for row, _column in sheet.cells), default=0)
        self._checks = Coverage((area for each in sheet.validations for area in each.areas), last)
        self._formats = Coverage((area for each in sheet.conditional_formats for area in each.areas), last)

    def of(self, row: int, cells: list[tuple[int, SheetCell]]) -> Iterator[tuple[int, Look]]:
        """Yield the columns from which on the cells of a row look otherwise than those before."""
        checks, formats, after = self._checks, self._formats, 0
        for look, group in groupby(
            cells,
            key=lambda item: (item[1].style.fill, item[1].style.colour, *_covering(checks, formats, row, item[0])),
        ):
            fill, letters, checked, formatted = look
            columns = [column for column, _cell in group]
            if columns[0] > after > 0:
                yield after, Look()
            yield columns[0], coloured(fill, letters)._replace(checks=checked, formats=formatted)
            after = columns[-1] + 1
        yield after, Look()


def _covering(checks: Coverage, formats: Coverage, row: int, column: int) -> tuple[int, int]:
    return checks.at(row, column), formats.at(row, column)


def _mark(cell: SheetCell, sheet: str) -> str:
    if cell.value is None and not cell.formula:
        return ""
    return formula_mark(cell.formula, sheet) if cell.formula else mark_of(cell.value)


def _keys(sheet: Sheet) -> dict[int, str]:
    """Return the hidden keys of the rows; none of a sheet that takes no input."""
    if not sheet.hidden_columns:
        return {}
    held = [(row, str(cell.value)) for (row, column), cell in sheet.cells.items() if column in sheet.hidden_columns]
    return {row: key for row, key in held if key != CORNER}
