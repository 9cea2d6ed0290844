"""Two people and one cell: nobody's figure is written over unless they saw the one it replaces."""

from collections.abc import Mapping, Sequence

from scoring.i18n import _
from scoring.model import Cell, Change, Value
from store.errors import Conflict, ConflictError
from store.face import HistoryRow
from store.state import State


def conflicts(
    state: State, changes: Sequence[Change], base: Mapping[Cell, int], history: Sequence[HistoryRow]
) -> tuple[Conflict, ...]:
    """Return the changes whose cell is past the revision in `base` and does not hold the wanted figure already.

    `history` tells who was there since.
    """
    latest = {row.cell: row for row in history}
    found = []
    for cell, mine in changes:
        theirs, rev = state.plan.values.get(cell), state.revs.get(cell, 0)
        if base.get(cell, rev) != rev and mine != theirs:
            row = latest.get(cell)
            by, at = (row.by, row.at) if row else ("", "")
            found.append(Conflict(cell, mine, theirs, by, at, rev))
    return tuple(found)


def refuse(found: tuple[Conflict, ...], locale: str) -> None:
    """Raise ConflictError with a sentence for the first of the conflicts and the number of the others."""
    if not found:
        return
    first, others = found[0], len(found) - 1
    sentence = _("no se guardó: {by} cambió {cell} a {theirs} ({at}) mientras usted escribía {mine}").format(
        by=first.by,
        cell=first.cell,
        theirs=_shown(first.theirs, locale),
        at=first.at,
        mine=_shown(first.mine, locale),
    )
    if others:
        sentence += _(" (y {others} casillas más)").format(others=others)
    raise ConflictError(sentence, found)


def _shown(value: Value | None, locale: str) -> str:
    from decimal import Decimal  # noqa: PLC0415

    from scoring.numbers import format_number  # noqa: PLC0415 - only a conflict needs the locale's data

    if value is None:
        return _("vacío")
    return format_number(value, locale) if isinstance(value, Decimal) else value.value
