"""A file in which git has left its conflict markers: both sides taken apart, and their changes put together again.

Git merges edits of different cells by itself (`store.history.records` tells how). Markers remain where two branches
changed the same cell, or one changed what the other moved; the histories of the two sides tell what each has done.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import CellChange
from scoring.model.plain import write_value
from store.documents.decoding import Tables
from store.documents.definition import amended, terms_of, wording
from store.errors import DamagedError
from store.history.chain import ABBREVIATED
from store.history.records import as_rows, in_order, is_opening, newest, origin
from store.history.state import Stamp, State, external_changes, from_tables, step
from store.protocol import Record

_CONFLICT: Final = re.compile(
    rb"^<{7} .*\n(?P<ours>(?s:.*?))(?:^\|{7}.*\n(?s:.*?))?^={7}\n(?P<theirs>(?s:.*?))^>{7} .*\n", re.MULTILINE
)


class Merge(NamedTuple):
    """What becomes of two sides."""

    tables: Tables
    dropped: tuple[Record, ...]
    """The other side's changes of cells that this side has changed as well; this side's figures stand."""
    left: tuple[str, ...]
    """What else is not in it, in words: the other side's terms, and figures that no history had taken in yet."""


def sides(data: bytes) -> tuple[bytes, bytes] | None:
    """Return what the file was on either side of git's conflict markers, or None where it has none."""
    if not _CONFLICT.search(data):
        return None
    return _CONFLICT.sub(rb"\g<ours>", data), _CONFLICT.sub(rb"\g<theirs>", data)


def merge(ours: Tables, theirs: Tables) -> Merge:
    """Return this side with the other side's changes after it, but those of cells that both sides changed.

    Rows that continue one which is not on this side are written anew, after the others. DamagedError where the two
    sides do not go back to one plan whose history begins alike.
    """
    if origin(ours) != origin(theirs):
        raise DamagedError(_("los dos lados de la fusión no parten de la misma historia"))
    here, there = _rows(ours), _rows(theirs)
    contested = {here[hash_].cell for hash_ in here.keys() - there} & {
        there[hash_].cell for hash_ in there.keys() - here
    }
    grounded = _grounded(ours)
    kept = _rows(grounded)
    state = from_tables(grounded)
    dropped = []
    for row in sorted((here | there).values(), key=lambda row: (row.seq, row.hash)):
        if row.hash in kept or row.cell is None:
            continue
        if row.cell in contested and row.hash not in here:
            dropped.append(row)
        else:
            stamp = Stamp(row.at, row.by, row.batch, row.note, row.origin, row.of)
            state = step(state, [CellChange(row.cell, row.new)], stamp).state
    return Merge(state.tables, tuple(dropped), tuple(_left_out(ours, theirs, state)))


def _left_out(ours: Tables, theirs: Tables, merged: State) -> Iterator[str]:
    there = terms_of(theirs)
    if differing := amended(there, terms_of(merged.tables)):
        yield wording(there, differing)
    for side in (ours, theirs):
        for change, _before in external_changes(from_tables(side)):
            if merged.plan.values.get(change.cell) != change.value:
                yield f"{change.cell} = {write_value(change.value)}"


def _rows(tables: Tables) -> dict[str, Record]:
    return {row.hash: row for row in as_rows(in_order(tables["history"]))}


def _grounded(tables: Tables) -> Tables:
    """Return the tables without the rows that continue a row which is not there, and the figures as those left say."""
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
    return {**tables, "history": history, "cells": cells}
