"""Reading what a filled workbook changes, with the key that writes it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange
from scoring.model.fields import Change
from tui.controller.saving import Conflicted, Saved
from tui.grid.spans import Role
from tui.modes.mode import Key
from tui.modes.open_page import OpenPage
from tui.pages.importing import DEFINITION, OVERWRITE, TAKE, importing_page, taking_keys

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack
    from workbook.form.returned import Returned


class OpenImport(OpenPage):
    """The page that shows an import; one key writes its figures and words, another the definition as well."""

    def __init__(self, stack: "ModeStack", returned: "Returned", seen: Mapping[Cell, int]) -> None:
        """Show what a workbook asks that was compared with a plan whose cells had the revisions `seen`."""
        controller = stack.controller
        super().__init__(stack, importing_page(controller.session.plan, returned, controller.symbols))
        self._returned, self._seen = returned, seen
        self._taking_keys = taking_keys(returned)

    async def key(self, key: Key) -> None:
        """Write what is shown, or do what any page does."""
        if key.character and key.character in self._taking_keys:
            await self._take(definition=key.character == DEFINITION)
        else:
            await super().key(key)

    def hint(self, width: int) -> str:
        """Return what each key does."""
        does = {TAKE: _("tomar todo"), OVERWRITE: _("vale el libro"), DEFINITION: _("también la definición")}
        taking = "".join(f"{key} {does[key]}  " for key in self._taking_keys)
        return taking + super().hint(width - len(taking))

    async def _take(self, *, definition: bool) -> None:
        """Write what the workbook changes as one batch, its side in the conflicts that were shown; else nothing."""
        controller, figures = self.controller, self._returned.figures
        self.leave()
        fields = self._returned.definition.batch(overwrite=True) if definition else ()
        batch: tuple[Change, ...] = (*fields, *figures.batch(overwrite=True, clear=True))
        outcome = await controller.commit(batch, note=figures.note, base=self._seen)
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
            if not all(isinstance(change, CellChange) for change in batch):
                said = ngettext(
                    "importado: {count} cambio; {undo} lo deshace",
                    "importados: {count} cambios; {undo} lo deshace",
                    len(batch),
                )
            controller.tell(controller.keymap.sentence(said), Role.GREEN)
