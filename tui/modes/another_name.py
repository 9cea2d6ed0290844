"""The question where an export is to go, asked again because there is something there that it must not write over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.messages import _
from tui.grid.spans import Role, Span
from tui.modes.prompt import Answered, Prompt
from tui.pages.page import Page, PageLine, paragraph, plain

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack


class AnotherName(Prompt):
    """The prompt with a free name in it, under a page that says what is at the name that was given first."""

    page: Page

    def __init__(self, stack: "ModeStack", what: str, refused: str, free: str, answered: Answered) -> None:
        """Say `what` is at the `refused` name and that giving that name again writes over it; propose a `free` one."""
        super().__init__(stack, _("Exportar a:"), answered, free)
        told = [
            (_("{what} No se escribió nada.").format(what=what), Role.ALERT),
            (
                _("Aceptar escribe el libro con el nombre de abajo, que está libre; cancelar no escribe nada."),
                Role.PLAIN,
            ),
            (
                _("Para escribir encima, y perder lo que hay, escriba otra vez «{name}».").format(name=refused),
                Role.PLAIN,
            ),
        ]
        self.page = Page(_("Exportar el libro"), lambda width: _lines(told, width))
        self.page.resize(self.controller.width, self.controller.height)
        self.controller.touch_all()

    def leave(self) -> None:
        """Go back to the grid."""
        super().leave()
        self.controller.touch_all()


def _lines(told: Sequence[tuple[str, Role]], width: int) -> list[PageLine]:
    return [
        line for text, role in told for line in [plain(), *paragraph(text, width, role, head=(Span(" "),), begins=text)]
    ]
