"""The workbook as data: sheets of cells that hold a value, how it is computed and how it looks.

One model drives what openpyxl writes, the cached values, and the tests: a formula's `value` is the figure of the
score it must come to. Nothing here knows openpyxl. Rows and columns count from 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

Shown: TypeAlias = Decimal | float | str | date | None
"""What a cell shows: a number, a text, a date, or nothing."""


class Style(NamedTuple):
    """How a cell looks and whether it can be typed into. Colours are RRGGBB, sizes points."""

    size: float = 9
    bold: bool = False
    italic: bool = False
    colour: str = "1F2933"
    fill: str = ""
    border: str = ""
    """The colour of a thin frame; empty for none."""
    number: str = "General"
    across: Literal["", "left", "center", "right"] = ""
    down: Literal["top", "center", "bottom"] = "center"
    wrap: bool = False
    indent: int = 0
    locked: bool = True


class SheetCell(NamedTuple):
    """One cell: what it shows, by which formula (without `=`; empty for a literal), and how."""

    value: Shown
    style: Style
    formula: str = ""
    link: str = ""
    """Where a click leads inside the workbook: `'Seguimiento'!B12`."""


class Area(NamedTuple):
    """A rectangle of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return the A1 form."""
        return f"{column_letter(self.left)}{self.top}:{column_letter(self.right)}{self.bottom}"


class Validation(NamedTuple):
    """What may be typed into some cells, and what is said about it. Texts have at most 255 characters."""

    kind: Literal["custom", "whole"]
    formula: str
    areas: tuple[Area, ...]
    title: str
    prompt: str
    error: str
    upper: str = ""
    """The upper bound of a whole number; `formula` is the lower one."""


class Rule(NamedTuple):
    """A conditional format: where `formula` (relative to the first area's top left) holds, these colours."""

    formula: str
    areas: tuple[Area, ...]
    colour: str = ""
    fill: str = ""
    number: str = ""


class Bars(NamedTuple):
    """Data bars from 0 to 1 behind an area's fractions."""

    area: Area
    colour: str


class Series(NamedTuple):
    """One series of a chart: the range of its values, and what stands there."""

    title: str
    reference: str
    values: tuple[Shown, ...]
    colour: str


class ChartKind(StrEnum):
    """The charts the workbook draws."""

    LINES = "lines"
    BARS = "bars"
    """Columns, one series over the other: a category has a value in one series only."""


class Chart(NamedTuple):
    """A chart of fractions, anchored at a cell; width and height in centimetres."""

    kind: ChartKind
    title: str
    categories: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    row: int
    column: int
    width: float
    height: float


class Page(NamedTuple):
    """How a sheet prints. Oficio is 216 × 330 mm, which Excel calls Folio."""

    landscape: bool = True
    tall: int = 0
    """How many pages it may be tall; 0 for as many as it takes. It is always one wide."""
    repeat: tuple[int, int] | None = None
    """The rows repeated on each page."""
    footer: str = ""
    centred: bool = True


class TableRange(NamedTuple):
    """An Excel table with its filter."""

    name: str
    area: Area
    headings: tuple[str, ...]


class Sheet:
    """A sheet being laid out; everything a renderer needs, in the order it was put."""

    def __init__(self, name: str, page: Page | None = None, *, hidden: bool = False) -> None:
        self.name = name
        self.page = page or Page()
        self.hidden = hidden
        self.protected = True
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self.merges: list[Area] = []
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.hidden_columns: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.breaks: list[int] = []
        self.validations: list[Validation] = []
        self.rules: list[Rule] = []
        self.bars: list[Bars] = []
        self.charts: list[Chart] = []
        self.tables: list[TableRange] = []
        self.freeze: tuple[int, int] | None = None
        self.tab = ""
        self.zoom = 100

    def put(self, row: int, column: int, value: Shown, style: Style, formula: str = "", *, link: str = "") -> None:
        """Fill one cell."""
        self.cells[row, column] = SheetCell(value, style, formula, link)

    def put_row(self, row: int, column: int, values: Sequence[Shown], style: Style) -> None:
        """Fill cells side by side, from `column` on."""
        for offset, value in enumerate(values):
            self.cells[row, column + offset] = SheetCell(value, style)

    def spread(self, area: Area, value: Shown, style: Style, formula: str = "", *, link: str = "") -> None:
        """Merge an area into one cell; each of its cells gets the style, so that the frame is whole."""
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self.cells[row, column] = SheetCell(None, style)
        self.cells[area.top, area.left] = SheetCell(value, style, formula, link)
        if area.top != area.bottom or area.left != area.right:
            self.merges.append(area)

    def rows(self) -> Iterator[tuple[int, list[tuple[int, SheetCell]]]]:
        """Yield the rows that hold something, each with its cells from left to right."""
        row, cells = 0, list[tuple[int, SheetCell]]()
        for (at, column), cell in sorted(self.cells.items()):
            if at != row:
                if cells:
                    yield row, cells
                row, cells = at, []
            cells.append((column, cell))
        if cells:
            yield row, cells

    def at(self, row: int, column: int) -> str:
        """Return the absolute reference of a cell, for the formulas of any sheet."""
        return f"{quoted(self.name)}!{absolute(row, column)}"

    def along(self, row: int, left: int, right: int) -> str:
        """Return the absolute reference of a stretch of a row."""
        return f"{quoted(self.name)}!{absolute(row, left)}:{absolute(row, right)}"

    def along_column(self, column: int, top: int, bottom: int) -> str:
        """Return the absolute reference of a stretch of a column."""
        return f"{quoted(self.name)}!{absolute(top, column)}:{absolute(bottom, column)}"


class Book(NamedTuple):
    """A workbook: its sheets, in the order they are made, and the names of cells that formulas use."""

    sheets: Iterable[Sheet]
    written: tuple[str, ...]
    """The names of the sheets, in the order they come."""
    tabs: tuple[str, ...]
    """The same names in the order of the tabs."""
    names: tuple[tuple[str, str], ...]
    """Defined names and what they refer to."""
    title: str
    author: str
    properties: tuple[tuple[str, str], ...] = ()
    """What the file's own properties say beside title and author."""


NOT_AVAILABLE: Final = "#N/A"
"""The value of a formula that leaves a gap in a line; only charts are fed with it."""

MES_CORTE: Final = "mes_corte"
"""The defined name of the cell that holds the cut-off month, 0 to 12."""


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """Return a column's letters: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def absolute(row: int, column: int) -> str:
    """Return an absolute reference within a sheet: `$B$12`."""
    return f"${column_letter(column)}${row}"


def quoted(name: str) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + name.replace("'", "''") + "'"


def literal(text: str) -> str:
    """Return a text as formulas write it; Excel takes at most 255 characters."""
    return '"' + text[:255].replace('"', '""') + '"'
