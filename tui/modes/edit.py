"""Typing into a cell: every digit is scored before it is saved, and the value is on disk before the cursor moves."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from scoring.doubts.of_value import far_too_large
from scoring.entry.acceptance import why_closed
from scoring.entry.values import changes_for, parse_value
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Cell, Value
from scoring.text.months import month_name
from tui.controller.controller import Controller
from tui.grid.editor import Editor
from tui.grid.paste import parse_block
from tui.grid.spans import Role
from tui.grid.surrounding_lines import cell_name
from tui.grid.tree import TreeView
from tui.grid.values import value_text
from tui.grid.view import Draft
from tui.modes.last_cell import LastCell
from tui.modes.mode import Key, Mode
from tui.modes.rollback import ask_where_rolled_back
from tui.personal.drafts import Draft as KeptDraft

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

_MOVES: Final[Mapping[str, Callable[[TreeView], object]]] = {
    "commit": lambda tree: tree.step(),
    "down": lambda tree: tree.move(rows=1),
    "up": lambda tree: tree.move(rows=-1),
    "next_month": lambda tree: tree.sideways(1),
    "right": lambda tree: tree.move(months=1),
    "previous_month": lambda tree: tree.sideways(-1),
    "left": lambda tree: tree.move(months=-1),
}
"""Where the command that ends an entry takes the cursor once the value is saved."""


class Edit(Mode):
    """A value being typed into the cell under the cursor."""

    halts = True
    cancels_unseen = True
    text = True

    def __init__(self, stack: "ModeStack", editor: Editor, cell: Cell, seen: Mapping[Any, int] | None = None) -> None:
        """Begin with the text in `editor`; `seen` holds the revisions that the person saw, by default those shown."""
        super().__init__(stack)
        self.cell = cell
        self.seen: Mapping[Any, int] = self.controller.session.revisions if seen is None else seen
        self.editor: Editor = editor
        self._confirmed = ""
        """The text that was asked about, and is saved when it is the same the next time."""
        self._show(editor)

    async def key(self, key: Key) -> None:
        """Type, save and move on, or cancel."""
        pressed = None if key.character else self.editor.press(key.name)
        command = self.keymap.command_in_text(key.name)
        if key.character:
            self._show(self.editor.insert(key.character))
        elif pressed:
            self._show(pressed)
        elif command == "cancel":
            self.cancel()
        elif command in _MOVES and await self.finish():
            move, tree = _MOVES[command], self.controller.tree
            self.controller.move(lambda: move(tree))
            if tree.cell == self.cell:
                self.stack.push(LastCell(self.stack))

    async def paste(self, text: str) -> None:
        """Put one pasted value into the text; a block of several has to wait."""
        block = parse_block(text)
        if len(block) == len(block[0]) == 1:
            self._show(self.editor.insert(block[0][0]))
        else:
            self.controller.refuse(_("termine o cancele la celda antes de pegar un bloque"))

    def hint(self, width: int) -> str:
        """Return what each key does."""
        hints = (
            ("commit", _("guarda y baja")),
            ("next_month", _("derecha")),
            (("up", "down"), _("guarda y mueve")),
            ("cancel", _("cancela")),
        )
        return self.keymap.hint(hints, width, kept=1, in_text=True)

    async def finish(self) -> bool:
        """Save what was typed and return whether it is on disk; where it cannot be, the text stays for correction."""
        controller, plan = self.controller, self.controller.session.plan
        before = plan.values.get(self.cell)
        try:
            value = before if self._taken_back else parse_value(plan, self.editor.text, self.cell)
        except PlanError as error:
            controller.refuse(error)
            return False
        if value == before:
            self.cancel()
            return True
        if self._has_to_confirm(value):
            return False
        changes = changes_for(plan, self.cell, value)

        async def write(stack: "ModeStack", reason: str) -> bool:
            if not await stack.save(changes, note=reason, base=self.seen):
                return False
            self.end()
            if value is None:
                controller.tell(what_was_cleared(controller, self.cell, before))
            else:
                self._comment(value)
            return True

        if plan.acts and self.cell.month is None:
            from tui.modes.reason import ask_reason, wants_reason  # a month's figure is no term

            if wants_reason(plan, changes):
                ask_reason(self.stack, write)
                return False
        return await write(self.stack, "")

    @property
    def _taken_back(self) -> bool:
        """Whether what was typed in place of a value is all deleted again, so that the value stays."""
        return not (self.editor.text or self.editor.editing)

    def _has_to_confirm(self, value: Value | None) -> bool:
        """Ask whether a value far too large is meant; saving the same text again says that it is."""
        plan, text = self.controller.session.plan, self.editor.text
        why = far_too_large(plan, self.cell, value)
        if why is None or self._confirmed == text:
            return False
        self._confirmed = text
        said = _("¿{value}? {why}. {commit} otra vez lo guarda, {cancel} lo deja")
        shown = value_text(value, plan.locale)
        self.controller.refuse(self.keymap.sentence(said, value=shown, why=why.capitalize()))
        return True

    def cancel(self) -> None:
        """Leave the cell as it was."""
        self.end()
        self.controller.show_draft(None)

    def end(self) -> None:
        """End the entry, and forget that it could not be saved."""
        self.leave()
        self.controller.session.not_saved("")
        self.controller.touch([self.controller.tree.at.id])

    def see(self, revisions: Mapping[Any, int]) -> None:
        """Take it that the person has seen these revisions."""
        self.seen = revisions

    def kept(self) -> KeptDraft | None:
        """Return the text and its cell; None where nothing is typed."""
        if not self.editor.text:
            return None
        return KeptDraft(self.cell, self.editor.text, self.seen.get(self.cell, 0))

    def _show(self, editor: Editor) -> None:
        """Show the text, and the plan scored as if it were saved; a text that is no value adds nothing."""
        self.editor = editor
        controller, session = self.controller, self.controller.session
        controller.touch([controller.tree.at.id])
        if self._taken_back:
            controller.show_draft(None)
            return
        try:
            value = parse_value(session.plan, editor.text, self.cell)
        except PlanError:
            controller.show_draft(None)
        else:
            score = session.preview(changes_for(session.plan, self.cell, value))
            controller.show_draft(Draft(value, score, self.cell))

    def _comment(self, value: Value) -> None:
        """Say what is to be said about a value that was just saved: a doubt, or that its month is complete."""
        session, cell = self.controller.session, self.cell
        doubt = session.doubt(cell)
        if doubt:
            name = cell_name(session.plan, cell, self.controller.symbols)
            text = value_text(value, session.plan.locale)
            said = _("! {cell} = {value}: {doubt}").format(cell=name, value=text, doubt=doubt)
            self.controller.tell(said, Role.DOUBT)
        elif isinstance(value, Decimal) and cell.month is not None and session.is_complete(cell.month):
            month = month_name(cell.month, session.plan.locale, wide=True).capitalize()
            self.controller.tell(_("{month} está completo: no falta ningún dato.").format(month=month), Role.GREEN)


def begin(stack: "ModeStack", editor: Editor) -> None:
    """Begin to type into the cell under the cursor, or say why nothing is typed there."""
    controller = stack.controller
    cell = controller.tree.cell
    if ask_where_rolled_back(stack):
        return
    if controller.session.read_only:
        controller.refuse(controller.session.read_only)
    elif cell is None:
        controller.refuse(why_not(stack))
    elif closed := why_closed(controller.session.plan, cell):
        controller.refuse(closed)
    else:
        stack.push(Edit(stack, editor, cell))


def resume(stack: "ModeStack", draft: KeptDraft) -> None:
    """Take up the text that was being typed when a session was cut off."""
    controller = stack.controller
    if controller.tree.go(draft.cell):
        seen = {**controller.session.revisions, draft.cell: draft.rev}
        stack.push(Edit(stack, Editor.edit(draft.text), draft.cell, seen))
        said = _("esto se estaba escribiendo cuando se cortó la sesión: {commit} lo guarda, {cancel} lo deja")
        controller.tell(controller.keymap.sentence(said), Role.TITLE)


def what_was_cleared(controller: Controller, cell: Cell, before: Value | None) -> str:
    """Return what a cell held that is empty now, and the key that takes it back."""
    plan = controller.session.plan
    said = _("borrado: {cell} = {value}; {undo} lo deshace")
    name = cell_name(plan, cell, controller.symbols)
    return controller.keymap.sentence(said, cell=name, value=value_text(before, plan.locale))


def why_not(stack: "ModeStack") -> str:
    """Return why nothing is typed under the cursor, as a sentence."""
    tree = stack.controller.tree
    if tree.at.field is None:
        return _("aquí no se escribe: la cifra se calcula")
    return _("en {month} este indicador no está programado").format(
        month=month_name(tree.month, stack.controller.session.plan.locale, wide=True)
    )
