"""Going on to the next cell, editing the one under the cursor, undoing and redoing, notes."""

from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange, Plan
from store import NOTE_EMPTIED
from tui.controller.controller import Controller
from tui.controller.saving import Outcome, Saved
from tui.controller.session import Session
from tui.grid.editor import Editor
from tui.grid.surrounding_lines import cell_name
from tui.grid.values import editable, value_text
from tui.modes.edit import begin, why_not
from tui.modes.prompt import Prompt
from tui.modes.stack import ModeStack


def go_on(stack: ModeStack) -> None:
    """Go to the next cell below that is typed, over headings and calculated rows; refused where there is none."""
    if stack.controller.tree.next_cell() is None:
        stack.controller.refuse(_("abajo no hay más celdas"))
    stack.controller.move(stack.controller.tree.step)


def edit(stack: ModeStack) -> None:
    """Begin to edit what the cell under the cursor holds."""
    controller, plan = stack.controller, stack.controller.session.plan
    value = plan.values.get(controller.tree.cell) if controller.tree.cell else None
    begin(stack, Editor.edit(editable(value, plan.locale)))


async def undo(stack: ModeStack) -> None:
    """Take back the last batch; the cursor goes to what changed."""
    before = stack.controller.session.plan
    _tell(stack, before, await stack.controller.undo(), _("deshecho: {what}{more}"))


async def redo(stack: ModeStack) -> None:
    """Put back the batch taken back last; the cursor goes to what changed."""
    before = stack.controller.session.plan
    _tell(stack, before, await stack.controller.redo(), _("rehecho: {what}{more}"))


def ask_note(stack: ModeStack) -> None:
    """Ask for the note of the cell under the cursor."""
    controller, cell = stack.controller, stack.controller.tree.cell
    if cell is None:
        controller.refuse(why_not(stack))
    else:
        present = controller.session.notes.get(cell, "")
        stack.push(Prompt(stack, _("Nota o soporte (ruta, dirección, radicado):"), note, present))


async def note(stack: ModeStack, text: str) -> None:
    """Put a note into the history of the cell under the cursor, beside the value it has; none takes the note away."""
    controller, said = stack.controller, text.strip()
    cell = controller.tree.cell
    before = controller.session.notes.get(cell, "") if cell else ""
    if cell is None or said == before:
        return
    same = [CellChange(cell, controller.session.plan.values.get(cell))]
    if await stack.save(same, note=said or NOTE_EMPTIED):
        controller.show_notes()
        done = _("anotado: {note}; {undo} lo deshace") if said else _("nota borrada: {note}; {undo} lo deshace")
        controller.tell(controller.keymap.sentence(done, note=said or before))


def _tell(stack: ModeStack, before: Plan, outcome: Outcome, said: str) -> None:
    """Go to the first cell that changed and say which it is, from what to what, and how many others."""
    controller = stack.controller
    if not isinstance(outcome, Saved):
        return
    controller.show_notes()
    definition = last_definition_change(controller.session)
    if before._replace(values={}) != controller.session.plan._replace(values={}) and definition:
        controller.touch_all()
        controller.tell(said.format(what=definition, more=""))
        return
    if not outcome.cells:
        return
    first = min(outcome.cells, key=lambda cell: (cell.month or 0, cell))
    controller.move(lambda: controller.tree.go(first))
    others = len(outcome.cells) - 1
    more = ngettext(" y {count} más", " y {count} más", others) if others else ""
    controller.tell(said.format(what=_what_changed(controller, before, first), more=more))


def last_definition_change(session: Session) -> str:
    """Return the first change but of cells in the newest batch, in words, and how many others; empty if none."""
    from scoring.entry.change_words import address_words, held_words  # imported here: values do not need it

    rows = session.store.history()
    last = [row for row in rows if row.batch == rows[-1].batch and row.address and not row.cell] if rows else []
    if not last:
        return ""
    plan = session.plan
    row = min(last, key=lambda row: row.field is not None and row.field.name.startswith("text."))  # those follow
    if row.address is None:
        return ""
    told = address_words(plan, row.address)
    if row.field is not None:
        old, new = (held_words(plan, row.address, value) or "–" for value in (row.old, row.new))
        told = f"{told} {old} → {new}"
    else:
        came = _("{node} agregado") if row.old is None else _("{node} cambiado")
        told = (_("{node} quitado") if row.new is None else came).format(node=told)
    others = len(last) - 1
    return told + (ngettext(" y {count} más", " y {count} más", others) if others else "")


def _what_changed(controller: Controller, before: Plan, cell: Cell) -> str:
    """Return a cell with the value it had and the one it has; where they are the same, it is its note that changed."""
    plan = controller.session.plan
    name = cell_name(plan, cell, controller.symbols)
    if before.values.get(cell) == plan.values.get(cell):
        return _("la nota de {cell}").format(cell=name)
    old, new = (value_text(values.get(cell), plan.locale) for values in (before.values, plan.values))
    return f"{name}: {old} {controller.symbols.arrow} {new}"
