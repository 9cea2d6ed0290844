"""The plan as it stood after a row of its history: its definition and its values, both as the rows give them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from scoring.messages import _
from scoring.model import Plan
from store.documents.cells import read_cells, with_missing
from store.documents.definition import tables_of
from store.documents.ids import is_opening
from store.documents.json_reading import Document, Tables
from store.documents.plan_documents import to_plan
from store.errors import DamagedError, StoreError
from store.history.chain import head, tips
from store.history.queries import moment_of
from store.history.recorded_definition import recorded_definition
from store.history.records import in_order, newest, origin
from store.history.state import with_recorded
from store.loaded import RecordKind
from store.protocol import Past, Point

_OUTSIDE: Final = frozenset({RecordKind.EXTERNAL, RecordKind.EVENT})
"""Rows that may have the time of the file, which other programs set as they like."""


def last_row(tables: Tables, point: Point) -> int | None:
    """Return the number of the last row of a history that was written by `point`; None where it begins after that.

    A batch is not cut in two, since no plan was ever there between its rows. The number of the row before the first
    stands for the state that the history begins with.
    """
    start = origin(tables)
    if isinstance(point, int) and point < start["rows"]:
        return None
    rows = in_order(tables["history"])
    if isinstance(point, datetime):
        return _last_by(start, rows, point)
    batch = next((row.get("batch") for row in rows if row["seq"] == point), None)
    return int(max([point, *(row["seq"] for row in rows if row["seq"] > point and row.get("batch") == batch)]))


def past(tables: Tables, seq: int) -> Past:
    """Return the plan as it stood after the rows of a history up to the number `seq`.

    StoreError where the history does not say what the plan was then.
    """
    start, history = origin(tables), tables["history"]
    then = {id_: row for id_, row in history.items() if is_opening(id_) or row["seq"] <= seq}
    rows = in_order(then)
    last: Document = rows[-1] if rows else start
    try:
        plan = _plan(then)
    except DamagedError as error:
        sentence = _("el historial no dice bien cómo quedó el plan con la fila {seq}: {what}")
        raise StoreError(sentence.format(seq=seq, what=error)) from None
    return Past(plan, head(tips(start["head"], rows)), seq, str(last.get("at", "")))


def defined_from(tables: Tables) -> int:
    """Return the number of the row from which on a history has the definition; that of the first schema had none."""
    start = origin(tables)
    if start.get("terms"):
        return int(start["rows"])
    return next((int(row["seq"]) for row in in_order(tables["history"]) if row.get("terms")), 0)


def _plan(history: Mapping[str, Document]) -> Plan:
    tables = tables_of(recorded_definition(history).documents)
    plan = to_plan({**tables, "cells": {}})
    recorded = newest(history)
    cells = with_missing({**tables, "cells": {}})
    cells = with_recorded({**tables, "cells": cells}, plan, recorded)
    for id_, cell in cells.items():
        rev, value = recorded.get(cell["cell"], (0, None))
        cells[id_] = {**cell, "value": value, "rev": rev}
    values = {cell: value for _id, cell, value, _rev in read_cells({"cells": cells}) if value is not None}
    return plan._replace(values=values)


def _last_by(start: Document, rows: Sequence[Document], point: datetime) -> int | None:
    """Return the number of the last row written by a moment.

    That is the last of this program that says so; those of others count where they come right behind it.
    """
    written = 0
    for number, row in enumerate(rows, 1):
        if _is_by(row, point) and (row.get("origin") not in _OUTSIDE or written == number - 1):
            written = number
    if not written:
        return int(start["rows"]) if _is_by(start, point) else None
    return int(rows[written - 1]["seq"])


def _is_by(row: Document, point: datetime) -> bool:
    """Tell whether a row says that it was written by a moment."""
    at: Any = row.get("at")
    moment = moment_of(str(at))
    return moment is not None and moment <= point
