"""Going on to the next cell, editing the one under the cursor, undoing and redoing, notes."""

from scoring.messages import _, ngettext
from scoring.model import CellChange
from tui.controller.saving import Outcome, Saved
from tui.grid.detail import cell_name
from tui.grid.editor import Editor
from tui.grid.values import editable
from tui.modes.edit import begin, why_not
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack


def go_on(stack: ModeStack) -> None:
    """Edit the value under the cursor; on an empty cell go down; on a heading fold."""
    controller, tree = stack.controller, stack.controller.tree
    if tree.cell is None and tree.at.foldable:
        controller.move(tree.toggle_fold)
    elif tree.cell in controller.session.plan.values:
        edit(stack)
    else:
        controller.move(lambda: tree.step(1))


def edit(stack: ModeStack) -> None:
    """Begin to edit what the cell under the cursor holds."""
    controller, plan = stack.controller, stack.controller.session.plan
    value = plan.values.get(controller.tree.cell) if controller.tree.cell else None
    begin(stack, Editor.edit(editable(value, plan.locale)))


async def undo(stack: ModeStack) -> None:
    """Take back the last batch; the cursor goes to what changed."""
    _tell(stack, await stack.controller.undo(), _("deshecho: {cell}{more}"))


async def redo(stack: ModeStack) -> None:
    """Put back the batch taken back last; the cursor goes to what changed."""
    _tell(stack, await stack.controller.redo(), _("rehecho: {cell}{more}"))


def ask_note(stack: ModeStack) -> None:
    """Ask for the note of the cell under the cursor."""
    if stack.controller.tree.cell is None:
        stack.controller.tell(why_not(stack))
    else:
        stack.push(Prompt(stack, _("Nota o soporte (ruta, dirección, radicado):"), note))


async def note(stack: ModeStack, text: str) -> None:
    """Put a note into the history of the cell under the cursor, beside the value it has."""
    controller, said = stack.controller, text.strip()
    cell = controller.tree.cell
    if cell is None or not said:
        return
    if await stack.save([CellChange(cell, controller.session.plan.values.get(cell))], note=said):
        controller.session.note(cell, said)
        controller.touch([controller.tree.at.id])
        controller.tell(_("anotado: {note}").format(note=said))


def _tell(stack: ModeStack, outcome: Outcome, said: str) -> None:
    """Go to the first cell that changed and say which it is, and how many others."""
    controller = stack.controller
    if not isinstance(outcome, Saved) or not outcome.cells:
        return
    first = min(outcome.cells, key=lambda cell: (cell.month or 0, cell))
    controller.move(lambda: controller.tree.go(first))
    others = len(outcome.cells) - 1
    more = ngettext(" y {count} más", " y {count} más", others) if others else ""
    name = cell_name(controller.session.plan, first, controller.symbols)
    controller.tell(said.format(cell=name, more=more))
