"""Conflicts: changes of what somebody else changed since the writer last saw it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from scoring.entry.values import format_held
from scoring.errors import PlanError
from scoring.messages import _, ngettext
from scoring.model import Cell, Plan
from scoring.text.clock import date_and_time
from store.errors import Conflict, ConflictError
from store.history.state import State, value_at
from store.protocol import Record, RecordKind, Revisions

if TYPE_CHECKING:
    from scoring.model.fields import Address, Change


def conflicts(state: State, changes: "Sequence[Change]", base: Revisions, seen: State | None) -> tuple[Conflict, ...]:
    """Return the changes of what was changed after the writer saw it and does not hold the wanted value already.

    That is a cell or field past its revision in `base`, or one that has the revision of `seen`, the state the writer
    was last shown, and another value, as one that another program changed twice before it was recorded. A field that
    is not in `base` was seen before it was ever changed; a cell that is not in it may be written over.
    """
    found: list[Conflict] = []
    history: tuple[Record, ...] = ()
    for address, mine in changes:
        theirs, rev = value_at(state.plan, address), state.revs.get(address, 0)
        based = base.get(address, None if isinstance(address, Cell) else 0)
        moved = based not in (None, rev)
        if seen is not None and based is not None and seen.revs.get(address, 0) == rev:
            moved = moved or _seen(seen, address) != theirs
        if moved and mine != theirs:
            history = history or state.history()
            by, at = _latest(history, address, rev)
            found.append(Conflict(address, mine, theirs, by, at, rev))
    return tuple(found)


def _seen(seen: State, address: "Address") -> Any:
    try:
        return value_at(seen.plan, address)
    except PlanError:  # the node was not there
        return None


def _latest(history: Sequence[Record], address: "Address", rev: int) -> tuple[str, str]:
    """Return who changed a cell or field last and when; empty where the history does not say.

    The revision of a field that has no record was made by another program, and an event records it.
    """
    own = [row for row in history if row.address == address and (row.rev == rev or isinstance(address, Cell))]
    others = [] if isinstance(address, Cell) else [row for row in history if row.kind is RecordKind.EVENT]
    latest = next(iter((*own[-1:], *others[-1:])), None)
    if latest is None:
        return "", ""
    return _("otro programa") if latest.outside else latest.by, latest.at


def refuse(found: tuple[Conflict, ...], plan: Plan) -> None:
    """Raise ConflictError with a sentence for the first of the conflicts and the number of the others."""
    if not found:
        return
    first, others = found[0], len(found) - 1
    sentence = (
        _("no se guardó: {by} cambió {address} a {theirs} ({at}) mientras usted escribía {mine}")
        if first.by
        else _("no se guardó: el archivo volvió a como estaba antes y {address} a {theirs}; usted escribía {mine}")
    ).format(
        by=first.by,
        address=first.address,
        theirs=format_held(first.theirs, plan.locale) or _("vacío"),
        at=date_and_time(first.at, plan.timezone, plan.locale, seconds=False),
        mine=format_held(first.mine, plan.locale) or _("vacío"),
    )
    if others:
        sentence += ngettext(" (y {count} más)", " (y {count} más)", others)
    raise ConflictError(sentence, found)
