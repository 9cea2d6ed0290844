"""What is done to a marked block, or to the cell under the cursor where nothing is marked: one step each."""

from collections.abc import Callable

from scoring.entry.values import changes_for
from scoring.messages import _
from scoring.model import Cell, CellChange, Mark, Value
from scoring.text.numbers import format_value
from tui.desk import Desk
from tui.entry import typed
from tui.grid.detail import Draft
from tui.grid.paste import lay, parse_block
from tui.grid.rows import RowKind
from tui.grid.spans import Ink
from tui.saving import save


def mark(desk: Desk) -> None:
    """Begin to mark a block at the cursor, or stop."""
    desk.sheet.anchor = None if desk.sheet.anchor else (desk.sheet.at.id, desk.sheet.month)
    desk.touch_all()


def unmark(desk: Desk) -> None:
    """Stop marking."""
    if desk.sheet.anchor:
        desk.sheet.anchor = None
        desk.touch_all()


def clear(desk: Desk) -> None:
    """Empty the block's cells."""
    _write(desk, None, lambda: unmark(desk))


def not_programmed(desk: Desk) -> None:
    """Mark the block's months as not programmed (NP); from a cell alone the cursor then goes on."""
    alone = desk.sheet.anchor is None

    def marked() -> None:
        unmark(desk)
        if alone:
            desk.look(lambda: desk.sheet.step(1))

    _write(desk, Mark.NP, marked)


def copy(desk: Desk) -> None:
    """Copy the block, as texts in the plan's locale."""
    values, locale = desk.session.plan.values, desk.session.plan.locale
    block = [[format_value(values.get(cell), locale) if cell else "" for cell in line] for line in _lines(desk)]
    if not block:
        desk.tell(_("aquí no hay ninguna cifra que copiar"))
        return
    desk.register = block
    unmark(desk)
    desk.tell(_("copiado: {rows} × {columns}").format(rows=len(block), columns=len(block[0])))


def paste(desk: Desk) -> None:
    """Lay what was copied over the grid from the cursor on, and show what that would do."""
    if desk.register:
        preview(desk, desk.register)
    else:
        desk.tell(_("no hay nada copiado: y copia la celda o el bloque marcado con v"))


def pasted(desk: Desk, text: str) -> None:
    """Take what the terminal pasted: one value goes into what is being typed, a block over the grid."""
    if desk.too_small:
        return
    block = parse_block(text)
    if desk.question:
        desk.tell(desk.question.text, Ink.ALERT)
    elif desk.prompt:
        desk.prompt = desk.prompt.press("", " ".join(" ".join(line) for line in block))
    elif desk.painter.editor and len(block) == len(block[0]) == 1:
        typed(desk, desk.painter.editor.insert(block[0][0]))
    elif desk.painter.editor:
        desk.tell(_("termine o cancele la celda antes de pegar un bloque"), Ink.RED)
    elif desk.page:
        if desk.page.filter is not None:
            desk.page.press("", " ".join(text.split()))
    else:
        preview(desk, block)


def preview(desk: Desk, block: list[list[str]]) -> None:
    """Say what pasting a block here would do; Enter then does it, all or nothing."""
    laid = lay(desk.session.plan, desk.sheet.rows, desk.sheet.row, desk.sheet.month, block)
    if laid.problem:
        desk.tell(_("no se pega nada: {problem}").format(problem=laid.problem), Ink.RED)
        return
    if not laid.changes:
        desk.tell(_("pegar no cambia nada: las celdas ya tienen esas cifras"))
        return
    desk.pasting, desk.seen = laid, desk.session.revs
    desk.rescored(Draft(None, desk.session.preview(laid.changes)))
    desk.tell(
        _("pegar {rows} × {columns}: cambian {changed} celdas, {overwritten} de ellas ya tenían cifra").format(
            rows=laid.height, columns=laid.width, changed=len(laid.changes), overwritten=laid.overwritten
        ),
        Ink.TITLE,
    )


def settle(desk: Desk, *, accepted: bool) -> None:
    """Carry out the paste that is being shown, or drop it."""
    laid, desk.pasting = desk.pasting, None
    desk.rescored()
    if laid and accepted:
        said = _("pegado: {count} celdas; u lo deshace").format(count=len(laid.changes))
        save(desk, laid.changes, lambda: desk.tell(said), base=desk.seen)


def fill(desk: Desk) -> None:
    """Copy the month before into the empty cells of the block, or of the cursor's whole month."""
    values = desk.session.plan.values
    changes = []
    for line in _lines(desk, whole_month=True):
        for cell in line:
            if cell is None or cell.month is None or cell in values:
                continue
            before = values.get(cell._replace(month=cell.month - 1))
            if before is not None and before is not Mark.NP:
                changes.append(CellChange(cell, before))
    if not changes:
        desk.tell(_("no hay celdas vacías con cifra en el mes anterior"))
        return

    def filled() -> None:
        unmark(desk)
        desk.touch_all()
        desk.tell(_("rellenadas {count} celdas con el mes anterior; u lo deshace").format(count=len(changes)))

    save(desk, changes, filled)


def _write(desk: Desk, value: Value | None, then: Callable[[], object]) -> None:
    """Write one value into every cell of the block, then go on; say so where nothing can be written."""
    if desk.session.read_only:
        desk.tell(desk.session.read_only, Ink.RED)
        return
    plan = desk.session.plan
    made: dict[Cell, Value | None] = {}
    cells = [cell for line in _lines(desk) for cell in line if cell]
    for cell in cells:
        made |= {change.cell: change.value for change in changes_for(plan, cell, value)}
    changes = [CellChange(cell, new) for cell, new in made.items() if plan.values.get(cell) != new]
    if not cells:
        desk.tell(_("aquí no se escribe"))
    elif changes:
        save(desk, changes, then)
    else:
        then()


def _lines(desk: Desk, *, whole_month: bool = False) -> list[list[Cell | None]]:
    """Return the block's cells row by row, headings left out; without a block the cursor's cell or whole month."""
    sheet = desk.sheet
    marked = sheet.marked()
    if marked:
        places, months = marked
    elif whole_month:
        places, months = range(len(sheet.rows)), range(sheet.month, sheet.month + 1)
    else:
        places, months = range(sheet.row, sheet.row + 1), range(sheet.month, sheet.month + 1)
    rows = [sheet.rows[place] for place in places if sheet.rows[place].field is not None]
    if len(places) > 1:
        rows = [row for row in rows if row.kind is not RowKind.CONSTANT]
    return [[row.cell(month) for month in months] for row in rows]
