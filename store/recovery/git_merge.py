"""A file in which git has left its conflict markers: both sides taken apart, and their changes put together again.

Git merges edits of different cells by itself (`store.history.records` explains how). Markers remain where two branches
changed the same cell, or one changed what the other moved; the histories of the two sides say what each has changed.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model.fields import Address, Field, FieldError
from scoring.model.plain_values import write_value
from scoring.model.structure import Node, StructureError
from scoring.model.validation import InvalidPlanError, validate
from store.documents.definition import amended, definition_of, tables_of, wording
from store.documents.fields import kept_field, with_kept_field
from store.documents.ids import is_opening
from store.documents.json_reading import Tables
from store.errors import DamagedError, NotSavedError
from store.history.chain import ABBREVIATED
from store.history.recorded_definition import recorded_definition
from store.history.records import as_records, change_to, in_order, newest, origin
from store.history.state import Stamp, State, external_changes, from_tables, step
from store.protocol import Record

_CONFLICT: Final = re.compile(
    rb"^<{7} .*\n(?P<ours>(?s:.*?))(?:^\|{7}.*\n(?s:.*?))?^={7}\n(?P<theirs>(?s:.*?))^>{7} .*\n", re.MULTILINE
)


class Merge(NamedTuple):
    """Two sides put together."""

    tables: Tables
    dropped: tuple[Record, ...]
    """The other side's changes of what this side has changed as well; this side's values are kept."""
    left: tuple[str, ...]
    """What else is not in it, in words: definitions and values that other programs changed on either side."""


def sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Return what the file was on either side of git's conflict markers, or None where it has none."""
    if not _CONFLICT.search(data):
        return None
    return _CONFLICT.sub(rb"\g<ours>", data), _CONFLICT.sub(rb"\g<theirs>", data)


def merge(ours: Tables, theirs: Tables) -> Merge:
    """Return this side with the other side's changes after it, but those of what both sides changed.

    Rows that continue one which is not on this side are written anew, after the others. Where the definition that both
    sides give together is not sound, none of the other side's changes of fields is taken. DamagedError where the two
    sides do not go back to one plan whose history begins alike.
    """
    if origin(ours) != origin(theirs):
        raise DamagedError(_("los dos lados de la fusión no parten del mismo historial"))
    here, there = _rows(ours), _rows(theirs)
    changed_there = {there[hash_].address for hash_ in there.keys() - here}
    contested = changed_there & {here[hash_].address for hash_ in here.keys() - there}
    rows = sorted((here | there).values(), key=lambda row: (row.seq, row.hash))
    state, dropped = _put_together(_connected(ours), rows, here, contested)
    try:
        validate(state.plan)
    except InvalidPlanError:
        contested |= {address for address in changed_there if isinstance(address, Field | Node)}
        state, dropped = _put_together(_connected(ours), rows, here, contested)
    fields = {row.field for row in rows if row.field is not None}
    return Merge(state.tables, tuple(dropped), tuple(_left_out(ours, theirs, state, fields)))


def _put_together(
    connected: Tables, rows: Sequence[Record], here: Container[str], contested: Container[Address | None]
) -> tuple[State, list[Record]]:
    """Return the state of `connected` after the rows of both sides that it lacks, and the rows that were left out.

    `here` has the hashes of this side's rows, whose changes are taken in any case.
    """
    kept, state = _rows(connected), from_tables(connected)
    dropped = []
    for row in rows:
        change = change_to(row, row.new)
        if row.hash in kept or change is None:
            continue
        if row.address in contested and row.hash not in here:
            dropped.append(row)
            continue
        try:
            stamp = Stamp(row.at, row.by, row.batch, row.note, row.kind, row.of)
            state = step(state, [change], state.plan.with_changes([change]), stamp).state
        except (StructureError, NotSavedError):  # this side does not have the node or the variable
            dropped.append(row)
    return state, dropped


def _left_out(ours: Tables, theirs: Tables, merged: State, fields: Iterable[Field]) -> Iterator[str]:
    """Yield what the merged plan does not have of what was changed without a record; `fields` have records."""
    for field in fields:
        theirs = _with_field_of(theirs, field, merged.tables)
    there = definition_of(theirs)
    if differing := amended(there, definition_of(merged.tables)):
        yield wording(there, differing)
    for side in (ours, theirs):
        for change, _before in external_changes(from_tables(side)):
            if merged.plan.values.get(change.cell) != change.value:
                yield f"{change.cell} = {write_value(change.value)}"


def _rows(tables: Tables) -> dict[str, Record]:
    return {row.hash: row for row in as_records(in_order(tables["history"]))}


def _connected(tables: Tables) -> Tables:
    """Return the tables without the rows that continue a row which is not there, everything as those left say."""
    known = {origin(tables)["head"][:ABBREVIATED]}
    for row in in_order(tables["history"]):
        if known.issuperset(row["prev"].split()):
            known.add(row["hash"][:ABBREVIATED])
    history = {
        id_: row for id_, row in tables["history"].items() if is_opening(id_) or row["hash"][:ABBREVIATED] in known
    }
    recorded = newest(history)
    cells = {
        id_: cell | dict(zip(("rev", "value"), recorded.get(cell["cell"], (0, None)), strict=True))
        for id_, cell in tables["cells"].items()
    }
    connected = {**tables, "history": history, "cells": cells}
    definition = tables_of(recorded_definition(history).documents)
    lost = [tables["history"][id_] for id_ in tables["history"].keys() - history.keys()]
    if any("node" in row for row in lost):
        nodes = {name: definition[name] for name in ("objectives", "actions", "indicators")}
        connected = connected | nodes
    if any("act" in row for row in lost):
        connected = connected | {"acts": definition["acts"]}
    for row in lost:
        if field := row.get("field"):
            connected = _with_field_of(connected, Field.parse(field), definition)
    return connected


def _with_field_of(tables: Tables, field: Field, source: Tables) -> Tables:
    """Return the tables with what `source` has in a field; as they are where one of them does not have it."""
    with suppress(LookupError, FieldError):
        changed = with_kept_field(tables, field, kept_field(source, field))
        return {**tables, **{name: tables[name] | documents for name, documents in changed.items()}}
    return tables
