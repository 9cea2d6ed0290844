"""A paste that is shown before anything of it is written."""

from typing import TYPE_CHECKING

from scoring.messages import _, ngettext
from tui.grid.paste import Placement
from tui.grid.view import Draft
from tui.modes.mode import Key, Mode
from tui.modes.refusal import MOVES

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class Paste(Mode):
    """A block laid over the grid: one key writes it, any other drops it; what begins a value is refused then."""

    halts = True

    def __init__(self, stack: "ModeStack", placement: Placement) -> None:
        """Show what pasting would make of the plan."""
        super().__init__(stack)
        self._placement = placement
        self.pasted = {change.cell: change.value for change in placement.changes}
        self._seen = self.controller.session.revisions
        self.controller.touch_all()
        self.controller.show_draft(Draft(None, self.controller.session.preview(placement.changes)))

    async def key(self, key: Key) -> None:
        """Write the block, or drop it and move; a key that neither moves nor cancels is refused."""
        command, below = self.keymap.command(key.name, key.character), self.stack.below(self)
        self.leave()
        if command == "commit":
            await self._write()
        elif command in MOVES:
            await below.key(key)
        elif command != "cancel":
            self.controller.refuse(_("no se pegó nada"))

    async def paste(self, text: str) -> None:  # noqa: ARG002 - whichever it is, the first one was not answered
        """Drop the block, and refuse the other one."""
        self.leave()
        self.controller.refuse(_("no se pegó nada"))

    def leave(self) -> None:
        """Show the plan without the block."""
        super().leave()
        self.controller.show_draft(None)
        self.controller.touch_all()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint([("commit", _("pega")), ("cancel", _("cancela"))], width, kept=2)

    async def _write(self) -> None:
        changes = self._placement.changes
        if await self.stack.save(changes, base=self._seen):
            said = ngettext(
                "pegado: {count} celda; {undo} lo deshace", "pegado: {count} celdas; {undo} lo deshace", len(changes)
            )
            self.controller.tell(self.keymap.sentence(said))
