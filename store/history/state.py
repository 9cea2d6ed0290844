"""A plan in memory between two commits, and the pure step from one state to the next."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from scoring.messages import _
from scoring.model import Cell, CellChange, Plan
from scoring.model.plain import write_value
from store.documents.cells import read_cells, with_missing
from store.documents.codec import to_plan
from store.documents.decoding import Document, Tables
from store.documents.definition import Terms
from store.documents.migrations import migrated
from store.errors import NotSavedError
from store.history.chain import head, sealed, tips
from store.history.records import as_rows, in_order, newest, next_event_id, origin, recorded_terms, row_id
from store.protocol import Record, RecordKind


class State(NamedTuple):
    """The documents of a plan and what follows from them. Documents are replaced, never changed in place."""

    tables: Tables
    plan: Plan
    revs: Mapping[Cell, int]
    ids: Mapping[Cell, str]
    """The id of each cell's document."""
    tips: tuple[str, ...]
    """The hashes that the next row will continue."""
    seq: int
    terms: Terms
    """What the plan commits to, as the history has it."""

    @property
    def head(self) -> str:
        """The hash that stands for the whole history."""
        return head(self.tips)

    def history(self) -> tuple[Record, ...]:
        """Return the changes in the file, oldest first."""
        return as_rows(in_order(self.tables["history"]))


class Stamp(NamedTuple):
    """What all rows of one batch share."""

    at: str
    by: str
    batch: str
    note: str = ""
    origin: RecordKind = RecordKind.EDIT
    of: str = ""


class Step(NamedTuple):
    """The state after a batch, and the documents that it put in place of others or added."""

    state: State
    cells: dict[str, Document]
    history: dict[str, Document]


def from_tables(tables: Tables) -> State:
    """Return the state of `tables`, in the present layout; DamagedError when they are no plan with its history."""
    tables = migrated(tables)
    plan = to_plan(tables)
    tables = {**tables, "cells": with_missing(tables)}
    start = origin(tables)
    rows = in_order(tables["history"])
    recorded = newest(tables["history"])
    ids = {cell: id_ for id_, cell, _value, _rev in read_cells(tables)}
    return State(
        tables=tables,
        plan=plan,
        revs={cell: recorded.get(str(cell), (0, None))[0] for cell in ids},
        ids=ids,
        tips=tips(start["head"], rows),
        seq=rows[-1]["seq"] if rows else start["rows"],
        terms=recorded_terms(tables["history"]),
    )


def external_changes(state: State) -> list[tuple[CellChange, str | None]]:
    """Return the cells whose figure is not the one the history says, each with the figure it says."""
    recorded = newest(state.tables["history"])
    found = []
    for _id, cell, value, _rev in read_cells(state.tables):
        before = recorded.get(str(cell), (0, None))[1]
        if write_value(value) != before:
            found.append((CellChange(cell, value), before))
    return found


def step(state: State, changes: Sequence[CellChange], stamp: Stamp) -> Step:
    """Return the state after `changes`, each with its row in the history; NotSavedError for a cell not in the plan."""
    olds = [write_value(state.plan.values.get(change.cell)) for change in changes]
    return _step(state, list(zip(changes, olds, strict=True)), stamp)


def adopted(state: State, stamp: Stamp) -> Step:
    """Return the state in which figures that another program changed are in the history.

    The same file gives the same rows whoever reads it, so that all sessions agree on them before one is written.
    """
    return _step(state, external_changes(state), stamp._replace(origin=RecordKind.EXTERNAL))


def event(state: State, stamp: Stamp, terms: Terms = MappingProxyType({})) -> Step:
    """Return the state with a row of no cell; `stamp.note` says what happened, `terms` are those it changed."""
    change: Document = {"rev": 0} | ({"terms": dict(terms)} if terms else {})
    row = _row(state.seq + 1, stamp._replace(origin=RecordKind.EVENT), state.tips, change)
    rows = {next_event_id(state.tables["history"]): row}
    tables = {**state.tables, "history": state.tables["history"] | rows}
    now = state._replace(tables=tables, tips=(row["hash"],), seq=state.seq + 1, terms={**state.terms, **terms})
    return Step(now, {}, rows)


def _step(state: State, changes: list[tuple[CellChange, str | None]], stamp: Stamp) -> Step:
    cells: dict[str, Document] = {}
    rows: dict[str, Document] = {}
    revs = dict(state.revs)
    seq, parents = state.seq, state.tips
    for (cell, value), old in changes:
        if cell not in state.ids:
            raise NotSavedError(_("el plan no tiene la casilla {cell}").format(cell=cell))
        id_ = state.ids[cell]
        document = state.tables["cells"][id_]
        seq, rev, new = seq + 1, revs.get(cell, 0) + 1, write_value(value)
        row = _row(seq, stamp, parents, {"cell": str(cell), "rev": rev, "old": old, "new": new})
        cells[id_] = {**document, "value": new, "rev": rev}
        rows[_free(id_, rev, state.tables["history"])] = row
        revs[cell], parents = rev, (row["hash"],)
    tables = {
        **state.tables,
        "cells": state.tables["cells"] | cells,
        "history": state.tables["history"] | rows,
    }
    plan = state.plan.with_changes(tuple(change for change, _old in changes))
    return Step(state._replace(tables=tables, plan=plan, revs=revs, tips=parents, seq=seq), cells, rows)


def _free(id_: str, rev: int, history: Mapping[str, Document]) -> str:
    """Return the id for the row of a cell's revision.

    An input that was given another name begins with revision 1 again; the rows under its old name stay.
    """
    while row_id(id_, rev) in history:
        rev += 1
    return row_id(id_, rev)


def _row(seq: int, stamp: Stamp, parents: tuple[str, ...], change: Document) -> Document:
    document = {"seq": seq, "at": stamp.at, "by": stamp.by, "batch": stamp.batch, **change}
    if stamp.origin is not RecordKind.EDIT:
        document["origin"] = stamp.origin.value
    document |= {name: value for name, value in (("of", stamp.of), ("note", stamp.note)) if value}
    return sealed(document, parents)
