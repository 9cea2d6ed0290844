"""Importing a filled workbook, beside the typing; openpyxl is loaded only for this."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell
from tui.grid.spans import Role
from tui.modes.commands.exporting import at_home, from_here, usual_target
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack

if TYPE_CHECKING:
    from workbook.form.returned import Returned


def ask_import(stack: ModeStack) -> None:
    """Ask for the filled workbook, by default where the last export went."""
    from tui.personal.exported import last_workbook

    controller = stack.controller
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
        return
    last = last_workbook(controller.session.store.address)
    usual = controller.workbook or (from_here(Path(last)) if last else usual_target(stack))
    stack.push(Prompt(stack, _("Importar de:"), _begin_import, usual))


async def import_(stack: ModeStack, source: Path) -> None:
    """Read a filled workbook in a thread and show what it changes; `~` in its path is the person's home."""
    from workbook.form.returned import read_returned

    controller, session = stack.controller, stack.controller.session
    plan, seen = session.plan, session.revisions
    try:
        import asyncio  # the first screen is shown without it

        found = await asyncio.to_thread(read_returned, at_home(source), plan)
    except (PlanError, OSError) as failure:
        error = failure
        stack.host.in_turn(lambda: controller.refuse(error))
    else:
        stack.host.in_turn(lambda: show_import(stack, found, seen))


def show_import(stack: ModeStack, found: "Returned", seen: Mapping[Cell, int]) -> None:
    """Show what a workbook changes, with the key that writes it.

    `seen` holds the revisions of the plan that the workbook was compared with: what is written is what was shown.
    """
    from tui.modes.open_import import OpenImport

    controller = stack.controller
    if not stack.top.browsing:
        said = _("el libro está leído; termine lo que está haciendo y vuelva a importarlo")
        controller.tell(said, Role.ALERT)
        return
    controller.begin_key()
    stack.interrupt(OpenImport(stack, found, seen))


def _begin_import(stack: ModeStack, answer: str) -> None:
    if source := answer.strip():
        stack.controller.tell(_("leyendo {source}…").format(source=source))
        stack.host.in_background(import_(stack, Path(source)))
