"""The question whether a node is to be taken out with what it holds."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.model.fields import Change
from tui.grid.spans import Role
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class AskRemoval(Mode):
    """What goes is said; one key takes it out and one leaves it."""

    halts = True

    def __init__(self, stack: "ModeStack", said: str, changes: Sequence[Change]) -> None:
        """Say what goes, and ask whether `changes` are to be saved."""
        super().__init__(stack)
        self._said, self._changes = said, changes
        self._seen = self.controller.session.revisions
        self._ask()

    async def key(self, key: Key) -> None:
        """Take the node out or leave it; any other key has the question said again."""
        match self.keymap.command(key.name, key.character):
            case "commit":
                self.leave()
                if await self.stack.save(self._changes, base=self._seen):
                    self.controller.tell(self.keymap.sentence(_("quitado; {undo} lo deshace")), Role.GREEN)
            case "cancel":
                self.leave()
            case _:
                self._ask()

    async def paste(self, text: str) -> None:  # noqa: ARG002 - every text is answered alike
        """Say the question again: a text is no answer."""
        self._ask()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint([("commit", _("lo quita")), ("cancel", _("lo deja"))], width, kept=2)

    def _ask(self) -> None:
        self.controller.tell(self._said, Role.ALERT)
