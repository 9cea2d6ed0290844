"""What a search found: its rows are shown, and two keys go from one to the next."""

from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.quoting import quoted
from tui.controller.keymap import STARTS
from tui.grid.spans import Role
from tui.modes.mode import Key, Mode
from tui.modes.refusal import MOVES, READS

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class Search(Mode):
    """The rows that hold a text; what is no key of the search goes to the mode below.

    Where there are none, what was typed ahead was meant for another row: it is refused until the person moves.
    """

    browsing = True

    def __init__(self, stack: "ModeStack", text: str, rows: tuple[str, ...], at: int) -> None:
        """Show the rows with the ids `rows`, in the order of the tree, with the cursor on number `at`."""
        super().__init__(stack)
        self.found = frozenset(rows)
        self._text = text
        self._rows = rows
        self._at = at
        self._refusing = not rows
        self._show()

    async def key(self, key: Key) -> None:
        """Go to the next or the previous row found, or end the search."""
        command = self.keymap.command(key.name, key.character)
        if command == "np":
            self._go(1)
        elif command == "previous_found":
            self._go(-1)
        elif command == "cancel":
            self.leave()
        elif self._refusing and command not in MOVES | READS:
            self._show()
        else:
            self._refusing = self._refusing and command in READS
            below = self.stack.below(self)
            if key.character in STARTS or command == "edit":
                self.leave()
            await below.key(key)

    async def paste(self, text: str) -> None:
        """Pass the text to the mode below."""
        if self._refusing:
            self._show()
        else:
            await self.stack.below(self).paste(text)

    def leave(self) -> None:
        """Mark nothing as found any more."""
        super().leave()
        self.controller.touch_all()

    def hint(self, width: int) -> str:
        """Return what each key does."""
        hints = [("np", _("siguiente")), ("previous_found", _("anterior")), ("cancel", _("termina la búsqueda"))]
        return self.keymap.hint(hints, width, kept=1)

    def _go(self, direction: int) -> None:
        if self._rows:
            self._at = (self._at + direction) % len(self._rows)
        self._show()

    def _show(self) -> None:
        if not self._rows:
            self.controller.tell(_("«{text}» no aparece en el plan").format(text=quoted(self._text)), Role.RED)
            return
        row = self._rows[self._at]
        self.controller.move(lambda: self.controller.tree.go_row(row))
        self.controller.touch_all()
        said = _("«{text}»: {at} de {count}").format(text=quoted(self._text), at=self._at + 1, count=len(self._rows))
        self.controller.tell(said)
