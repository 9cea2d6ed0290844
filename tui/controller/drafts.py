"""The digits being typed when a session was cut off, kept to be offered again at the next start.

A draft is a person's own and no part of the plan, so it lies in their state directory, one for each plan file.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_state_path

from scoring.model import Cell


class Draft(NamedTuple):
    """What stood in the editor."""

    cell: Cell
    text: str
    rev: int
    """The cell's revision as it stood when the text was begun."""


def save(plan: Path, draft: Draft) -> None:
    """Keep `draft` for the plan file `plan`, in place of any other; what cannot be kept is let go."""
    file = _file(plan)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = file.with_suffix(".tmp")
        temporary.write_text(json.dumps([str(draft.cell), draft.text, draft.rev]), encoding="utf-8")
        temporary.replace(file)


def load(plan: Path) -> Draft | None:
    """Return the draft kept for the plan file `plan`, or None where there is none that can be read."""
    with suppress(OSError, ValueError, TypeError):
        cell, text, rev = json.loads(_file(plan).read_text(encoding="utf-8"))
        return Draft(Cell.parse(cell), str(text), int(rev))
    return None


def clear(plan: Path) -> None:
    """Forget the draft for the plan file `plan`."""
    with suppress(OSError):
        _file(plan).unlink()


def _file(plan: Path) -> Path:
    name = sha256(str(plan.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_state_path("plan-de-accion") / "drafts" / f"{name}.json"
