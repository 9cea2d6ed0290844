"""After a value that was saved where the cursor could not go on: the next one would take its place."""

from typing import TYPE_CHECKING, Final

from scoring.messages import _
from tui.controller.keymap import STARTS
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

_FOR_THE_NEXT: Final = frozenset(
    {"commit", "next_month", "previous_month", "np", "clear", "paste", "fill", "note", "edit"}
)
"""The commands of somebody who takes the cursor to be on the next cell."""


class LastCell(Mode):
    """The grid at its edge: what was meant for a cell beyond is refused; any other key goes to the mode below."""

    browsing = True

    def __init__(self, stack: "ModeStack") -> None:
        """Begin at the cursor."""
        super().__init__(stack)
        self._cell = self.controller.tree.cell

    async def key(self, key: Key) -> None:
        """Refuse what was meant for the next cell."""
        command = self.keymap.command(key.name, key.character)
        below = self.stack.below(self)
        self.leave()
        meant_beyond = command in _FOR_THE_NEXT or (key.character and key.character in STARTS)
        if meant_beyond and self.controller.tree.cell == self._cell:
            self.controller.refuse(_("más allá no hay celdas, y esta ya está guardada"))
        else:
            await below.key(key)

    async def paste(self, text: str) -> None:  # noqa: ARG002 - every text is refused alike
        """Refuse what was meant for the next cells."""
        self.leave()
        self.controller.refuse(_("más allá no hay celdas, y esta ya está guardada"))

    def hint(self, width: int) -> str:
        """Return the hints of the mode below."""
        return self.stack.below(self).hint(width)
