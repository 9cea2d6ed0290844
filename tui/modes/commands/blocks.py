"""What is done to a marked block, or to the cell under the cursor where nothing is marked: one batch each."""

from collections.abc import Iterable, Sequence

from scoring.doubts.of_value import far_too_large
from scoring.entry.values import changes_for
from scoring.messages import _, ngettext
from scoring.model import Cell, CellChange, Mark, Value
from scoring.text.numbers import format_value
from tui.controller.controller import Controller
from tui.grid.editor import Editor
from tui.grid.paste import lay
from tui.grid.spans import Role
from tui.grid.surrounding_lines import cell_name
from tui.grid.values import value_text
from tui.modes.edit import begin, what_was_cleared, why_not
from tui.modes.mark import MarkBlock
from tui.modes.paste import Paste
from tui.modes.stack import ModeStack


def mark(stack: ModeStack) -> None:
    """Begin to mark a block at the cursor."""
    stack.push(MarkBlock(stack))


async def clear(stack: ModeStack) -> None:
    """Empty the block's cells and say what was in them."""
    changes = _changes(stack, None)
    if changes is not None:
        await _write(stack, changes, _emptied(stack.controller, changes))


async def not_programmed(stack: ModeStack) -> None:
    """Mark the block's months as not programmed (NP); in a cell alone NP is typed, and saved like any value."""
    if stack.find(MarkBlock) is None:
        begin(stack, Editor.replace(Mark.NP.value))
        return
    changes = _changes(stack, Mark.NP)
    if changes is not None:
        said = ngettext(
            "NP en {count} celda; {undo} lo deshace", "NP en {count} celdas; {undo} lo deshace", len(changes)
        )
        await _write(stack, changes, stack.controller.keymap.sentence(said))


def copy(stack: ModeStack) -> None:
    """Copy the block, as texts in the plan's locale."""
    controller, plan = stack.controller, stack.controller.session.plan
    block = [
        [format_value(plan.values.get(cell), plan.locale) if cell else "" for cell in row] for row in _block(controller)
    ]
    if not block:
        controller.tell(_("aquí no hay ninguna cifra que copiar"))
        return
    controller.keep_copied(block)
    _unmark(stack)
    controller.tell(_("copiado: {rows} × {columns}").format(rows=len(block), columns=len(block[0])))


def paste(stack: ModeStack) -> None:
    """Lay what was copied over the grid from the cursor on, and show what that would do."""
    controller = stack.controller
    if controller.copied:
        preview(stack, controller.copied)
    else:
        said = _("no hay nada copiado: {copy} copia la celda o el bloque marcado con {mark}")
        controller.refuse(controller.keymap.sentence(said))


def preview(stack: ModeStack, block: list[list[str]]) -> None:
    """Say what pasting a block here would do; the next key writes all of it or nothing."""
    controller, tree = stack.controller, stack.controller.tree
    laid = lay(controller.session.plan, tree.rows, tree.row, tree.month, block)
    if laid.problem:
        controller.refuse(_("no se pega nada: {problem}").format(problem=controller.worded(laid.problem)))
        return
    if not laid.changes:
        controller.refuse(_("pegar no cambia nada: las celdas ya tienen esas cifras"))
        return
    stack.push(Paste(stack, laid))
    changed = ngettext("cambia {count} celda", "cambian {count} celdas", len(laid.changes))
    held = ngettext("{count} ya tenía cifra", "{count} ya tenían cifra", laid.overwritten)
    said = _("pegar {rows} × {columns}: {changed}, {held}").format(
        rows=laid.height, columns=laid.width, changed=changed, held=held
    )
    if warning := _far_too_large(controller, laid.changes):
        controller.tell(f"{warning} {said.capitalize()}", Role.ALERT)
    else:
        controller.tell(said, Role.TITLE)


def _far_too_large(controller: Controller, changes: Sequence[CellChange]) -> str:
    """Return what is to be said of the first value of a block that is far too large; empty where none is."""
    plan = controller.session.plan.with_changes(changes)
    for cell, value in changes:
        if why := far_too_large(plan, cell, value):
            name, text = cell_name(plan, cell, controller.symbols), value_text(value, plan.locale)
            return _("¿{cell} = {value}? {why}.").format(cell=name, value=text, why=why.capitalize())
    return ""


async def fill(stack: ModeStack) -> None:
    """Copy the month before into the empty cells of the block, or of the cursor's whole month."""
    controller = stack.controller
    changes = list(_from_the_month_before(controller))
    if not changes:
        controller.tell(_("no hay celdas vacías con cifra en el mes anterior"))
    elif await stack.save(changes):
        _unmark(stack)
        controller.touch_all()
        said = ngettext(
            "rellenada {count} celda con el mes anterior; {undo} lo deshace",
            "rellenadas {count} celdas con el mes anterior; {undo} lo deshace",
            len(changes),
        )
        controller.tell(controller.keymap.sentence(said))


def _from_the_month_before(controller: Controller) -> Iterable[CellChange]:
    values = controller.session.plan.values
    for row in _block(controller, whole_month=True):
        for cell in row:
            if cell is None or cell.month is None or cell in values:
                continue
            before = values.get(cell._replace(month=cell.month - 1))
            if before is not None and before is not Mark.NP:
                yield CellChange(cell, before)


def _changes(stack: ModeStack, value: Value | None) -> list[CellChange] | None:
    """Return what writing one value into every cell of the block changes; None where that was refused."""
    controller, plan = stack.controller, stack.controller.session.plan
    cells = [cell for row in _block(controller) for cell in row if cell]
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
        return None
    if not cells:
        controller.refuse(why_not(stack))
        return None
    made: dict[Cell, Value | None] = {}
    for cell in cells:
        made |= {change.cell: change.value for change in changes_for(plan, cell, value)}
    return [CellChange(cell, new) for cell, new in made.items() if plan.values.get(cell) != new]


async def _write(stack: ModeStack, changes: list[CellChange], said: str) -> None:
    """Save the changes of a block, end the marking and say what was done."""

    async def write(stack: ModeStack, reason: str) -> None:
        if not changes or await stack.save(changes, note=reason):
            _unmark(stack)
            stack.controller.tell(said)

    if stack.controller.session.plan.acts:
        from tui.modes.reason import with_reason  # a budget of an approved plan is one of its terms

        await with_reason(stack, changes, write)
    else:
        await write(stack, "")


def _emptied(controller: Controller, changes: list[CellChange]) -> str:
    """Return what was in the cells that are emptied."""
    if not changes:
        return _("no había nada que borrar")
    if len(changes) == 1:
        cell = changes[0].cell
        return what_was_cleared(controller, cell, controller.session.plan.values.get(cell))
    said = ngettext(
        "borrada {count} celda; {undo} lo deshace", "borradas {count} celdas; {undo} lo deshace", len(changes)
    )
    return controller.keymap.sentence(said)


def _unmark(stack: ModeStack) -> None:
    if marking := stack.find(MarkBlock):
        marking.leave()


def _block(controller: Controller, *, whole_month: bool = False) -> list[list[Cell | None]]:
    """Return the block's cells row by row, headings left out; without a block the cursor's cell or whole month."""
    tree = controller.tree
    marked = tree.marked()
    if marked:
        places, months = marked
    elif whole_month:
        places, months = range(len(tree.rows)), range(tree.month, tree.month + 1)
    else:
        places, months = range(tree.row, tree.row + 1), range(tree.month, tree.month + 1)
    rows = [tree.rows[place] for place in places if tree.rows[place].field is not None]
    if len(places) > 1:
        rows = [row for row in rows if not row.yearly]
        rows = [row for row in rows if row.is_money == tree.at.is_money]
    return [[row.cell(month) for month in months] for row in rows]
