"""The form as rows of text, whichever file it came in."""

from typing import NamedTuple


class FormRow(NamedTuple):
    """One row of the form: its number as a person counts it, and its cells, stripped."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the text in `column` (from 0), empty where the row does not reach it."""
        return self.cells[column] if 0 <= column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold something."""
        return tuple(column for column, text in enumerate(self.cells) if text)
