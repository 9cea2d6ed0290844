"""The label column: a row's name in the room there is, folded or not, with its number and what it hides."""

from typing import Final, NamedTuple

from scoring.messages import _
from scoring.text.words import name_within
from tui.grid.rows import Row, RowKind
from tui.grid.spans import Role, Span, fit
from tui.grid.view import View

_LEAST_NAME: Final = 4
"""Cells of a name that a row keeps beside what it hides."""


class _Parts(NamedTuple):
    """A label before it is joined."""

    head: str
    """The indent and the sign of folding."""
    name: str
    tail: str
    """The number, and how many cells a folded row hides that are due and empty."""


def label(view: View, row: Row, place: int) -> list[Span]:
    """Return the label of the row at `place`, as wide as its column.

    Its first cell is the cursor's; two are on a row with nothing to type in that month.
    """
    head, name, tail = _parts(view, row)
    role = Role.OBJECTIVE if row.kind is RowKind.OBJECTIVE else Role.PLAIN
    if row.id in view.found:
        role = Role.FOUND
    text = head + name.ljust(view.look.columns.label - len(head) - len(tail)) + tail
    if place == view.look.row:
        marked = 1 if row.cell(view.look.month) else 2
        return [Span(text[:marked], Role.CURSOR), Span(text[marked:], role)]
    return [Span(text, role)]


def is_whole(view: View, row: Row) -> bool:
    """Whether the label shows the row's name as it is."""
    return _parts(view, row).name == row.label


def _parts(view: View, row: Row) -> _Parts:
    width, symbols = view.look.columns.label, view.symbols
    sign = " "
    if row.foldable:
        sign = symbols.closed if row.id in view.look.folded else symbols.open
    narrow = width < 16
    head = " " * (min(row.depth, 1) if narrow else 2 * row.depth) + sign + " "
    room = width - len(head)
    if narrow:
        return _Parts(head, fit(row.number or row.label, room, symbols.more), "")
    tail = f" {row.number}" if row.number else ""
    if missing := view.hidden.get(row.id):
        told = _(" ({count} sin reportar)").format(count=missing)
        tail += told if len(tail) + len(told) + _LEAST_NAME <= room else f" ({missing})"
    return _Parts(head, name_within(row.label, row.short, room - len(tail), symbols.more), tail)
