"""Two people and one cell: nobody's figure is written over unless they saw the one it replaces."""

from collections.abc import Mapping, Sequence

from scoring.messages import _
from scoring.model import Cell, CellChange, Plan, Value
from scoring.text.clock import TO_THE_MINUTE, local_time
from store.errors import Conflict, ConflictError
from store.history.state import State


def conflicts(
    state: State, changes: Sequence[CellChange], base: Mapping[Cell, int], seen: State | None
) -> tuple[Conflict, ...]:
    """Return the changes whose cell was changed after the writer saw it and does not hold the wanted figure already.

    That is a cell past its revision in `base`, or one that has the revision of `seen`, the state the writer was
    last shown, and another figure: so stands one that another program changed twice before it was recorded.
    """
    found = []
    latest = None
    for cell, mine in changes:
        theirs, rev = state.plan.values.get(cell), state.revs.get(cell, 0)
        moved = base.get(cell, rev) != rev
        if seen is not None and cell in base and seen.revs.get(cell) == rev:
            moved = moved or seen.plan.values.get(cell) != theirs
        if moved and mine != theirs:
            latest = latest or {row.cell: row for row in state.history()}
            by, at = (latest[cell].by, latest[cell].at) if cell in latest else ("", "")
            found.append(Conflict(cell, mine, theirs, by, at, rev))
    return tuple(found)


def refuse(found: tuple[Conflict, ...], plan: Plan) -> None:
    """Raise ConflictError with a sentence for the first of the conflicts and the number of the others."""
    if not found:
        return
    first, others = found[0], len(found) - 1
    sentence = (
        _("no se guardó: {by} cambió {cell} a {theirs} ({at}) mientras usted escribía {mine}")
        if first.by
        else _("no se guardó: el archivo volvió a como estaba antes y {cell} a {theirs}; usted escribía {mine}")
    ).format(
        by=first.by,
        cell=first.cell,
        theirs=_shown(first.theirs, plan.locale),
        at=local_time(first.at, plan.timezone, TO_THE_MINUTE),
        mine=_shown(first.mine, plan.locale),
    )
    if others:
        sentence += _(" (y {others} casillas más)").format(others=others)
    raise ConflictError(sentence, found)


def _shown(value: Value | None, locale: str) -> str:
    from decimal import Decimal

    from scoring.text.numbers import format_number  # only a conflict needs the locale's data

    if value is None:
        return _("vacío")
    return format_number(value, locale) if isinstance(value, Decimal) else value.value
