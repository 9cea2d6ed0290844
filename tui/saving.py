"""A change on its way to the disk: what a key leaves to be written, and what comes of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange
from scoring.text.clock import local_time
from store import ConflictError, Loaded, MaybeSavedError
from tui.desk import Desk, Question, Saving
from tui.grid.detail import cell_name
from tui.grid.painter import value_text
from tui.grid.spans import Ink

Outcome: TypeAlias = Loaded | PlanError
"""What a write returned, or why it did not."""

PATIENCE: Final = 0.3
"""Seconds after which the screen says that a save takes long; one that waits for nobody takes some milliseconds."""


def save(
    desk: Desk,
    changes: Sequence[CellChange],
    then: Callable[[], object],
    *,
    note: str = "",
    base: Mapping[Cell, int] | None = None,
) -> None:
    """Have the changes saved as one step, and `then` done once they are on disk.

    Where they cannot be, the reason is said or the conflict asked about, and nothing follows. `base` holds the
    revisions that were before the person when they began, by default those shown now.
    """
    try:
        write = desk.session.writing(changes, note, base)
    except PlanError as error:
        desk.refuse(error)
    else:
        desk.saving = Saving(write, lambda _cells: then(), tuple(changes))


def save_here(desk: Desk) -> None:
    """Write what is to be saved, and what follows from that, before this returns."""
    while desk.saving:
        settle(desk, written(desk.saving))


async def save_aside(desk: Desk, show: Callable[[], object]) -> None:
    """Do what `save_here` does with the writing in a thread, so that the event loop goes on meanwhile.

    Where it takes long the desk says so, and `show` is called to have that drawn.
    """
    loop = asyncio.get_running_loop()

    def wait() -> None:
        desk.tell(_("guardando… otro proceso tiene ocupado el plan, o el disco va lento"), Ink.ALERT)
        show()

    while desk.saving:
        patience = loop.call_later(PATIENCE, wait)
        outcome = await loop.run_in_executor(None, written, desk.saving)
        patience.cancel()
        desk.message = []
        settle(desk, outcome)


def written(saving: Saving) -> Outcome:
    """Write, touching nothing of the desk, and return what came of it: an error is an outcome like another."""
    try:
        return saving.write()
    except PlanError as error:
        return error


def settle(desk: Desk, outcome: Outcome) -> None:
    """Take in what came of the write: go on, say why it was refused, or ask whose figure stands."""
    saving, desk.saving = desk.saving, None
    if saving is None:
        return
    match outcome:
        case Loaded():
            cells = desk.session.take(outcome)
        case MaybeSavedError():
            cells = desk.session.take(outcome.loaded, unconfirmed=True)
        case error:
            _refuse(desk, saving.changes, error)
            return
    desk.changed(cells)
    saving.then(cells)
    if isinstance(outcome, MaybeSavedError):
        desk.tell(str(outcome), Ink.ALERT)


def _refuse(desk: Desk, changes: tuple[CellChange, ...], error: PlanError) -> None:
    if changes:  # an undo that is refused leaves nothing behind that should be on disk
        desk.session.saved = desk.session.saved._replace(problem=str(error))
    desk.refuse(error)
    if isinstance(error, ConflictError):
        desk.question = Question(_crossed(desk, error), changes, error.conflicts)
        desk.tell(desk.question.text, Ink.ALERT)


def _crossed(desk: Desk, error: ConflictError) -> str:
    conflict = error.conflicts[0]
    locale = desk.session.plan.locale
    sentence = (
        _("{by} escribió {theirs} en {cell} a las {at}; usted {mine}.")
        if conflict.by
        else _("El archivo volvió a un estado anterior y {cell} a {theirs}; usted {mine}.")
    )
    return sentence.format(
        by=conflict.by,
        theirs=value_text(conflict.theirs, locale),
        cell=cell_name(desk.session.plan, conflict.address, desk.glyphs)
        if isinstance(conflict.address, Cell)
        else conflict.address,
        at=local_time(conflict.at, desk.session.plan.timezone, "%H:%M"),
        mine=value_text(conflict.mine, locale),
    )
