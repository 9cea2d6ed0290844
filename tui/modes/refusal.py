"""After a key that was refused: keys are refused until the person moves, so that no value goes into another cell."""

from typing import TYPE_CHECKING, Final

from scoring.messages import _
from tui.grid.surrounding_lines import cell_name
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

MOVES: Final = frozenset(
    {
        "up",
        "down",
        "left",
        "right",
        "first_month",
        "last_month",
        "page_up",
        "page_down",
        "next_pending",
        "previous_pending",
        "go",
        "search",
    }
)
"""The commands by which a person shows that they look at where the cursor is."""
READS: Final = frozenset({"help", "palette"})
"""The commands that open a page over the grid, by which a person finds out what to do."""


class Refusal(Mode):
    """Every key is refused but those that move, those that open the help and the palette, and the one that cancels."""

    browsing = True

    def __init__(self, stack: "ModeStack", why: str) -> None:
        """Say why the first key was refused: `why` is a sentence, with its full stop or without."""
        super().__init__(stack)
        self._why = why.removesuffix(".")
        self._tell()

    async def key(self, key: Key) -> None:
        """Move, or say again why nothing is done."""
        command = self.keymap.command(key.name, key.character)
        if command in MOVES:
            below = self.stack.below(self)
            self.leave()
            await below.key(key)
        elif command in READS:
            await self.stack.below(self).key(key)
        elif command == "cancel":
            self.leave()
        else:
            self._tell()

    async def paste(self, text: str) -> None:  # noqa: ARG002 - every text is refused alike
        """Refuse what is pasted as well."""
        self._tell()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint(
            [
                (("up", "down", "left", "right"), _("mueven")),
                ("next_pending", _("pendiente")),
                ("go", _("ir a")),
                ("cancel", _("sigue aquí")),
            ],
            width,
            kept=1,
        )

    def _tell(self) -> None:
        controller = self.controller
        following = controller.tree.next_cell()
        where = ""
        if following:
            name = cell_name(controller.session.plan, following, controller.symbols)
            where = _("; la celda siguiente es {cell}").format(cell=name)
        controller.refuse(_("{why}{where}. Muévase para seguir.").format(why=self._why, where=where))
