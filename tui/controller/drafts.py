"""The digits being typed when a session was cut off, kept to be offered again at the next start.

A draft is a person's own and no part of the plan, so it is kept in their state directory, one for each plan, found
by its store's address.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_state_path

from scoring.model import Cell


class Draft(NamedTuple):
    """What was in the editor."""

    cell: Cell
    text: str
    rev: int
    """The cell's revision when the text was begun."""


def save(address: str, draft: Draft) -> None:
    """Keep `draft` for the plan at `address`, in place of any other; what cannot be kept is dropped."""
    file = state_file(address, "drafts")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = file.with_suffix(".tmp")
        temporary.write_text(json.dumps([str(draft.cell), draft.text, draft.rev]), encoding="utf-8")
        temporary.replace(file)


def load(address: str) -> Draft | None:
    """Return the draft kept for the plan at `address`, or None where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError):
        cell, text, rev = json.loads(state_file(address, "drafts").read_text(encoding="utf-8"))
        return Draft(Cell.parse(cell), str(text), int(rev))
    return None


def clear(address: str) -> None:
    """Forget the draft for the plan at `address`."""
    with suppress(OSError):
        state_file(address, "drafts").unlink()


def state_file(address: str, kind: str) -> Path:
    """Return the file in the person's state directory that holds something of the plan at `address`."""
    name = sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_state_path("plan-de-accion") / kind / f"{name}.json"
