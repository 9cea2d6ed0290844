"""Typing into a cell: every digit is scored before it is saved, and the figure is on disk before the cursor moves.

What follows a save is handed on as `then`, and done when the figure is on disk; where it cannot be saved, never.
"""

from collections.abc import Callable
from decimal import Decimal

from scoring.entry.values import changes_for, parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, CellChange, Value
from scoring.text.months import month_name
from tui.controller.drafts import Draft as Kept
from tui.desk import Desk, Question, Saving
from tui.grid.detail import Draft, cell_name
from tui.grid.editor import Editor
from tui.grid.figures import editable
from tui.grid.painter import value_text
from tui.grid.spans import Ink
from tui.prompt import Ask, Prompt
from tui.saving import save


def begin(desk: Desk, editor: Editor) -> None:
    """Begin to type into the cell under the cursor, or say why nothing is typed there."""
    desk.end_search()
    if desk.session.read_only:
        desk.tell(desk.session.read_only, Ink.RED)
    elif desk.sheet.cell is None:
        desk.tell(_why_not(desk))
    else:
        desk.seen = desk.session.revs
        typed(desk, editor)


def edit(desk: Desk) -> None:
    """Begin to edit what the cell under the cursor holds."""
    value = desk.session.plan.values.get(desk.sheet.cell) if desk.sheet.cell else None
    begin(desk, Editor.edit(editable(value, desk.session.plan.locale)))


def typed(desk: Desk, editor: Editor) -> None:
    """Show the text as it stands now, and the plan scored as if it were saved; what is no number adds nothing."""
    desk.painter.editor = editor
    desk.touch([desk.sheet.at.id])
    cell = desk.sheet.cell
    if cell is None:
        return
    try:
        value = parse_value(desk.session.plan, editor.text)
    except PlanError:
        desk.rescored()
    else:
        desk.rescored(Draft(value, desk.session.preview(changes_for(desk.session.plan, cell, value)), cell))


def cancel(desk: Desk) -> None:
    """Leave the cell as it was; what could not be saved of it is not to be saved any more."""
    desk.painter.editor = None
    desk.session.saved = desk.session.saved._replace(problem="")
    desk.touch([desk.sheet.at.id])
    desk.rescored()


def resume(desk: Desk, draft: Kept) -> None:
    """Take up the text that was being typed when a session was cut off; Enter saves it, Esc lets it go."""
    if desk.sheet.go(draft.cell):
        desk.seen = {**desk.session.revs, draft.cell: draft.rev}
        typed(desk, Editor.edit(draft.text))
        desk.tell(_("esto se estaba escribiendo cuando se cortó la sesión: Enter lo guarda, Esc lo deja"), Ink.TITLE)


def being_typed(desk: Desk) -> Kept | None:
    """Return the text in the editor with its cell, or None where nothing is being typed."""
    if desk.painter.editor is None or desk.sheet.cell is None:
        return None
    return Kept(desk.sheet.cell, desk.painter.editor.text, desk.seen.get(desk.sheet.cell, 0))


def finish(desk: Desk, then: Callable[[], object]) -> None:
    """Save what was typed; where it cannot stand, the text is kept for correction."""
    editor, cell, plan = desk.painter.editor, desk.sheet.cell, desk.session.plan
    if editor is None or cell is None:
        then()
        return
    try:
        value = parse_value(plan, editor.text)
    except PlanError as error:
        desk.refuse(error)
        return
    if value == plan.values.get(cell):
        cancel(desk)
        then()
        return

    def saved() -> None:
        desk.painter.editor = None
        _remark(desk, cell, value)
        then()

    save(desk, changes_for(plan, cell, value), saved, base=desk.seen)


def take_back(desk: Desk, *, redo: bool) -> None:
    """Undo or redo the last step; the cursor goes to what changed."""

    def done(cells: frozenset[Cell]) -> None:
        if cells:
            first = min(cells, key=lambda cell: (cell.month or 0, cell))
            desk.look(lambda: desk.sheet.go(first))
            name = cell_name(desk.session.plan, first, desk.glyphs)
            more = _(" y {count} más").format(count=len(cells) - 1) if len(cells) > 1 else ""
            said = _("rehecho: {cell}{more}") if redo else _("deshecho: {cell}{more}")
            desk.tell(said.format(cell=name, more=more))

    desk.saving = Saving(desk.session.store.redo if redo else desk.session.store.undo, done)


def ask_note(desk: Desk) -> None:
    """Ask for the note of the cell under the cursor."""
    if desk.sheet.cell is None:
        desk.tell(_why_not(desk))
    else:
        desk.prompt = Prompt.begin(Ask.NOTE, _("Nota o soporte (ruta, dirección, radicado):"))


def note(desk: Desk, text: str) -> None:
    """Put a note into the history of the cell under the cursor, beside the figure it has."""
    cell, said = desk.sheet.cell, text.strip()
    if cell is None or not said:
        return

    def noted() -> None:
        desk.session.notes[cell] = said
        desk.touch([desk.sheet.at.id])
        desk.tell(_("anotado: {note}").format(note=said))

    save(desk, (CellChange(cell, desk.session.plan.values.get(cell)),), noted, note=said)


def ask_export(desk: Desk) -> None:
    """Ask where the workbook is to be written."""
    desk.prompt = Prompt.begin(Ask.EXPORT, _("Exportar a:"), desk.export_to)


def export(desk: Desk, target: str) -> None:
    """Have the workbook written to `target`."""
    if target.strip():
        desk.export_to = target.strip()
        desk.wanted.append("export")


def ask_import(desk: Desk) -> None:
    """Ask for the filled workbook, by default where the last export went."""
    if desk.session.read_only:
        desk.tell(desk.session.read_only, Ink.RED)
    else:
        desk.prompt = Prompt.begin(Ask.IMPORT, _("Importar de:"), desk.export_to)


def import_(desk: Desk, source: str) -> None:
    """Have the workbook at `source` read and shown."""
    if source.strip():
        desk.import_from = source.strip()
        desk.wanted.append("import")


def answer(desk: Desk, *, mine: bool) -> None:
    """Settle a conflict: write over what somebody else wrote, or leave it and show it."""
    question, desk.question = desk.question, None
    if question is None:
        return
    if mine:
        save(desk, question.changes, lambda: cancel(desk), base=_seen_now(desk, question))
    else:
        cancel(desk)
        _reload(desk)
    desk.touch_all()


def answer_anew(desk: Desk) -> None:
    """Go on typing after a conflict, with what somebody else wrote now seen."""
    question, desk.question = desk.question, None
    if question is not None:
        desk.seen = _seen_now(desk, question)


def _seen_now(desk: Desk, question: Question) -> dict[Cell, int]:
    return {**desk.session.revs, **{conflict.address: conflict.rev for conflict in question.conflicts}}


def _reload(desk: Desk) -> None:
    try:
        desk.changed(desk.session.reload())
    except PlanError as error:
        desk.refuse(error)


def _why_not(desk: Desk) -> str:
    row = desk.sheet.at
    if row.field is None:
        return _("aquí no se escribe: la cifra se calcula")
    return _("en {month} este indicador no está programado").format(
        month=month_name(desk.sheet.month, desk.session.plan.locale, wide=True)
    )


def _remark(desk: Desk, cell: Cell, value: Value | None) -> None:
    """Say what is to be said about a figure that was just saved: a doubt, or that its month is complete."""
    session = desk.session
    doubt = session.doubt(cell)
    if doubt:
        name = cell_name(session.plan, cell, desk.glyphs)
        text = value_text(value, session.plan.locale)
        desk.tell(_("! {cell} = {value}: {doubt}").format(cell=name, value=text, doubt=doubt), Ink.DOUBT)
    elif isinstance(value, Decimal) and cell.month is not None and session.is_complete(cell.month):
        month = month_name(cell.month, session.plan.locale, wide=True).capitalize()
        desk.tell(_("{month} está completo: no falta ningún dato.").format(month=month), Ink.GREEN)
