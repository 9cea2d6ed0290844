"""An inspected workbook, opened with openpyxl: its sheets as cells, whatever their dimensions claim."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import normpath
from typing import Any, Final, NamedTuple, TypeAlias
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from scoring.messages import _
from scoring.quoting import quoted
from workbook.errors import WorkbookError
from workbook.reading.over_cells import OverCell, over_cells
from workbook.reading.preflight import Package
from workbook.reading.xml_check import MAX_ROW

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 1."""

MAX_COLUMNS: Final = 256
"""How far to the right a sheet is read."""
ERROR: Final = "e"
FORMULA: Final = "f"
_MERGED: Final = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Za-z0-9:$]+)["']""")
"""A merged area in a sheet's XML."""
_TEXT_RESULT: Final = "str"
"""openpyxl's data type of a formula whose last result is an empty text."""


class ReadCell(NamedTuple):
    """What one cell of a sheet holds."""

    value: Any
    """A text, int, float, bool, date, time, or a formula's text; never None."""
    type: str
    """openpyxl's data type; `FORMULA` and `ERROR` are the ones that matter."""
    format: str
    """The format of a number or date, such as `0%`; empty for anything else."""
    struck: bool = False
    """Whether it is crossed out."""


class ReadSheet(NamedTuple):
    """A worksheet of an open workbook; its cells are read when asked for."""

    title: str
    cells: Callable[[int], Iterator[tuple[Place, ReadCell]]]
    """The cells that hold something, down to the given row."""
    merges: Callable[[], Iterator[tuple[int, int, int, int]]]
    """The merged areas: first row and column, last row and column."""
    hidden: bool = False
    over: Callable[[], tuple[OverCell, ...]] = tuple
    """What lies over the cells: comments, drawn figures, pictures."""


def address(sheet: str, place: Place) -> str:
    """Return the place of a cell as a person looks it up: `Seguimiento!H14`."""
    row, column = place
    return f"{quoted(sheet)}!{get_column_letter(column)}{row}"


@contextmanager
def open_sheets(package: Package, *, calculated: bool = False) -> Iterator[tuple[ReadSheet, ...]]:
    """Open the worksheets of an inspected package: formulas as text, or (calculated) as their last result.

    Raises WorkbookError for whatever goes wrong inside, while opening or while reading.
    """
    with _one_sentence(package):
        opened = load_workbook(BytesIO(package.data), read_only=True, data_only=calculated, keep_links=False)
    try:
        yield tuple(_sheet(package, worksheet) for worksheet in opened.worksheets)
    finally:
        opened.close()


@contextmanager
def _one_sentence(package: Package) -> Iterator[None]:
    """Turn whatever openpyxl raises for a part that it did not expect into the one error a reader of files knows."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        sentence = _("{name}: está dañado por dentro y no se puede leer; pida que lo envíen de nuevo.")
        raise WorkbookError(sentence.format(name=quoted(package.path.name))) from error


def _format(cell: Any) -> str:
    return cell.number_format if cell.data_type in "nd" else ""


def _sheet(package: Package, worksheet: Any) -> ReadSheet:
    worksheet.reset_dimensions()
    part = normpath(worksheet._worksheet_path).lstrip("/")  # noqa: SLF001 - in no other place is it said

    def cells(bottom: int = MAX_ROW) -> Iterator[tuple[Place, ReadCell]]:
        rows = enumerate(worksheet.iter_rows(max_row=min(bottom, MAX_ROW), max_col=MAX_COLUMNS), start=1)
        while True:
            with _one_sentence(package):
                row, cells_of_row = next(rows, (0, ()))
                filled = [
                    (
                        (row, cell.column),
                        ReadCell(
                            "" if cell.value is None else cell.value,
                            cell.data_type,
                            _format(cell),
                            bool(cell.font.strike),
                        ),
                    )
                    for cell in cells_of_row
                    if cell.value is not None or cell.data_type == _TEXT_RESULT
                ]
            if not row:
                return
            yield from filled

    def merges() -> Iterator[tuple[int, int, int, int]]:
        with _one_sentence(package), ZipFile(BytesIO(package.data)) as archive:
            found = _MERGED.findall(archive.read(part))  # the part has been checked: its size, and that it is XML
            areas = [range_boundaries(reference.decode()) for reference in found]
        for left, top, right, bottom in areas:
            if top and left and bottom and right:
                yield top, left, bottom, right

    def over() -> tuple[OverCell, ...]:
        with _one_sentence(package):
            return over_cells(package, part)

    return ReadSheet(worksheet.title, cells, merges, worksheet.sheet_state != "visible", over)
