"""An inspected workbook, opened with openpyxl: its sheets as cells, whatever their dimensions claim."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final, NamedTuple, TypeAlias

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from scoring.messages import _
from workbook.errors import WorkbookError
from workbook.reading.parts import MAX_ROW
from workbook.reading.preflight import Package

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 1."""

COLUMNS: Final = 256
"""How far to the right a sheet is read."""
ERROR: Final = "e"
FORMULA: Final = "f"


class Found(NamedTuple):
    """What stands in one cell of a sheet."""

    value: Any
    """A text, int, float, bool, date, time, or a formula's text; never None."""
    type: str
    """openpyxl's data type; `FORMULA` and `ERROR` are the ones that matter."""
    format: str
    """The format of a number, such as `0%`; empty for anything else."""


class Sheet(NamedTuple):
    """A worksheet of an open workbook; its cells are read when asked for."""

    title: str
    cells: Callable[[int], Iterator[tuple[Place, Found]]]
    """The cells that hold something, down to the given row."""


def address(sheet: str, place: Place) -> str:
    """Return where a cell stands, as a person looks it up: `Seguimiento!H14`."""
    row, column = place
    return f"{shown(sheet)}!{get_column_letter(column)}{row}"


def shown(text: str, length: int = 40) -> str:
    """Return a text fit to be quoted in a sentence: short, and without what would disturb a terminal."""
    visible = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return visible if len(visible) <= length else visible[: length - 1] + "…"


@contextmanager
def open_sheets(package: Package, *, calculated: bool = False) -> Iterator[tuple[Sheet, ...]]:
    """Open the worksheets of an inspected package: formulas as text, or (calculated) as their last result.

    Raises WorkbookError for whatever goes wrong inside, while opening or while reading.
    """
    with _one_sentence(package):
        book = load_workbook(BytesIO(package.data), read_only=True, data_only=calculated, keep_links=False)
    try:
        yield tuple(_sheet(package, worksheet) for worksheet in book.worksheets)
    finally:
        book.close()


@contextmanager
def _one_sentence(package: Package) -> Iterator[None]:
    """Turn whatever openpyxl raises for a part that it did not expect into the one error a reader of files knows."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        sentence = _("{name}: está dañado por dentro y no se puede leer; pida que lo envíen de nuevo.")
        raise WorkbookError(sentence.format(name=shown(package.path.name))) from error


def _format(cell: Any) -> str:
    return cell.number_format if cell.data_type == "n" else ""


def _sheet(package: Package, worksheet: Any) -> Sheet:
    worksheet.reset_dimensions()

    def cells(bottom: int = MAX_ROW) -> Iterator[tuple[Place, Found]]:
        rows = enumerate(worksheet.iter_rows(max_row=min(bottom, MAX_ROW), max_col=COLUMNS), start=1)
        while True:
            with _one_sentence(package):
                row, cells_of_row = next(rows, (0, ()))
                held = [
                    ((row, cell.column), Found(cell.value, cell.data_type, _format(cell)))
                    for cell in cells_of_row
                    if cell.value is not None
                ]
            if not row:
                return
            yield from held

    return Sheet(worksheet.title, cells)
