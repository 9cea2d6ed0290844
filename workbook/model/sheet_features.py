"""What a sheet has beside its cells: validations, conditional formats, charts, tables, page set-up."""

from enum import StrEnum
from typing import Literal, NamedTuple

from workbook.model.cells import Area, SheetValue
from workbook.model.picture import Picture


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


class ConditionalFormat(NamedTuple):
    """A conditional format: where `formula` (relative to the first area's top left) holds, these colours."""

    formula: str
    areas: tuple[Area, ...]
    colour: str = ""
    fill: str = ""
    number: str = ""


class Series(NamedTuple):
    """One series of a chart: the range of its values, what they are, and what tells it apart in black and white."""

    title: str
    reference: str
    values: tuple[SheetValue, ...]
    colour: str
    point: Literal["circle", "diamond", "square", "triangle"] = "circle"
    """The shape of a line's points."""
    dashed: bool = False
    """Whether a line is dashed."""
    pattern: Literal["", "wdUpDiag", "smCheck"] = ""
    """What fills columns; empty for a solid fill."""


class ChartKind(StrEnum):
    """The charts the workbook draws."""

    LINES = "lines"
    BARS = "data_bars"
    """Columns; a category has a value in one series only, so they are drawn over each other."""


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


class PlacedPicture(NamedTuple):
    """A picture anchored at a cell, in at most so many pixels."""

    picture: Picture
    row: int
    column: int
    width: int
    height: int


class PageSetup(NamedTuple):
    """How a sheet prints. Oficio is 216 × 330 mm, which Excel calls Folio."""

    landscape: bool = True
    tall: int = 0
    """How many pages it may be tall; 0 for as many as it takes. It is always one wide."""
    repeat: tuple[int, int] | None = None
    """The rows repeated on each page."""
    footer: str = ""
    numbered: bool = True
    """Whether the foot of each page has its number."""
    centred: bool = True


class TableRange(NamedTuple):
    """An Excel table with its filter."""

    name: str
    area: Area
    headings: tuple[str, ...]
