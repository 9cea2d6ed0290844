"""The step from one state of a plan to the next by changes of its definition."""

from collections.abc import Sequence

from scoring.model.fields import FieldChange, value_of
from scoring.model.plain_values import plain
from store.documents.cells import read_cells, with_missing
from store.documents.definition import text_of
from store.documents.fields import document_of, with_kept_value
from store.documents.ids import field_record_id
from store.documents.json_reading import Document, Tables
from store.history.records import newest
from store.history.state import Stamp, State, Step, new_row, together
from store.protocol import Revisions

_BRINGING_CELLS = frozenset({"variables", "constants"})
"""The fields of an indicator by which the plan has cells."""


def field_step(state: State, changes: Sequence[FieldChange], stamp: Stamp) -> Step:
    """Return the state after `changes` of fields, each with its record; FieldError for one the plan does not have."""
    before, documents = state, Tables()
    for change in changes:
        done = _one(state, change, stamp)
        state, documents = done.state, together(documents, done.documents)
    if any(change.field.name in _BRINGING_CELLS for change in changes):
        cells = with_missing(state.tables)
        added = {id_: document for id_, document in cells.items() if id_ not in before.tables["cells"]}
        state, documents = _with_cells(state, cells), together(documents, {"cells": added})
    return Step(state, documents)


def _one(state: State, change: FieldChange, stamp: Stamp) -> Step:
    field, old = change.field, plain(value_of(state.plan, change.field))
    plan = state.plan.with_changes((change,))
    new = plain(value_of(plan, field))
    table, id_ = document_of(state.tables, field)
    document = with_kept_value(state.tables[table][id_], field, new)
    history, seq, rev = state.tables["history"], state.seq + 1, state.revs.get(field, 0) + 1
    row = new_row(seq, stamp, state.tips, {"field": str(field), "rev": rev, "old": old, "new": new})
    rows: dict[str, Document] = {field_record_id(table, id_, rev, history): row}
    now = state._replace(
        tables={**state.tables, table: state.tables[table] | {id_: document}, "history": history | rows},
        plan=plan,
        revs={**state.revs, field: rev},
        tips=(row["hash"],),
        seq=seq,
        definition={**state.definition, f"{table}/{id_}": text_of(document)},
    )
    return Step(now, {table: {id_: document}, "history": rows})


def _with_cells(state: State, cells: dict[str, Document]) -> State:
    """Return the state with the cells table `cells`, which has every cell of its indicators."""
    tables = {**state.tables, "cells": cells}
    ids = {cell: id_ for id_, cell, _value, _rev in read_cells(tables)}
    recorded = newest(tables["history"])
    added: Revisions = {cell: recorded.get(str(cell), (0, None))[0] for cell in ids if cell not in state.ids}
    return state._replace(tables=tables, ids=ids, revs={**state.revs, **added})
