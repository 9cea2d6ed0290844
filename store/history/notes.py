"""The notes that belong to cells."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from scoring.model import Cell
from store.protocol import Record

BULK: Final = 6
"""A note on more cells than this in one batch tells of the batch (an import, a demonstration), not of each cell."""


def latest_notes(history: Iterable[Record]) -> dict[Cell, str]:
    """Return the latest note of each cell that has one; `history` is oldest first."""
    rows = [row for row in history if row.cell and row.note]
    sizes = Counter(row.batch for row in rows)
    return {row.cell: row.note for row in rows if row.cell and sizes[row.batch] <= BULK}
