"""The notes that belong to cells."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from scoring.model import Cell
from store.loaded import RecordKind
from store.protocol import NOTE_EMPTIED, Record

BULK: Final = 6
"""A note on more cells than this in one batch is about the batch (an import, a demonstration), not about each cell."""


def latest_notes(history: Sequence[Record]) -> dict[Cell, str]:
    """Return the latest note of each cell that has one; `history` is oldest first.

    A batch that was taken back takes its note with it, and a note that was emptied is none.
    """
    undone = _undone(history)
    rows = [row for row in history if row.cell and row.note and row.batch not in undone]
    sizes = Counter(row.batch for row in rows)
    notes = {row.cell: row.note for row in rows if row.cell and sizes[row.batch] <= BULK}
    return {cell: note for cell, note in notes.items() if note != NOTE_EMPTIED}


def _undone(history: Sequence[Record]) -> set[str]:
    """Return the batches that were taken back and not put back since."""
    undone: set[str] = set()
    for row in history:
        if row.kind is RecordKind.UNDO:
            undone.add(row.of)
        elif row.kind is RecordKind.REDO:
            undone.discard(row.of)
    return undone
