"""Undo and redo derived from the history: they survive restarts, are a person's own, and are recorded themselves."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from scoring.messages import _
from scoring.text.clock import date_and_time
from store.errors import NotSavedError
from store.history.records import change_to
from store.history.state import Stamp, State
from store.loaded import RecordKind
from store.protocol import Record

if TYPE_CHECKING:
    from scoring.model.fields import Change

_Stack: TypeAlias = list[tuple[str, list[Record]]]
"""Batches, the next one to be taken last, with their rows."""


def undo(state: State, stamp: Stamp) -> "tuple[Sequence[Change], Stamp]":
    """Return the changes that take back the latest batch of `stamp.by` not yet undone; NotSavedError says why not."""
    done, _undone = _stacks(state.history(), stamp.by)
    if not done:
        raise NotSavedError(_("no hay nada suyo que deshacer"))
    batch, rows = done[-1]
    _check_untouched(state, rows, stamp.by, _("no se puede deshacer"))
    return _reversed(rows), stamp._replace(kind=RecordKind.UNDO, of=batch)


def redo(state: State, stamp: Stamp) -> "tuple[Sequence[Change], Stamp]":
    """Return the changes that put back the batch `stamp.by` took back last; NotSavedError says why not."""
    _done, undone = _stacks(state.history(), stamp.by)
    if not undone:
        raise NotSavedError(_("no hay nada suyo que rehacer"))
    batch, rows = undone[-1]
    _check_untouched(state, rows, stamp.by, _("no se puede rehacer"))
    return _reversed(rows), stamp._replace(kind=RecordKind.REDO, of=batch)


def _stacks(history: Sequence[Record], by: str) -> tuple[_Stack, _Stack]:
    """Return the batches that `by` can undo and redo, the next one last, each with the rows to be reversed.

    Those are the rows that last brought about or took back the batch. A batch of one's own ends what can be redone.
    A batch with a close, a reopening or a sign-off is never taken back.
    """
    batches: dict[str, list[Record]] = {}
    for row in history:
        if row.by == by and row.kind in (RecordKind.EDIT, RecordKind.UNDO, RecordKind.REDO):
            batches.setdefault(row.batch, []).append(row)
    done: _Stack = []
    undone: _Stack = []
    for batch, rows in batches.items():
        if rows[0].kind is RecordKind.EDIT:
            if not any(row.act is not None and row.act.kind.is_lasting for row in rows):
                done.append((batch, rows))
            undone.clear()
            continue
        source, target = (done, undone) if rows[0].kind is RecordKind.UNDO else (undone, done)
        source[:] = [item for item in source if item[0] != rows[0].of]
        target.append((rows[0].of, rows))
    return done, undone


def _reversed(rows: Sequence[Record]) -> "list[Change]":
    return [change for row in reversed(rows) if (change := change_to(row, row.old)) is not None]


def _check_untouched(state: State, rows: Sequence[Record], by: str, refusal: str) -> None:
    """Refuse if anybody else has changed what the rows did since; one's own later changes were undone before."""
    _check_unsigned(state, rows, refusal)
    ours = {row.address: row.rev for row in rows}
    put_in = {row.node.name: row.seq for row in rows if row.node is not None and row.new is not None}
    for row in reversed(state.history()):
        foreign = row.by != by or row.kind is RecordKind.EXTERNAL
        same = row.address in ours and row.rev > ours[row.address]
        if foreign and (same or (put_in and _is_inside(row, put_in))):
            at = date_and_time(row.at, state.plan.timezone, state.plan.locale, seconds=False)
            sentence = _("{refusal}: {by} cambió {address} después ({at})")
            raise NotSavedError(sentence.format(refusal=refusal, by=row.by, address=row.address, at=at))
    for row in rows:
        if row.field is not None and _changes_without_record(state, row):
            sentence = _("{refusal}: {address} se cambió después con otro programa")
            raise NotSavedError(sentence.format(refusal=refusal, address=row.field))


def _check_unsigned(state: State, rows: Sequence[Record], refusal: str) -> None:
    """Refuse where somebody has signed the terms after the rows changed them: a new amendment changes them back."""
    from scoring.model.acts import ActKind
    from scoring.year.terms import concerns_terms

    changed = [row.seq for row in rows if row.address is not None and concerns_terms(row.address)]
    for row in reversed(state.history()) if changed else ():
        signs = row.act is not None and row.act.kind is ActKind.SIGN_OFF and row.act.month is None
        if signs and row.seq > changed[-1]:
            at = date_and_time(row.at, state.plan.timezone, state.plan.locale, seconds=False)
            sentence = _("{refusal}: {by} ya firmó ese cambio ({at}); cámbielo otra vez, con su motivo")
            raise NotSavedError(sentence.format(refusal=refusal, by=row.by, at=at))


def _is_inside(row: Record, put_in: Mapping[str, int]) -> bool:
    """Tell whether a row changed something of a node after it was put in, the number of whose row is given."""
    if row.address is None:
        return False
    from scoring.model.fields import node_of  # few batches put nodes in

    return row.seq > put_in.get(node_of(row.address), row.seq)


def _changes_without_record(state: State, row: Record) -> int:
    """Return how often a row's field was changed with another program since, which an event records."""
    later = sum(other.field == row.field and other.rev > row.rev for other in state.history())
    return state.revs.get(row.field, 0) - row.rev - later
