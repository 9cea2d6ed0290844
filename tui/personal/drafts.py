"""The digits being typed when a session was cut off, kept to be offered again at the next start.

A draft is a person's own and no part of the plan, so it is kept in their state directory, one for each plan, found
by its store's address.
"""

from contextlib import suppress
from typing import Final, NamedTuple

from scoring.model import Cell
from tui.personal.state_files import keep, kept, state_file

_KIND: Final = "drafts"


class Draft(NamedTuple):
    """What was in the editor."""

    cell: Cell
    text: str
    rev: int
    """The cell's revision when the text was begun."""


def save(address: str, draft: Draft) -> None:
    """Keep `draft` for the plan at `address`, in place of any other; what cannot be kept is dropped."""
    keep(address, _KIND, [str(draft.cell), draft.text, draft.rev])


def load(address: str) -> Draft | None:
    """Return the draft kept for the plan at `address`, or None where there is none that can be read."""
    with suppress(ValueError, TypeError):
        cell, text, rev = kept(address, _KIND)
        return Draft(Cell.parse(cell), str(text), int(rev))
    return None


def clear(address: str) -> None:
    """Forget the draft for the plan at `address`."""
    with suppress(OSError):
        state_file(address, _KIND).unlink()
