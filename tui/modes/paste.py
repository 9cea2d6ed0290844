"""A paste that is shown before anything of it is written."""

from typing import TYPE_CHECKING

from scoring.messages import _, ngettext
from tui.grid.paste import Placement
from tui.grid.view import Draft
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class Paste(Mode):
    """A block laid over the grid: one key writes it, any other drops it."""

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
        """Write the block or drop it."""
        self.leave()
        self.controller.show_draft(None)
        self.controller.touch_all()
        if self.keymap.command(key.name, key.character) != "commit":
            return
        changes = self._placement.changes
        if await self.stack.save(changes, base=self._seen):
            said = ngettext(
                "pegado: {count} celda; {undo} lo deshace", "pegado: {count} celdas; {undo} lo deshace", len(changes)
            )
            self.controller.tell(self.keymap.sentence(said))

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint([("commit", _("pega")), ("cancel", _("cancela"))], width, kept=2)
