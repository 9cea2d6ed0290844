"""The history table: what every cell held, and each change since.

| id | document |
|---|---|
| 0 | where this history begins: when, who, how many rows came before, the hash the first row continues |
| cell's id · 00000 | the cell as it was there: revision and figure (`opening`) |
| cell's id · revision | one change: number, when, who, batch, cell, old, new, note, hash |

Rows stand beside their cell's earlier ones and not in order of time, and every cell has an opening row: two branches
that change different cells thus add their rows at different places, between lines that neither changed, and git
merges them. `seq` gives the order of time.
"""

from collections.abc import Mapping
from typing import Final

from store.chain import digest
from store.encoding import Document, Tables

ORIGIN: Final = "0"
"""The id of the document that says where the history begins."""

_REVISIONS: Final = 100_000
"""More revisions than a cell can have between two rotations of the history."""


def opening(tables: Tables, *, at: str, by: str, note: str = "") -> dict[str, Document]:
    """Return the history of a plan that begins now with the cells as `tables` hold them.

    `at` is an ISO 8601 time with its offset, `by` who made the plan.
    """
    rows = {row_id(id_, 0): _opening_row(cell) for id_, cell in tables["cells"].items()}
    origin = {"at": at, "by": by, "note": note, "rows": 0, "opening": opening_digest(rows)}
    return {ORIGIN: {**origin, "head": digest(origin)}, **rows}


def row_id(cell: str, rev: int) -> str:
    """Return the id of the row that made revision `rev` of the cell with the id `cell`; 0 is the opening."""
    return str(int(cell) * _REVISIONS + rev)


def opening_digest(rows: Mapping[str, Document]) -> str:
    """Return the hash over all opening rows, by which the origin vouches for them."""
    return digest(dict(rows))


def _opening_row(cell: Document) -> Document:
    return {"cell": cell["cell"], "rev": cell["rev"], "new": cell["value"]}
