"""The question that an earlier state in the plan's place asks: going back to what was seen, or going on from it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _, ngettext
from store import Rollback
from tui.controller.saving import Saved, Write
from tui.grid.spans import Role, Span
from tui.modes.mode import Key, Mode, not_yet
from tui.pages.page import Page, PageLine, paragraph, plain

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class RollbackQuestion(Mode):
    """What was seen is put back, what is there is accepted, or it is only looked at."""

    halts = True
    asks = True
    insists = True

    page: Page

    def __init__(self, stack: "ModeStack", found: Rollback) -> None:
        """Ask about the earlier state that was `found`."""
        super().__init__(stack)
        reaches = _("Llega al cambio {newest}; en este plan usted ya había visto el {seen}.")
        told = [
            (_("El archivo del plan es ahora un estado anterior, o de otra rama."), Role.ALERT),
            (reaches.format(newest=found.newest, seen=found.seen), Role.PLAIN),
            (
                _("Puede ser una restauración de otra persona, un «git checkout» o un archivo viejo copiado."),
                Role.PLAIN,
            ),
            (_("Hasta que usted elija, no se escribe nada sobre él."), Role.PLAIN),
            (_("V  vuelve a lo que usted había visto; lo que hay ahora se guarda."), Role.PLAIN),
            (_("A  acepta lo que hay y sigue desde ahí; lo anterior queda entre los estados guardados."), Role.PLAIN),
            (self.keymap.sentence(_("{cancel}  lo muestra, solo para leer.")), Role.PLAIN),
        ]
        if found.state:
            kept = ngettext(
                "Entre los estados guardados hay uno con {count} cambio que falta aquí.",
                "Entre los estados guardados hay uno con {count} cambios que faltan aquí.",
                found.lost,
            )
            told.insert(4, (kept, Role.PLAIN))
        self.page = Page(_("Un estado anterior"), lambda width: _lines(told, width))
        self.page.resize(self.controller.width, self.controller.height)
        self.controller.touch_all()

    async def key(self, key: Key) -> None:
        """Put back, accept, or look only; any other key is refused, with what is typed behind it."""
        store = self.controller.session.store
        match key.character.lower(), self.keymap.command(key.name, key.character):
            case "v", _command:
                await self._go_on(store.put_back)
            case "a", _command:
                await self._go_on(store.accept)
            case _character, "cancel":
                self.leave()
            case _:
                self.controller.refuse(_("eso no responde a la pregunta"))

    async def _go_on(self, write: Write) -> None:
        if isinstance(await self.controller.go_on(write), Saved):
            self.leave()

    def hint(self, width: int) -> str:
        """Return what each key does, once it may be pressed."""
        if self.stack.waiting:
            return not_yet()
        own = _("V vuelve a lo visto  A acepta lo que hay")
        looks = self.keymap.hint([("cancel", _("solo lo muestra"))], width - len(own) - 2, kept=1)
        return f"{own}  {looks}"

    def leave(self) -> None:
        """Go back to the grid."""
        super().leave()
        self.controller.touch_all()


def _lines(told: Sequence[tuple[str, Role]], width: int) -> list[PageLine]:
    return [
        line for text, role in told for line in [plain(), *paragraph(text, width, role, head=(Span(" "),), begins=text)]
    ]


def ask_where_rolled_back(stack: "ModeStack") -> bool:
    """Ask where the plan is an earlier state than was seen, and return whether it is; one question at a time."""
    found = stack.controller.session.rolled_back
    if found and not stack.find(RollbackQuestion):
        stack.interrupt(RollbackQuestion(stack, found))
    return found is not None
