"""Exporting the workbook, beside the typing; openpyxl is loaded only for this."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import PlanError
from scoring.messages import _
from tui.grid.spans import Role
from tui.modes.another_name import AnotherName
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack

if TYPE_CHECKING:
    from tui.exports.overwriting import OccupiedError


def ask_export(stack: ModeStack) -> None:
    """Ask where the workbook is to be written."""
    stack.push(Prompt(stack, _("Exportar a:"), _begin_export, usual_target(stack)))


async def export(stack: ModeStack, target: Path, seen: str = "") -> None:
    """Write the workbook in a thread, so that typing goes on, and say where it is; `~` is the person's home.

    What the target holds is written over where its SHA-256 is `seen`; where it is somebody's, another name is asked
    for.
    """
    import asyncio  # the first screen is shown without it

    from tui.exports.overwriting import OccupiedError
    from tui.exports.writing import write_workbook

    controller, session = stack.controller, stack.controller.session
    try:
        await asyncio.to_thread(write_workbook, session.store, at_home(target), session.cutoff, seen=seen)
    except OccupiedError as occupied:
        refused = occupied
        stack.host.in_turn(lambda: _ask_again(stack, refused))
    except (PlanError, OSError) as failure:
        error = failure
        stack.host.in_turn(lambda: controller.refuse(error))
    else:
        controller.name_workbook(str(target))
        said = _("exportado: {target}").format(target=target)
        stack.host.in_turn(lambda: controller.tell(said, Role.GREEN))


def usual_target(stack: ModeStack) -> str:
    """Return where a workbook at the present cut-off goes if the person says nothing else."""
    from tui.exports.names import default_target

    session = stack.controller.session
    return from_here(default_target(session.store.address, session.plan, session.cutoff))


def from_here(path: Path) -> str:
    """Return a path as short as it can be said: one in this folder without the folder."""
    with suppress(OSError, ValueError):  # the folder was removed; the path is elsewhere
        return str(path.relative_to(Path.cwd()))
    return str(path)


def at_home(path: Path) -> Path:
    """Return a path with the person's home in place of `~`; nobody's home stays as it was typed."""
    with suppress(RuntimeError):
        return path.expanduser()
    return path


def _begin_export(stack: ModeStack, answer: str) -> None:
    if target := answer.strip():
        _start_export(stack, Path(target))


def _start_export(stack: ModeStack, target: Path, seen: str = "") -> None:
    stack.controller.tell(_("exportando {target}…").format(target=target))
    stack.host.in_background(export(stack, target, seen))


def _ask_again(stack: ModeStack, occupied: "OccupiedError") -> None:
    """Ask for another name, with a free one as the answer to begin with; the same name again is written over."""
    if not stack.top.browsing:
        said = _("No se exportó; termine lo que está haciendo y vuelva a exportar. {what}").format(what=occupied)
        stack.controller.tell(said, Role.ALERT)
        return
    refused, free = str(occupied.target), str(occupied.free)

    def answered(stack: ModeStack, answer: str) -> None:
        if name := answer.strip():
            target = at_home(Path(name))
            _start_export(stack, target, occupied.sha256 if target == occupied.target else "")

    stack.interrupt(AnotherName(stack, str(occupied), refused, free, answered))
