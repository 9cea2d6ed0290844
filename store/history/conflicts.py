"""Conflicts: changes of what somebody else changed since the writer last saw it."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from scoring.messages import _, ngettext
from scoring.model import Cell, Plan
from scoring.model.resources import resource_of
from scoring.text.clock import date_and_time
from store.errors import Conflict, ConflictError
from store.history.state import State, value_at
from store.loaded import RecordKind, Revisions
from store.protocol import Record

if TYPE_CHECKING:
    from scoring.model.fields import Address, Change


def conflicts(state: State, changes: "Sequence[Change]", base: Revisions, seen: State | None) -> tuple[Conflict, ...]:
    """Return the changes of what was changed after the writer saw it and does not hold the wanted value already.

    That is a cell or field past its revision in `base`, or one that has the revision of `seen`, the state the writer
    was last shown, and another value, as one that another program changed twice before it was recorded. A field that
    is not in `base` was seen before it was ever changed, and so was a cell of a resource; any other cell that is not in
    it may be written over. A field of a node that was put in anew is another one; whoever takes a node out has seen all
    that belongs to it.
    """
    found: list[Conflict] = []
    history: tuple[Record, ...] = ()
    for address, mine in _spread(state, changes):
        theirs, rev = value_at(state.plan, address), state.revs.get(address, 0)
        based = base.get(address, None if isinstance(address, Cell) and not resource_of(state.plan, address) else 0)
        moved = based not in (None, rev)
        if seen is not None and based is not None and seen.revs.get(address, 0) == rev:
            moved = moved or value_at(seen.plan, address) != theirs
        moved = moved or _is_another(state, address, base)
        if moved and mine != theirs:
            history = history or state.history()
            by, at = _latest(history, address, rev)
            found.append(Conflict(address, mine, theirs, by, at, rev))
    return tuple(found)


def _spread(state: State, changes: "Sequence[Change]") -> "Iterator[tuple[Address, Any]]":
    """Yield what is changed with its new value: where a node is taken out, all that was ever changed in it too."""
    asked = {change[0] for change in changes}
    for change in changes:
        yield change[0], change[1]
        if change[1] is None and not isinstance(change[0], Cell):
            yield from ((address, None) for address in _belonging(state, change[0]) if address not in asked)


def _belonging(state: State, taken: "Address") -> "Iterator[Address]":
    """Yield the cells and fields of a node that is taken out; none where it is a field that is emptied."""
    from scoring.model.fields import node_of  # changes of cells do not need it
    from scoring.model.structure import Node

    if isinstance(taken, Node):
        yield from (address for address in state.revs if address != taken and node_of(address) == taken.name)


def _is_another(state: State, address: "Address", base: Revisions) -> bool:
    """Tell whether the node of a field was taken out and put in since it was seen."""
    if isinstance(address, Cell):
        return False
    from scoring.model.fields import node_of  # changes of cells do not need it
    from scoring.model.structure import Node

    node = Node(node_of(address))
    return state.revs.get(node, 0) != base.get(node, 0)


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
    from scoring.entry.change_words import address_words, held_words  # most batches meet no conflict

    first, others = found[0], len(found) - 1
    sentence = (
        _("no se guardó: {by} cambió {address} a {theirs} ({at}) mientras usted escribía {mine}")
        if first.by
        else _("no se guardó: el archivo volvió a como estaba antes y {address} a {theirs}; usted escribía {mine}")
    ).format(
        by=first.by,
        address=address_words(plan, first.address),
        theirs=held_words(plan, first.address, first.theirs) or _("vacío"),
        at=date_and_time(first.at, plan.timezone, plan.locale, seconds=False),
        mine=held_words(plan, first.address, first.mine) or _("vacío"),
    )
    if others:
        sentence += ngettext(" (y {count} más)", " (y {count} más)", others)
    raise ConflictError(sentence, found)
