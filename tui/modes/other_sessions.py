"""What other sessions have written meanwhile, taken in and shown."""

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted
from tui.grid.spans import Role
from tui.modes.edit import Edit
from tui.modes.refusal import Refusal
from tui.modes.rollback import ask_where_rolled_back
from tui.modes.stack import ModeStack


def look_again(stack: ModeStack) -> bool:
    """Take in what other sessions have written, on an open page too; False where there is nothing new.

    A cell that is being typed keeps its text, and the person is told: saving then asks whose value is kept. Where the
    row under the cursor is gone, what is typed is refused until the person moves.
    """
    controller, session = stack.controller, stack.controller.session
    definition, row = session.plan._replace(values={}), controller.tree.at.id
    try:
        cells = session.poll()
    except PlanError as error:
        controller.refuse(error)
        return True
    if cells is None:
        return False
    controller.show_changed(cells)
    controller.show_notes()
    for mode in stack.modes:
        mode.refresh()
    if ask_where_rolled_back(stack):
        controller.touch_all()
        return True
    edit = stack.find(Edit)
    if edit and controller.tree.cell != edit.cell:
        edit.cancel()
        controller.touch_all()
        said = _("la fila de lo que se escribía ya no está: «{text}» no se guardó").format(
            text=quoted(edit.editor.text)
        )
        stack.interrupt(Refusal(stack, said))
    elif stack.top.browsing and controller.tree.at.id != row:
        controller.touch_all()
        stack.interrupt(Refusal(stack, _("la fila donde estaba ya no está")))
    elif edit and edit.cell in cells:
        said = _("otra persona acaba de cambiar esta celda: {commit} preguntará cuál cifra queda")
        controller.tell(controller.keymap.sentence(said), Role.ALERT)
    elif definition != session.plan._replace(values={}):
        controller.touch_all()
        controller.tell(session.last_event(), Role.ALERT)
    return True
