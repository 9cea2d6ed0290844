"""What was being typed when a session was cut off, kept to be offered again at the next start.

A draft is a person's own and no part of the plan, so it is kept in their state directory, one for each plan, found
by its store's address.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final, NamedTuple, TypeAlias

from scoring.model import Cell
from tui.personal.state_files import keep, kept, state_file

_KIND: Final = "drafts"


class Draft(NamedTuple):
    """What was in the editor of a cell."""

    cell: Cell
    text: str
    rev: int
    """The cell's revision when the text was begun."""


class FormDraft(NamedTuple):
    """What was typed into a form."""

    form: tuple[str, ...]
    """Which form it was: its kind, and the addresses of the nodes that it is about."""
    texts: Mapping[str, str]
    """What was typed, by the addresses of the fields."""
    revs: Mapping[str, int]
    """The revisions of the definition when the form was opened, by address; what was never changed is missing."""


AnyDraft: TypeAlias = Draft | FormDraft


def save(address: str, draft: AnyDraft) -> None:
    """Keep `draft` for the plan at `address`, in place of any other; what cannot be kept is dropped."""
    value: Any = draft._asdict() if isinstance(draft, FormDraft) else [str(draft.cell), draft.text, draft.rev]
    keep(address, _KIND, value)


def load(address: str) -> AnyDraft | None:
    """Return the draft kept for the plan at `address`, or None where there is none that can be read."""
    value = kept(address, _KIND)
    with suppress(ValueError, TypeError, LookupError, AttributeError):
        if isinstance(value, dict):
            texts, revs = value["texts"].items(), value["revs"].items()
            return FormDraft(
                tuple(map(str, value["form"])),
                {str(name): str(text) for name, text in texts},
                {str(name): int(rev) for name, rev in revs},
            )
        cell, text, rev = value
        return Draft(Cell.parse(cell), str(text), int(rev))
    return None


def clear(address: str) -> None:
    """Forget the draft for the plan at `address`."""
    with suppress(OSError):
        os.unlink(state_file(address, _KIND))
