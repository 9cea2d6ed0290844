"""Marking a block: the cursor's keys extend it, and what is done to it ends the marking."""

from typing import TYPE_CHECKING

from scoring.messages import _
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class MarkBlock(Mode):
    """A block of cells from where the marking began to the cursor; other keys go to the mode below."""

    browsing = True

    def __init__(self, stack: "ModeStack") -> None:
        """Begin to mark at the cursor."""
        super().__init__(stack)
        self.controller.tree.mark()
        self.controller.touch_all()

    async def key(self, key: Key) -> None:
        """End the marking, or go on with it."""
        if self.keymap.command(key.name, key.character) in {"cancel", "mark"}:
            self.leave()
        else:
            await self.stack.below(self).key(key)

    async def paste(self, text: str) -> None:
        """Pass the text to the mode below."""
        await self.stack.below(self).paste(text)

    def leave(self) -> None:
        """Mark nothing any more."""
        super().leave()
        self.controller.tree.unmark()
        self.controller.touch_all()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint(
            [
                (("up", "down", "left", "right"), _("extienden")),
                ("copy", _("copiar")),
                ("fill", _("rellenar")),
                ("clear", _("borrar")),
                ("np", _("NP")),
                ("cancel", _("deja de marcar")),
            ],
            width,
            kept=1,
        )
