"""The step from one state of a plan to the next by changes of its definition: of fields, of nodes, and by acts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.model import Plan
from scoring.model.acts import Act, ActChange
from scoring.model.fields import CELLS_OF, PLACE, Field, FieldChange, value_of
from scoring.model.plain_values import plain
from scoring.model.structure import Node, NodeChange, Placed, placed
from store.documents.acts import TABLE, document_made_of_act, kept_act
from store.documents.cells import read_cells, with_missing
from store.documents.definition import text_of
from store.documents.fields import document_of, kept_field, with_kept_value
from store.documents.ids import act_id, field_record_id, free_record_id
from store.documents.json_reading import Document, Tables
from store.documents.nodes import TABLES, document_made_of, in_place, located
from store.history.records import newest
from store.history.state import Stamp, State, Step, new_row, together
from store.loaded import RecordKind, Revisions


class _Change(NamedTuple):
    """A change as documents."""

    address: Field | Node | Act
    row: Document
    """What its record says of it."""
    table: str
    id: str
    """The document beside whose other records its own goes."""
    documents: Mapping[str, Mapping[str, Document | None]]
    """What it puts in place or adds; None stands for a document that is taken out."""


def definition_step(
    state: State, changes: Sequence[FieldChange | NodeChange | ActChange], plan: Plan, stamp: Stamp
) -> Step:
    """Return the state after `changes`, which give `plan`, each with its record.

    StructureError for one that cannot be made.
    """
    before = state
    written: Tables | None = {}
    for change in changes:
        after = plan if len(changes) == 1 else state.plan.with_changes((change,))
        done = _changed(state, change, after, stamp)
        state, written = done.state, together(written, done.documents)
    if any(map(_brings_cells, changes)):
        cells = with_missing(state.tables)
        added = {id_: document for id_, document in cells.items() if id_ not in before.tables["cells"]}
        state, written = _with_cells(state, cells), together(written, {"cells": added})
    return Step(state, written)


def _changed(state: State, change: FieldChange | NodeChange | ActChange, plan: Plan, stamp: Stamp) -> Step:
    """Return the state after a change, which gives `plan`, with its record."""
    if isinstance(change, ActChange):
        return _act(state, change, plan, stamp)
    return _field(state, change, plan, stamp) if isinstance(change, FieldChange) else _node(state, change, plan, stamp)


def _brings_cells(change: FieldChange | NodeChange | ActChange) -> bool:
    if isinstance(change, FieldChange):
        return change.field.name in CELLS_OF
    return isinstance(change, NodeChange)


def _act(state: State, change: ActChange, plan: Plan, stamp: Stamp) -> Step:
    act = change.act
    id_ = act_id(str(act), state.tables[TABLE])
    held = state.tables[TABLE].get(id_)
    document = None if change.value is None else document_made_of_act(act, change.value)
    old = None if held is None else kept_act(act, held)
    row = {"act": str(act), "document": f"{TABLE}/{id_}", "old": old, "new": document}
    return _recorded(state._replace(plan=plan), _Change(act, row, TABLE, id_, {TABLE: {id_: document}}), stamp)


def _field(state: State, change: FieldChange, plan: Plan, stamp: Stamp) -> Step:
    field = change.field
    table, id_ = document_of(state.tables, field)
    if field.name == PLACE:
        old = plain(value_of(state.plan, field)) | kept_field(state.tables, field)
        changed = in_place(state.tables, table, id_, change.value)
        now = {name: {**state.tables[name], **documents} for name, documents in changed.items()}
        new = plain(value_of(plan, field)) | kept_field({**state.tables, **now}, field)
    else:
        old, new = plain(value_of(state.plan, field)), plain(value_of(plan, field))
        changed = {table: {id_: with_kept_value(state.tables[table][id_], field, new)}}
    done = _Change(field, {"field": str(field), "old": old, "new": new}, table, id_, changed)
    return _recorded(state._replace(plan=plan), done, stamp)


def _node(state: State, change: NodeChange, plan: Plan, stamp: Stamp) -> Step:
    """Take a node out, or put one in: with the id that its document had where that is taken or put back."""
    name = change.node.name
    table = TABLES[change.node.kind]
    if change.value is None:
        id_ = located(state.tables, name)[1]
        old = _kept(placed(state.plan, name), state.tables[table][id_])
        changed: Mapping[str, Mapping[str, Document | None]] = {table: {id_: None}}
        new = None
    else:
        id_ = _former_id(state, change.node, stamp) or _next_id(state, table)
        document = document_made_of(change.value.record, change.value.place)
        tables = {**state.tables, table: state.tables[table] | {id_: document}}
        document = in_place(tables, table, id_, change.value.place)[table][id_]
        changed, old = {table: {id_: document}}, None
        new = _kept(placed(plan, name), document)
    row = {"node": name, "document": f"{table}/{id_}", "old": old, "new": new}
    return _recorded(state._replace(plan=plan), _Change(change.node, row, table, id_, changed), stamp)


def _kept(node: Placed, document: Document) -> Document:
    """Return a node as the history keeps it: its document, which has its order, and where it is."""
    return {"place": plain(node.place), "document": document}


def _recorded(state: State, change: _Change, stamp: Stamp) -> Step:
    """Return the state, whose plan is that after the change, with its documents and its record."""
    history, seq, rev = state.tables["history"], state.seq + 1, state.revs.get(change.address, 0) + 1
    row = new_row(seq, stamp, state.tips, change.row | {"rev": rev})
    record_id = (
        free_record_id(change.id, rev, history)
        if change.table == TABLE
        else field_record_id(change.table, change.id, rev, history)
    )
    rows: dict[str, Document] = {record_id: row}
    tables, definition = {**state.tables, "history": history | rows}, dict(state.definition)
    written: Tables = {"history": rows}
    gone = False
    for table, documents in change.documents.items():
        present = {id_: document for id_, document in documents.items() if document is not None}
        out = documents.keys() - present.keys()
        tables[table] = {id_: kept for id_, kept in (tables[table] | present).items() if id_ not in out}
        written[table], gone = present, gone or bool(out)
        for id_, document in documents.items():
            definition[f"{table}/{id_}"] = None if document is None else text_of(document)
    now = state._replace(
        tables=tables, revs={**state.revs, change.address: rev}, tips=(row["hash"],), seq=seq, definition=definition
    )
    return Step(now, None if gone else written)


def _next_id(state: State, table: str) -> str:
    """Return the id for one more document: no id is given again."""
    ever = (where.partition("/") for where in state.definition)
    known = {int(id_) for name, _slash, id_ in ever if name == table} | set(map(int, state.tables[table]))
    return str(1 + max(known, default=0))


def _former_id(state: State, node: Node, stamp: Stamp) -> str | None:
    """Return the id that the document of a node had before it was taken out by what is reversed now."""
    if stamp.kind not in (RecordKind.UNDO, RecordKind.REDO):
        return None
    rows = [row for row in state.tables["history"].values() if row.get("node") == node.name]
    latest = max(rows, key=lambda row: int(row["seq"]), default=None)
    return None if latest is None else str(latest["document"]).partition("/")[2]


def _with_cells(state: State, cells: dict[str, Document]) -> State:
    """Return the state with the cells table `cells`, which has every cell of its indicators."""
    tables = {**state.tables, "cells": cells}
    ids = {cell: id_ for id_, cell, _value, _rev in read_cells(tables)}
    recorded = newest(tables["history"])
    added: Revisions = {cell: recorded.get(str(cell), (0, None))[0] for cell in ids if cell not in state.ids}
    return state._replace(tables=tables, ids=ids, revs={**state.revs, **added})
