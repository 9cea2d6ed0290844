"""The outcome of a save, and who does the writing."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.model import Cell
from store import ConflictError, Loaded

Write: TypeAlias = Callable[[], Loaded]
"""Writes a batch; it touches the store alone, so that a thread can run it."""
Writer: TypeAlias = Callable[[Write], Awaitable[Loaded]]
"""Has a batch written and is awaited for what that returns or raises."""


class Saved(NamedTuple):
    """The batch is on disk."""

    cells: frozenset[Cell]
    """The cells that hold something else now, other sessions' too."""
    warning: str = ""
    """What is to be said of it all the same: the disk did not confirm it."""


class Conflicted(NamedTuple):
    """Somebody has changed the same cells; nothing was written."""

    error: ConflictError


class Refused(NamedTuple):
    """Nothing was written, and why."""

    error: PlanError


Outcome: TypeAlias = Saved | Conflicted | Refused


async def at_once(write: Write) -> Loaded:
    """Write before anything else happens."""
    return write()


async def save(write: Write, writer: Writer, take: Callable[..., frozenset[Cell]]) -> Outcome:
    """Have a batch written by `writer` and return its outcome; `take` takes in the state it left."""
    from store import MaybeSavedError  # the first screen does without

    try:
        return Saved(take(await writer(write)))
    except MaybeSavedError as error:
        return Saved(take(error.loaded, unconfirmed=True), str(error))
    except ConflictError as error:
        return Conflicted(error)
    except PlanError as error:
        return Refused(error)
