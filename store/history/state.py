"""A plan in memory between two commits, and the pure step from one state to the next."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.messages import _
from scoring.model import Cell, CellChange, Plan
from scoring.model.plain_values import write_value
from store.documents.cells import with_missing, with_resource_cells
from store.documents.definition import Definition
from store.documents.ids import free_record_id, next_event_id
from store.documents.json_reading import Document, Tables
from store.documents.migrations import migrated
from store.documents.plan_documents import to_plan
from store.errors import NotSavedError
from store.history.chain import head, sealed, tips
from store.history.recorded_definition import changed_fields, recorded_definition, with_bumped
from store.history.records import as_records, in_order, newest, origin
from store.loaded import RecordKind, Revisions, Seen

if TYPE_CHECKING:
    from scoring.model.fields import Address, Change
    from store.protocol import Record


class State(NamedTuple):
    """The documents of a plan and what follows from them. Documents are replaced, never changed in place."""

    tables: Tables
    plan: Plan
    revs: Revisions
    """The revision of every cell, and of each field, node and act that was ever changed."""
    ids: Mapping[Cell, str]
    """The id of each cell's document."""
    tips: tuple[str, ...]
    """The hashes that the next row will continue."""
    seq: int
    definition: Definition
    """The plan's definition as the history has it."""

    @property
    def head(self) -> str:
        """The hash of the whole history."""
        return head(self.tips)

    def history(self) -> "tuple[Record, ...]":
        """Return the changes in the file, oldest first."""
        return as_records(in_order(self.tables["history"]))


class Stamp(NamedTuple):
    """What all rows of one batch share."""

    at: str
    by: str
    batch: str
    note: str = ""
    kind: RecordKind = RecordKind.EDIT
    of: str = ""


class Step(NamedTuple):
    """The state after a batch, and the documents that it put in place of others or added."""

    state: State
    documents: Tables | None
    """None where documents were taken out, so that the file is written anew."""


def from_tables(tables: Tables) -> State:
    """Return the state of `tables`, in the present schema; DamagedError when they are no plan with its history."""
    tables = migrated(tables)
    plan = to_plan(tables)
    seen, recorded = seen_in(tables), newest(tables["history"])
    tables = {**tables, "cells": with_missing(tables), "acts": tables.get("acts", {})}
    tables = {**tables, "cells": with_recorded(tables, plan, recorded)}
    definition = recorded_definition(tables["history"])
    ids = {Cell.parse(document["cell"]): id_ for id_, document in tables["cells"].items()}
    return State(
        tables=tables,
        plan=plan,
        revs={**{cell: recorded.get(str(cell), (0, None))[0] for cell in ids}, **definition.revisions},
        ids=ids,
        tips=seen.tips,
        seq=seen.seq,
        definition=definition.documents,
    )


def seen_in(tables: Tables) -> Seen:
    """Return how far the history in a file goes; DamagedError where it has no beginning."""
    start, rows = origin(tables), in_order(tables["history"])
    return Seen(rows[-1]["seq"] if rows else start["rows"], tips(start["head"], rows))


def with_recorded(tables: Tables, plan: Plan, recorded: Iterable[str]) -> dict[str, Document]:
    """Return the cells table with the cells of resources that the history knows, as after a line was deleted."""
    gone = set(recorded).difference(document["cell"] for document in tables["cells"].values())
    cells: list[Cell] = []
    for name in sorted(gone):
        with suppress(ValueError):  # a row that names no cell at all is for `verify` to tell
            cells.append(Cell.parse(name))
    return with_resource_cells(tables, plan, cells) if cells else tables["cells"]


def external_changes(state: State) -> list[tuple[CellChange, str | None]]:
    """Return the cells whose value is not the one the history says, each with the value it says."""
    recorded = newest(state.tables["history"])
    found = []
    for cell, id_ in state.ids.items():
        document = state.tables["cells"][id_]
        before = recorded.get(document["cell"], (0, None))[1]
        if document["value"] != before:
            value = state.plan.values.get(cell)
            if write_value(value) != before:
                found.append((CellChange(cell, value), before))
    return found


def step(state: State, changes: "Sequence[Change]", plan: Plan, stamp: Stamp) -> Step:
    """Return the state after `changes`, which give `plan`, each with its record.

    NotSavedError for a cell that has no document.

    The definition comes before cells, since a variable that is added brings the cells that its values go to.
    """
    cells = [change for change in changes if isinstance(change, CellChange)]
    olds = [write_value(state.plan.values.get(change.cell)) for change in cells]
    if len(cells) == len(changes):
        return _step(state, list(zip(cells, olds, strict=True)), plan, stamp)
    from store.history.definition_step import definition_step  # imported here: changes of cells do not need it

    first = definition_step(state, [change for change in changes if not isinstance(change, CellChange)], plan, stamp)
    if not cells:
        return first
    then = _step(first.state, list(zip(cells, olds, strict=True)), plan, stamp)
    return Step(then.state, together(first.documents, then.documents))


def adopted(state: State, stamp: Stamp) -> Step:
    """Return the state in which values that another program changed are in the history.

    The same file gives the same rows whoever reads it, so that all sessions agree on them before one is written.
    """
    changes = external_changes(state)
    plan = state.plan.with_changes(change for change, _old in changes)
    return _step(state, changes, plan, stamp._replace(kind=RecordKind.EXTERNAL))


def event(state: State, stamp: Stamp, definition: Definition = MappingProxyType({})) -> Step:
    """Return the state with a row of neither cell nor field.

    `stamp.note` says what happened; `definition` has the documents of the definition that it changed.
    """
    change: Document = {"rev": 0} | ({"terms": dict(definition)} if definition else {})
    row = new_row(state.seq + 1, stamp._replace(kind=RecordKind.EVENT), state.tips, change)
    rows = {next_event_id(state.tables["history"]): row}
    now = state._replace(
        tables={**state.tables, "history": state.tables["history"] | rows},
        revs=with_bumped(state.revs, changed_fields(state.definition, definition)) if definition else state.revs,
        tips=(row["hash"],),
        seq=state.seq + 1,
        definition={**state.definition, **definition},
    )
    return Step(now, {"history": rows})


def value_at(plan: Plan, address: "Address") -> Any:
    """Return what a cell or a field holds, or a node or an act is; None where the plan does not have it."""
    if isinstance(address, Cell):
        return plan.values.get(address)
    from scoring.model.acts import Act  # imported here: a cell does not need it

    if isinstance(address, Act):
        return plan.acts.get(address)
    from scoring.model.fields import Field, value_of  # imported here: a cell does not need it
    from scoring.model.structure import StructureError, placed

    try:
        return value_of(plan, address) if isinstance(address, Field) else placed(plan, address.name)
    except StructureError:
        return None


def together(first: Tables | None, then: Tables | None) -> Tables | None:
    """Return the documents of both by table and id, those of `then` where both have one; None where one is."""
    if first is None or then is None:
        return None
    return {name: first.get(name, {}) | then.get(name, {}) for name in first.keys() | then.keys()}


def new_row(seq: int, stamp: Stamp, parents: tuple[str, ...], change: Document) -> Document:
    """Return a row of the history that continues the rows with the hashes `parents`."""
    document = {"seq": seq, "at": stamp.at, "by": stamp.by, "batch": stamp.batch, **change}
    if stamp.kind is not RecordKind.EDIT:
        document["origin"] = stamp.kind.value
    document |= {name: value for name, value in (("of", stamp.of), ("note", stamp.note)) if value}
    return sealed(document, parents)


def _step(state: State, changes: list[tuple[CellChange, str | None]], plan: Plan, stamp: Stamp) -> Step:
    """Return the state after changes of cells, each with what the cell held before; `plan` is the one after them."""
    state = _with_first_written(state, [change.cell for change, _old in changes if change.cell not in state.ids])
    cells: dict[str, Document] = {}
    rows: dict[str, Document] = {}
    revs = dict(state.revs)
    seq, parents = state.seq, state.tips
    for (cell, value), old in changes:
        if cell not in state.ids:
            raise NotSavedError(_("el plan no tiene la celda {cell}").format(cell=cell))
        id_ = state.ids[cell]
        document = state.tables["cells"][id_]
        seq, rev, new = seq + 1, revs.get(cell, 0) + 1, write_value(value)
        row = new_row(seq, stamp, parents, {"cell": str(cell), "rev": rev, "old": old, "new": new})
        cells[id_] = {**document, "value": new, "rev": rev}
        rows[free_record_id(id_, rev, state.tables["history"])] = row
        revs[cell], parents = rev, (row["hash"],)
    tables = {
        **state.tables,
        "cells": state.tables["cells"] | cells,
        "history": state.tables["history"] | rows,
    }
    now = state._replace(tables=tables, plan=plan, revs=revs, tips=parents, seq=seq)
    return Step(now, {"cells": cells, "history": rows})


def _with_first_written(state: State, cells: Sequence[Cell]) -> State:
    """Return the state with a document for each of `cells`, never written before, that is of a resource."""
    if not cells:
        return state
    table = with_resource_cells(state.tables, state.plan, cells)
    added = {Cell.parse(table[id_]["cell"]): id_ for id_ in table.keys() - state.tables["cells"].keys()}
    return state._replace(tables={**state.tables, "cells": table}, ids={**state.ids, **added})
