"""The question where an export is to go, asked again because there is something there that it must not write over."""

from textwrap import wrap
from typing import TYPE_CHECKING

from scoring.messages import _
from tui.grid.spans import Role
from tui.modes.prompt import Answered, Prompt
from tui.pages.page import Page, plain

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class AnotherName(Prompt):
    """The prompt with a free name in it, under a page that says what is at the name that was given first."""

    page: Page

    def __init__(self, stack: "ModeStack", what: str, refused: str, free: str, answered: Answered) -> None:
        """Say `what` is at the `refused` name and that giving that name again writes over it; propose a `free` one."""
        super().__init__(stack, _("Exportar a:"), answered, free)
        ways = [
            _("Enter escribe el libro en «{free}»; Esc no escribe nada.").format(free=free),
            _("Para escribir encima, y perder lo que hay, escriba otra vez «{name}».").format(name=refused),
        ]
        told = [(_("{what} No se escribió nada.").format(what=what), Role.ALERT), *((way, Role.PLAIN) for way in ways)]
        width = max(20, self.controller.width - 2)
        lines = [line for text, role in told for line in (plain(), *(plain(f" {s}", role) for s in wrap(text, width)))]
        self.page = Page(_("Exportar el libro"), lines)
        self.page.resize(self.controller.height)
        self.controller.touch_all()

    def leave(self) -> None:
        """Go back to the grid."""
        super().leave()
        self.controller.touch_all()
