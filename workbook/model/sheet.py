"""A sheet that is being laid out, and the workbook that the sheets make up."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from workbook.model.cells import Area, Computed, SheetCell, SheetValue, Style
from workbook.model.formula_references import absolute, quoted
from workbook.model.sheet_features import Chart, ConditionalFormat, PageSetup, PlacedPicture, TableRange, Validation


class Sheet:
    """A sheet being laid out; everything a renderer needs, in the order it was put."""

    def __init__(self, name: str, page: PageSetup | None = None, *, hidden: bool = False) -> None:
        self.name = name
        self.page = page or PageSetup()
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
        self.conditional_formats: list[ConditionalFormat] = []
        self.charts: list[Chart] = []
        self.pictures: list[PlacedPicture] = []
        self.tables: list[TableRange] = []
        self.freeze: tuple[int, int] | None = None
        self.tab = ""
        self.zoom = 100

    def put(
        self,
        row: int,
        column: int,
        value: SheetValue,
        style: Style,
        formula: str = "",
        *,
        link: str = "",
        shows: str = "",
    ) -> None:
        """Fill one cell."""
        self.cells[row, column] = SheetCell(value, style, formula, link, shows)

    def put_computed(self, row: int, column: int, computed: Computed, style: Style, *, shows: str = "") -> None:
        """Fill one cell with a value and the formula that comes to it."""
        self.cells[row, column] = SheetCell(computed.value, style, computed.formula, "", shows)

    def put_row(self, row: int, column: int, values: Sequence[SheetValue], style: Style) -> None:
        """Fill cells side by side, from `column` on."""
        for offset, value in enumerate(values):
            self.cells[row, column + offset] = SheetCell(value, style)

    def spread(self, area: Area, value: SheetValue, style: Style, formula: str = "", *, shows: str = "") -> None:
        """Merge an area into one cell; each of its cells gets the style, so that the frame is whole."""
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self.cells[row, column] = SheetCell(None, style)
        self.cells[area.top, area.left] = SheetCell(value, style, formula, "", shows)
        if area.top != area.bottom or area.left != area.right:
            self.merges.append(area)

    def rows(self) -> Iterator[tuple[int, list[tuple[int, SheetCell]]]]:
        """Yield the rows that hold something, each with its cells from left to right."""
        held = defaultdict[int, list[tuple[int, SheetCell]]](list)
        for (row, column), cell in self.cells.items():
            held[row].append((column, cell))
        for row in sorted(held):
            yield row, sorted(held[row], key=itemgetter(0))

    def at(self, row: int, column: int) -> str:
        """Return the absolute reference of a cell, for the formulas of any sheet."""
        return f"{quoted(self.name)}!{absolute(row, column)}"

    def along(self, row: int, left: int, right: int) -> str:
        """Return the absolute reference of a stretch of a row."""
        return f"{quoted(self.name)}!{absolute(row, left)}:{absolute(row, right)}"

    def along_column(self, column: int, top: int, bottom: int) -> str:
        """Return the absolute reference of a stretch of a column."""
        return f"{quoted(self.name)}!{absolute(top, column)}:{absolute(bottom, column)}"


class SheetsInTurn:
    """Sheets that are made when their turn comes, so that one is in memory and not all; made anew each time."""

    def __init__(self, makers: Mapping[str, Callable[[], Sheet]]) -> None:
        """Take what makes each sheet, by the sheet's name."""
        self.names = tuple(makers)
        self._makers = makers

    def __iter__(self) -> Iterator[Sheet]:
        """Make the sheets one after the other."""
        return (make() for make in self._makers.values())

    def showing(self, names: Collection[str]) -> "SheetsInTurn":
        """Return the same sheets, of which only those of these names are visible."""

        def shown(name: str, make: Callable[[], Sheet]) -> Sheet:
            sheet = make()
            sheet.hidden = name not in names
            return sheet

        return SheetsInTurn({name: partial(shown, name, make) for name, make in self._makers.items()})


class Workbook(NamedTuple):
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
