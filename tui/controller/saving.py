"""The outcome of a save, and how it is waited for: at once, or in a thread while the screen stays alive."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple, TypeAlias

from scoring.errors import PlanError
from scoring.model import Cell
from store import ConflictError, Loaded, MaybeSavedError

PATIENCE: Final = 0.3
"""Seconds after which the screen says that a save takes long; one that waits for nobody takes some milliseconds."""

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


def in_thread(waiting: Callable[[], object]) -> Writer:
    """Return a writer that writes in a thread, so that the event loop goes on; `waiting` is called if it takes long."""

    async def writer(write: Write) -> Loaded:
        loop = asyncio.get_running_loop()
        patience = loop.call_later(PATIENCE, waiting)
        try:
            return await loop.run_in_executor(None, write)
        finally:
            patience.cancel()

    return writer


async def save(write: Write, writer: Writer, take: Callable[..., frozenset[Cell]]) -> Outcome:
    """Have a batch written by `writer` and return its outcome; `take` takes in the state it left."""
    try:
        return Saved(take(await writer(write)))
    except MaybeSavedError as error:
        return Saved(take(error.loaded, unconfirmed=True), str(error))
    except ConflictError as error:
        return Conflicted(error)
    except PlanError as error:
        return Refused(error)
