"""An inspected workbook, opened with openpyxl: its sheets as cells, whatever their dimensions claim."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from posixpath import normpath
from typing import Any, Final, NamedTuple, TypeAlias
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import DATA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from scoring.messages import _
from scoring.quoting import quoted
from workbook.errors import WorkbookError
from workbook.model.cells import Area
from workbook.model.looks import coloured
from workbook.reading.over_cells import OverCell, over_cells
from workbook.reading.preflight import Package
from workbook.reading.sheet_layout import Links, SheetLayout, merged_areas, read_layout
from workbook.reading.style_looks import colour_of, style_looks
from workbook.reading.xml_check import MAX_ROW

Place: TypeAlias = tuple[int, int]
"""Row and column of a cell, from 1."""

MAX_COLUMNS: Final = 256
"""How far to the right a sheet is read."""
ERROR: Final = "e"
FORMULA: Final = "f"
_TEXT_RESULT: Final = "str"
"""openpyxl's data type of a formula whose last result is an empty text."""
_NO_PARTS: Final[frozenset[str]] = frozenset()


class ReadCell(NamedTuple):
    """What one cell of a sheet holds."""

    value: Any
    """A text, int, float, bool, date, time, or a formula's text; never None."""
    type: str
    """openpyxl's data type; `FORMULA` and `ERROR` are the ones that matter."""
    format: str
    """The format of a number or date, such as `0%`; empty for anything else."""
    struck: bool = False
    """Whether it is crossed out, or a part of it."""
    letters: frozenset[str] = _NO_PARTS
    """The colours of its parts, where it has parts (`workbook.model.looks`)."""


class ReadSheet(NamedTuple):
    """A worksheet of an open workbook; its cells are read when asked for."""

    title: str
    cells: Callable[[int], Iterator[tuple[Place, ReadCell]]]
    """The cells that hold something, down to the given row."""
    layout: Callable[[], SheetLayout]
    """What it is beside what its cells hold."""
    merges: Callable[[], frozenset[Area]]
    """The merged areas of its layout."""
    hidden: bool = False
    over: Callable[[Links], tuple[OverCell, ...]] = lambda _links: ()
    """What lies over the cells: comments, drawn figures, pictures, and the links of its layout."""


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
        opened = load_workbook(
            BytesIO(package.data), read_only=True, data_only=calculated, keep_links=False, rich_text=True
        )
        reader = _Reader(opened)
    try:
        yield tuple(_sheet(package, worksheet, reader) for worksheet in opened.worksheets)
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


class _Reader:
    """Reads the cells of an opened workbook; what openpyxl says of a style is asked once."""

    def __init__(self, opened: Any) -> None:
        self.looks = style_looks(opened)
        self._opened = opened
        self._styles: dict[int, tuple[str, bool]] = {}

    def rows(self, worksheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield the rows of a worksheet, with their cells as openpyxl's parser has them."""
        opened = self._opened
        with worksheet._get_source() as source:  # noqa: SLF001 - openpyxl's own reading knows no texts with several fonts
            parser = WorkSheetParser(
                source,
                worksheet._shared_strings,  # noqa: SLF001
                data_only=opened.data_only,
                epoch=opened.epoch,
                date_formats=opened._date_formats,  # noqa: SLF001
                timedelta_formats=opened._timedelta_formats,  # noqa: SLF001
                rich_text=True,
            )
            for _event, element in iterparse(source):
                if element.tag == ROW_TAG:
                    yield parser.parse_row(element)
                    element.clear()
                elif element.tag == DATA_TAG:
                    return  # what comes after the rows is read elsewhere, or not at all

    def cell(self, worksheet: Any, cell: dict[str, Any]) -> ReadCell:
        """Return a cell of a worksheet."""
        style, value, kind = cell["style_id"], cell["value"], cell["data_type"]
        if style not in self._styles:
            styled: Any = ReadOnlyCell(worksheet, **cell)
            self._styles[style] = styled.number_format, bool(styled.font.strike)
        number_format, struck = self._styles[style]
        letters = _NO_PARTS
        if isinstance(value, CellRichText):
            fonts = [block.font for block in value if isinstance(block, TextBlock) and block.text.strip()]
            struck = struck or any(font.strike for font in fonts)
            letters = frozenset(coloured("", colour_of(font.color)).letters for font in fonts)
            value = str(value)
        return ReadCell("" if value is None else value, kind, number_format if kind in "nd" else "", struck, letters)


def _sheet(package: Package, worksheet: Any, reader: _Reader) -> ReadSheet:
    part = normpath(worksheet._worksheet_path).lstrip("/")  # noqa: SLF001 - in no other place is it said

    def cells(bottom: int = MAX_ROW) -> Iterator[tuple[Place, ReadCell]]:
        rows = reader.rows(worksheet)
        last = 0
        while True:
            with _one_sentence(package):
                row, cells_of_row = next(rows, (0, []))
                filled = [
                    ((row, cell["column"]), reader.cell(worksheet, cell))
                    for cell in cells_of_row
                    if (cell["value"] is not None or cell["data_type"] == _TEXT_RESULT)
                    and 0 < cell["column"] <= MAX_COLUMNS
                ]
            if not row or row > min(bottom, MAX_ROW):
                return
            if row > last:
                yield from filled
                last = row

    def data() -> bytes:
        with ZipFile(BytesIO(package.data)) as archive:
            return archive.read(part)  # the part has been checked: its size, and that it is XML

    def layout() -> SheetLayout:
        with _one_sentence(package):
            return read_layout(data(), reader.looks)

    def merges() -> frozenset[Area]:
        with _one_sentence(package):
            return merged_areas(data())

    def over(links: Links) -> tuple[OverCell, ...]:
        with _one_sentence(package):
            return over_cells(package, part, links)

    return ReadSheet(worksheet.title, cells, layout, merges, worksheet.sheet_state != "visible", over)
