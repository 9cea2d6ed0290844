"""The plan as it was, in its file and the sealed segments before it: how far back they reach, and what was there."""

from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from scoring.messages import _
from scoring.model import Plan
from scoring.text.clock import date_and_time
from store.documents.ids import is_opening
from store.documents.json_reading import Document, Tables
from store.errors import StoreError
from store.file.segments import segments
from store.history.chain import tips
from store.history.past import defined_from, last_row, past
from store.history.records import in_order, origin
from store.history.soundness import first_break
from store.history.state import State
from store.protocol import Past, Point


def past_at(path: Path, state: State, point: Point, *, sound: Mapping[str, Document]) -> Past:
    """Return the plan at `path`, whose present state is given, as it stood at a moment or after a row.

    `sound` is its history as it was found whole last.

    What lies between then and now is looked through: each row by its hash, and each segment by what continues it.
    StoreError says from when on the history tells, where it does not tell of that point.
    """
    plan, tables = state.plan, state.tables
    if isinstance(point, int) and point > state.seq:
        sentence = _("el historial llega hasta la fila {newest}: no hay una fila {seq}")
        raise StoreError(sentence.format(newest=state.seq, seq=point))
    if broken := first_break("history", tables, sound=sound):
        sentence = _("no se sabe cómo estaba el plan: el historial está roto ({where}: {what})")
        raise StoreError(sentence.format(where=broken.where, what=broken.text))
    earlier = segments(path, tables)
    while (seq := last_row(tables, point)) is None:
        name, segment = next(earlier, ("", None))
        if segment is None:
            _refuse(plan, tables, origin(tables)["rows"], _("antes no había plan"))
        if isinstance(segment, StoreError):
            _refuse(plan, tables, origin(tables)["rows"], str(segment))
        if fault := _fault(name, segment, tables):
            _refuse(plan, tables, origin(tables)["rows"], fault)
        tables = segment
    if seq < (first := defined_from(tables)):
        _refuse(plan, tables, first, _("antes solo guardaba cifras, y no pesos, metas ni textos"))
    return past(tables, seq)


def _fault(name: str, segment: Tables, later: Tables) -> str:
    """Return what is wrong with a segment, or with what continues it; empty where all is as it was written."""
    if broken := first_break(name, segment):
        return f"{broken.where}: {broken.text}"
    rows = (row for id_, row in segment["history"].items() if not is_opening(id_))
    if tips(origin(segment)["head"], rows) != (origin(later)["head"],):
        return _("{name}: lo que sigue no continúa la última fila del segmento").format(name=name)
    return ""


def _refuse(plan: Plan, tables: Tables, seq: int, why: str) -> NoReturn:
    """Raise StoreError: the history tells of the plan from the row `seq` on, one of `tables` or the one before them."""
    rows = (row for row in in_order(tables["history"]) if row["seq"] == seq)
    at = next(rows, origin(tables)).get("at", "")
    sentence = _("el historial dice cómo estaba el plan desde el {at} (fila {seq}): {why}")
    when = date_and_time(str(at), plan.timezone, plan.locale)
    raise StoreError(sentence.format(at=when, seq=seq, why=why))
