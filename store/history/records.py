"""The history table: what every cell held where it begins, and each change since.

The origin says where this history begins: when, who, how many rows came before, the definition, the revisions of the
fields changed before, the hash that the first row continues. Opening rows hold each cell's revision and value there. A
record is one change of a cell, a field, a node or an act: number, when, who, batch, what, revision, old, new, note,
hash. An event is a row of none of them, with the documents of the definition that another program changed.

Rows are beside their cell's earlier ones and not in order of time (`store.documents.ids`), and every cell has an
opening row: two branches that change different cells thus add their rows at different places, between lines that
neither changed, and git merges them. `seq` gives the order of time.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from scoring.messages import _
from scoring.model import Cell, CellChange
from scoring.model.plain_values import Reader, mapping, read_value, text, whole
from store.documents.definition import definition_of
from store.documents.ids import ORIGIN, is_opening, opening_id
from store.documents.json_reading import Document, Tables, read
from store.errors import DamagedError
from store.history.chain import digest
from store.loaded import RecordKind

if TYPE_CHECKING:
    from scoring.model.acts import Act
    from scoring.model.fields import Change, Field
    from scoring.model.structure import Node
    from store.protocol import Record

_SEGMENT: Final = r"[0-9]{4}-[0-9a-f]{8}"
"""The name of a sealed segment (`store.file.segments`)."""


def opening(tables: Tables, *, at: str, by: str, note: str = "") -> dict[str, Document]:
    """Return the history of a plan that begins now with the cells as `tables` hold them.

    `at` is an ISO 8601 time with its offset, `by` who made the plan.
    """
    rows = {opening_id(id_): opening_row(cell) for id_, cell in tables["cells"].items()}
    start = {
        "at": at,
        "by": by,
        "note": note,
        "rows": 0,
        "terms": definition_of(tables),
        "opening": opening_digest(rows),
    }
    return {ORIGIN: {**start, "head": digest(start)}, **rows}


def opening_row(cell: Document) -> Document:
    """Return the row that says how `cell`, a document of the cells table, was where the history begins."""
    return {"cell": cell["cell"], "rev": cell["rev"], "new": cell["value"]}


def opening_digest(rows: Mapping[str, Document]) -> str:
    """Return the hash over all opening rows, which the origin stores to prove them."""
    return digest(dict(rows))


def origin(tables: Tables) -> Document:
    """Return the document that says where the history begins."""
    try:
        document = tables["history"][ORIGIN]
    except KeyError:
        raise DamagedError(_("falta el historial: no hay documento 0 en «history»"), "history/0") from None
    return read(document, f"history/{ORIGIN}", _origin)


def in_order(table: Mapping[str, Document]) -> list[Document]:
    """Return the rows of changes and events, oldest first; the order of merged branches is the same everywhere."""
    rows = []
    for id_, row in table.items():
        if is_opening(id_):
            continue
        seq = row.get("seq")
        if type(seq) is not int or seq < 0 or type(row.get("hash")) is not str or type(row.get("prev")) is not str:
            read(row, f"history/{id_}", _checked)  # says what is wrong
        rows.append(row)
    return sorted(rows, key=lambda row: (row["seq"], row["hash"]))


def newest(table: Mapping[str, Document]) -> dict[str, tuple[int, str | None]]:
    """Return for each cell (by its stored name) the revision and value that the history says it has."""
    found: dict[str, tuple[int, str | None]] = {}
    for id_, row in table.items():
        if id_ == ORIGIN or not ("cell" in row or is_opening(id_)):
            continue
        name, rev = row.get("cell"), row.get("rev")
        if type(name) is not str or type(rev) is not int or rev < 0:
            name, rev = read(row, f"history/{id_}", lambda row: (text(row["cell"]), whole(row["rev"])))
        if name not in found or found[name][0] < rev:
            found[name] = (rev, row.get("new"))
    return found


def as_records(documents: Iterable[Document]) -> "tuple[Record, ...]":
    """Return the rows as the program sees them."""
    return tuple(read(document, f"history seq {document['seq']}", _record) for document in documents)


def change_to(record: "Record", value: Any) -> "Change | None":
    """Return the change that puts `value` into what a record is of; None for an event, which is of nothing."""
    if record.cell is not None:
        return CellChange(record.cell, value)
    if record.node is not None:
        from scoring.model.structure import NodeChange  # most histories have no nodes

        return NodeChange(record.node, value)
    if record.act is not None:
        from scoring.model.acts import ActChange  # most histories have no acts

        return ActChange(record.act, value)
    if record.field is None:
        return None
    from scoring.model.fields import FieldChange  # most histories have no fields

    return FieldChange(record.field, value)


def _origin(document: Document) -> Document:
    text(document["head"])
    whole(document["rows"])
    mapping(document.get("fields", {}))
    mapping(document.get("nodes", {}))
    mapping(document.get("acts", {}))
    if "segment" in document and not re.fullmatch(_SEGMENT, text(document["segment"])):
        raise ValueError(_("{value!r} no es el nombre de un segmento").format(value=document["segment"]))
    return document


def _checked(document: Document) -> Document:
    whole(document["seq"])
    text(document["hash"])
    text(document["prev"])
    return document


def _record(document: Document) -> "Record":
    if "field" in document:
        return _field_record(document)
    if "node" in document:
        return _node_record(document)
    if "act" in document:
        return _act_record(document)
    return _built(document, read_value, cell=Cell.parse(document["cell"]) if document.get("cell") else None)


def _field_record(document: Document) -> "Record":
    from scoring.model.fields import Field, FieldError, field_type  # most histories have no fields

    field = Field.parse(text(document["field"]))
    try:
        return _built(document, field_type(field).read, field=field)
    except FieldError:  # a later version of the program knows it
        return _built(document, lambda kept: kept, field=field)


def _node_record(document: Document) -> "Record":
    from scoring.model.structure import Node  # most histories have no nodes
    from store.documents.nodes import read_placed

    node = Node(text(document["node"]))
    return _built(document, lambda kept: read_placed(node.name, kept), node=node)


def _act_record(document: Document) -> "Record":
    from scoring.model.acts import Act  # most histories have no acts
    from store.documents.acts import read_document

    act = Act.parse(text(document["act"]))
    return _built(document, lambda kept: read_document(kept)[1] if isinstance(kept, dict) else None, act=act)


def _built(
    document: Document,
    read_kept: Reader,
    *,
    cell: Cell | None = None,
    field: "Field | None" = None,
    node: "Node | None" = None,
    act: "Act | None" = None,
) -> "Record":
    from store.protocol import Record  # a plan is read without its history's rows

    return Record(
        seq=whole(document["seq"]),
        at=text(document["at"]),
        by=text(document["by"]),
        batch=text(document["batch"]),
        cell=cell,
        field=field,
        node=node,
        act=act,
        old=read_kept(document.get("old")),
        new=read_kept(document.get("new")),
        note=text(document.get("note", "")),
        rev=whole(document["rev"]),
        kind=RecordKind(document.get("origin", RecordKind.EDIT)),
        of=text(document.get("of", "")),
        hash=text(document["hash"]),
        outside=document.get("origin") == RecordKind.EXTERNAL or "terms" in document,
    )
