"""What the tables of a form hold: its indicators as lines, with the levels above them."""

from collections.abc import Mapping
from typing import NamedTuple

from workbook.form.files.grid import EMPTY, FormCell
from workbook.form.headings.chosen import Chosen
from workbook.form.values.periods import Span
from workbook.form.words import Role


class Level(NamedTuple):
    """One of the levels above an indicator: what the form calls it, and its text."""

    name: str
    role: Role
    text: str
    weight: str = ""
    """The weight that a band prints within its text."""
    number: str = ""


class Beside(NamedTuple):
    """A further row of an indicator whose cells are merged over several: another action, with its own dates."""

    levels: tuple[Level, ...]
    cells: Mapping[Role, FormCell]


class Line(NamedTuple):
    """An indicator as the form prints it."""

    sheet: str
    row: int
    levels: tuple[Level, ...]
    """From the outermost inwards, without those that are empty."""
    cells: Mapping[Role, FormCell]
    weight_row: int
    """The row of the cell of its weight; of merged cells, the first."""
    kept: tuple[tuple[str, str], ...]
    """Headings and texts of the columns that are no field."""
    programme: tuple[tuple[Span, FormCell], ...]
    executed: tuple[tuple[Span, FormCell], ...]
    columns: Chosen
    """Of its table."""
    beside: tuple[Beside, ...] = ()

    def cell(self, role: Role) -> FormCell:
        """Return the cell of a field; an empty one where the table has no such column."""
        return self.cells.get(role, EMPTY)

    def text(self, role: Role) -> str:
        """Return the text of a field."""
        return self.cell(role).text

    @property
    def name(self) -> str:
        """What the indicator is called: the text of its column, else its goal's."""
        return self.text(Role.INDICATOR) or self.text(Role.GOAL)


class Sheet(NamedTuple):
    """What the tables of one sheet hold."""

    lines: tuple[Line, ...]
    doubts: tuple[str, ...]
    """Sentences on rows that could not be placed."""
