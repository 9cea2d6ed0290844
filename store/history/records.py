"""The history table: what every cell held, and each change since.

| id | document |
|---|---|
| 0 | where this history begins: when, who, how many rows came before, the terms, the hash the first row continues |
| 1, 2, 3… | an event that concerns no cell: a row without one, with the definition that it changed |
| cell's id · 00000 | the cell as it was where the history begins: its revision and figure |
| cell's id · revision | one change: number, when, who, batch, cell, revision, old, new, note, hash |

Rows stand beside their cell's earlier ones and not in order of time, and every cell has an opening row: two branches
that change different cells thus add their rows at different places, between lines that neither changed, and git
merges them. `seq` gives the order of time.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from scoring.messages import _
from scoring.model import Cell
from scoring.model.plain import mapping, optional, read_value, text, whole
from store.documents.decoding import Document, Tables
from store.documents.definition import Terms, terms_of
from store.documents.values import read
from store.errors import DamagedError
from store.history.chain import digest
from store.protocol import Record, RecordKind

ORIGIN: Final = "0"
"""The id of the document that says where the history begins."""

NO_CELL: Final = "0"
"""Stands for a cell's id in the ids of events."""

_REVISIONS: Final = 100_000
"""More revisions than a cell ever has: a rotation does not begin them anew."""

_SEGMENT: Final = re.compile(r"[0-9]{4}-[0-9a-f]{8}")
"""The name of a sealed segment (`store.file.segments`)."""


def opening(tables: Tables, *, at: str, by: str, note: str = "") -> dict[str, Document]:
    """Return the history of a plan that begins now with the cells as `tables` hold them.

    `at` is an ISO 8601 time with its offset, `by` who made the plan.
    """
    rows = {row_id(id_, 0): opening_row(cell) for id_, cell in tables["cells"].items()}
    origin = {"at": at, "by": by, "note": note, "rows": 0, "terms": terms_of(tables), "opening": opening_digest(rows)}
    return {ORIGIN: {**origin, "head": digest(origin)}, **rows}


def opening_row(cell: Document) -> Document:
    """Return the row that says how `cell`, a document of the cells table, stood where the history begins."""
    return {"cell": cell["cell"], "rev": cell["rev"], "new": cell["value"]}


def opening_digest(rows: Mapping[str, Document]) -> str:
    """Return the hash over all opening rows, by which the origin vouches for them."""
    return digest(dict(rows))


def row_id(cell: str, rev: int) -> str:
    """Return the id of the row that made revision `rev` of the cell with the id `cell`; 0 is the opening."""
    return str(int(cell) * _REVISIONS + rev)


def next_event_id(table: Iterable[str]) -> str:
    """Return the id for one more event in a history with these ids."""
    return row_id(NO_CELL, 1 + max((int(id_) for id_ in table if int(id_) < _REVISIONS), default=0))


def is_opening(id_: str) -> bool:
    """Tell whether this is the id of an opening row, or of the origin."""
    return int(id_) % _REVISIONS == 0


def origin(tables: Tables) -> Document:
    """Return the document that says where the history begins."""
    try:
        document = tables["history"][ORIGIN]
    except KeyError:
        raise DamagedError(_("falta la historia: no hay documento 0 en «history»"), "history/0") from None
    return read(document, f"history/{ORIGIN}", _origin)


def in_order(table: Mapping[str, Document]) -> list[Document]:
    """Return the rows of changes and events, oldest first; the order of merged branches is the same everywhere."""
    rows = [read(doc, f"history/{id_}", _checked) for id_, doc in table.items() if not is_opening(id_)]
    return sorted(rows, key=lambda row: (row["seq"], row["hash"]))


def newest(table: Mapping[str, Document]) -> dict[str, tuple[int, str | None]]:
    """Return for each cell (by its stored name) the revision and figure that the history says it has."""
    found: dict[str, tuple[int, str | None]] = {}
    for id_, row in table.items():
        if id_ == ORIGIN or not ("cell" in row or is_opening(id_)):
            continue
        name, rev = read(row, f"history/{id_}", lambda row: (text(row["cell"]), whole(row["rev"])))
        if name not in found or found[name][0] < rev:
            found[name] = (rev, row.get("new"))
    return found


def recorded_terms(table: Mapping[str, Document]) -> Terms:
    """Return the plan's terms as the history has them: as it begins, with each change since."""
    changes = [read(row, f"history/{id_}", _change_of_terms) for id_, row in table.items() if "terms" in row]
    found: dict[str, str | None] = {}
    for _place, terms in sorted(changes, key=lambda change: change[0]):
        found |= terms
    return found


def check(tables: Tables) -> None:
    """Raise DamagedError where a document of the history lacks what the program goes by."""
    origin(tables)
    in_order(tables["history"])
    newest(tables["history"])
    recorded_terms(tables["history"])


def as_rows(documents: Iterable[Document]) -> tuple[Record, ...]:
    """Return the rows as the program sees them."""
    return tuple(read(doc, f"history seq {doc['seq']}", _row) for doc in documents)


def _change_of_terms(row: Document) -> tuple[tuple[int, str], Terms]:
    """Return a row's place in the order of time, the origin's before all others, and the terms it holds."""
    place = (whole(row["seq"]), text(row["hash"])) if "seq" in row else (0, "")
    return place, {where: optional(text)(document) for where, document in mapping(row["terms"]).items()}


def _origin(document: Document) -> Document:
    text(document["head"])
    whole(document["rows"])
    if "segment" in document and not _SEGMENT.fullmatch(text(document["segment"])):
        raise ValueError(_("{value!r} no es el nombre de un segmento").format(value=document["segment"]))
    return document


def _checked(document: Document) -> Document:
    whole(document["seq"])
    text(document["hash"])
    text(document["prev"])
    return document


def _row(document: Document) -> Record:
    return Record(
        seq=whole(document["seq"]),
        at=text(document["at"]),
        by=text(document["by"]),
        batch=text(document["batch"]),
        cell=Cell.parse(document["cell"]) if document.get("cell") else None,
        old=read_value(document.get("old")),
        new=read_value(document.get("new")),
        note=text(document.get("note", "")),
        rev=whole(document["rev"]),
        origin=RecordKind(document.get("origin", RecordKind.EDIT)),
        of=text(document.get("of", "")),
        hash=text(document["hash"]),
    )
