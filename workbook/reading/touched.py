"""What somebody did to a workbook beside typing figures: what is not as it was exported, and where."""

from collections.abc import Callable, Collection, Mapping
from enum import Enum, auto
from typing import NamedTuple

from workbook.reading.over_cells import OverCell
from workbook.reading.sheet_layout import Links, SheetLayout
from workbook.reading.worksheets import Place, ReadCell, address


class StrangeKey(NamedTuple):
    """What was typed over a hidden key."""

    place: Place
    of_row: bool
    """Whether it is the key of a row, or that of a column."""
    text: str
    twin: Place | None = None
    """Where the same key is too; None where it is no key."""


class Act(Enum):
    """What somebody did to a cell."""

    COMPUTED_OVER = auto()
    """It held a formula, and holds something else."""
    CHANGED = auto()
    CLEARED = auto()
    ADDED = auto()
    """It held nothing, or was not there."""


class Touched(NamedTuple):
    """A cell that is not as it was exported."""

    sheet: str
    place: Place
    act: Act
    shows: str
    """What of the plan it showed (`workbook.model.shown`)."""
    content: ReadCell | None
    """None where it is blank."""
    row_key: str = ""
    """The hidden key of its row."""
    before: str = ""
    """The mark of what it held at export (`workbook.model.sheet_copy`)."""

    @property
    def address(self) -> str:
        """Its place as a person looks it up: `Seguimiento!H14`."""
        return address(self.sheet, self.place)


class GoneRow(NamedTuple):
    """A row that was exported and is not there any more."""

    sheet: str
    row: int
    """Its number in the export."""
    key: str


class Shifted(NamedTuple):
    """Rows and columns that came between those of the export, and columns that were taken out."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    gone: tuple[int, ...]
    """Their numbers in the export."""


class Renamed(NamedTuple):
    """A sheet that has another name than at export, or a copy of one that is there as well."""

    sheet: str
    title: str
    is_copy: bool


class Change(Enum):
    """What somebody did to cells beside what they hold."""

    STRUCK = auto()
    """They, or parts of them, are crossed out."""
    COLOURED = auto()
    CHECKED = auto()
    """Other validations cover them."""
    FORMATTED = auto()
    """Other conditional formats cover them."""
    MERGED = auto()
    """They are the first of those that are merged and were not."""
    SPLIT = auto()
    """They are the first of those that were merged and are not."""


class Altered(NamedTuple):
    """The cells of a sheet to which the same was done."""

    sheet: str
    change: Change
    places: tuple[Place, ...]
    """From top to bottom."""


class Hidden(NamedTuple):
    """Rows and columns of a sheet that are hidden and were not."""

    sheet: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]


class Printed(NamedTuple):
    """A sheet whose pages say something else at their head or foot."""

    sheet: str
    words: str


class Unlike(NamedTuple):
    """All that is not as it was exported, but for what was typed where figures are."""

    cells: tuple[Touched, ...] = ()
    rows: tuple[GoneRow, ...] = ()
    sheets: tuple[str, ...] = ()
    """The exported sheets that are gone."""
    strangers: tuple[str, ...] = ()
    """Sheets that were not exported; their cells are not among `cells`."""
    renamed: tuple[Renamed, ...] = ()
    hidden: tuple[str, ...] = ()
    """Sheets that were visible at export."""
    shifted: tuple[Shifted, ...] = ()
    altered: tuple[Altered, ...] = ()
    lines: tuple[Hidden, ...] = ()
    printed: tuple[Printed, ...] = ()
    order: tuple[str, ...] = ()
    """The sheets in the order that they have now; empty where it is that of the export."""
    over: tuple[tuple[str, OverCell], ...] = ()
    """What was put over cells: comments, drawn figures, pictures, links."""
    keys: tuple[tuple[str, StrangeKey], ...] = ()
    """What was typed over hidden keys."""


class Shown(NamedTuple):
    """A sheet that came back."""

    title: str
    contents: Mapping[Place, ReadCell]
    keyed: Collection[Place]
    """The places where figures are typed."""
    hidden: bool
    layout: Callable[[], SheetLayout]
    over: Callable[[Links], tuple[OverCell, ...]]
    keys: tuple[StrangeKey, ...]
    """What is in the place of hidden keys and is none."""
