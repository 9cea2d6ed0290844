"""Reading what a filled workbook changes, with the key that writes it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.messages import _, ngettext
from scoring.model import Cell
from tui.controller.saving import Conflicted, Saved
from tui.grid.spans import Role
from tui.modes.mode import Key
from tui.modes.open_page import OpenPage
from tui.pages.importing import importing_page, taking_key

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack
    from workbook.reading.comparison import Import


class OpenImport(OpenPage):
    """The page that shows an import; one key writes it."""

    def __init__(self, stack: "ModeStack", found: "Import", seen: Mapping[Cell, int]) -> None:
        """Show what was `found` in a workbook, compared with a plan whose cells had the revisions `seen`."""
        controller = stack.controller
        super().__init__(stack, importing_page(controller.session.plan, found, controller.symbols))
        self._found, self._seen = found, seen
        self._taking_key = taking_key(found)

    async def key(self, key: Key) -> None:
        """Write what is shown, or do what any page does."""
        if self._taking_key and key.character == self._taking_key:
            await self._take()
        else:
            await super().key(key)

    def hint(self, width: int) -> str:
        """Return what each key does."""
        if not self._taking_key:
            return super().hint(width)
        does = _("vale el libro") if self._found.conflicts else _("tomar todo")
        taking = f"{self._taking_key} {does}  "
        return taking + super().hint(width - len(taking))

    async def _take(self) -> None:
        """Write all that the workbook changes as one batch, its side in the conflicts that were shown; else nothing."""
        controller = self.controller
        self.leave()
        batch = self._found.batch(overwrite=True)
        outcome = await controller.commit(batch, note=self._found.note, base=self._seen)
        if isinstance(outcome, Conflicted):
            # Of many cells none is asked about: the page that shows them all is read again.
            said = _("No se importó nada; vuelva a importar el libro. {reason}").format(reason=outcome.error)
            controller.refuse(said)
        elif isinstance(outcome, Saved):
            controller.session.read_notes()
            controller.touch_all()
            said = ngettext(
                "importada: {count} celda; {undo} lo deshace",
                "importadas: {count} celdas; {undo} lo deshace",
                len(batch),
            )
            controller.tell(controller.keymap.sentence(said), Role.GREEN)
