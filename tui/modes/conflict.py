"""The question that a conflict asks: whose value is kept."""

from typing import TYPE_CHECKING

from scoring.messages import _
from scoring.model.fields import Address, Change
from scoring.text.clock import local_time
from store import Conflict
from tui.grid.spans import Role
from tui.grid.surrounding_lines import address_name
from tui.modes.edit import Edit
from tui.modes.mode import Key, Mode, not_yet

if TYPE_CHECKING:
    from tui.modes.fill_form import FillForm
    from tui.modes.stack import ModeStack


class ConflictQuestion(Mode):
    """Somebody else has changed the same: writing over it, leaving it, or going on typing."""

    halts = True
    asks = True
    insists = True

    def __init__(
        self, stack: "ModeStack", changes: tuple[Change, ...], note: str, conflicts: tuple[Conflict, ...]
    ) -> None:
        """Ask about `changes`, of which `conflicts` are those that somebody else's changes conflict with.

        `note` is what was to be written with them.
        """
        super().__init__(stack)
        self._changes, self._note = changes, note
        self._conflicts = conflicts
        self._typed = stack.find(Edit) or _form(stack)
        """What is being typed, and is not saved yet."""
        self._text = self._worded(conflicts[0])
        self.controller.tell(self._text, Role.ALERT)
        if self._typed and self._typed.page:
            self.controller.touch_all()  # the grid is seen again in place of the form

    async def key(self, key: Key) -> None:
        """Write over theirs, leave theirs, or go back to typing; any other is refused, with what is typed behind it."""
        match self.keymap.command(key.name, key.character):
            case "commit":
                self.leave()
                if await self.stack.save(self._changes, note=self._note, base=self._seen_now()):
                    self._end_typing()
            case "cancel":
                self.leave()
                self._end_typing()
                self.controller.reload()
            case "edit" if self._typed:
                self.leave()
                self._typed.see(self._seen_now())
            case _:
                self.controller.refuse(self._text)

    async def paste(self, text: str) -> None:  # noqa: ARG002 - every text is answered alike
        """Say the question again: a text is no answer."""
        self.controller.refuse(self._text)

    def hint(self, width: int) -> str:
        """Return what each key does, once it may be pressed."""
        if self.stack.waiting:
            return not_yet()
        correct = [("edit", _("corrige lo suyo"))] if self._typed else []
        hints = [*correct, ("commit", _("escribe lo suyo")), ("cancel", _("deja lo que hay"))]
        return self.keymap.hint(hints, width, kept=2)

    def _end_typing(self) -> None:
        """End what is being typed: it is saved, or dropped."""
        if self._typed:
            self._typed.end()
        self.controller.show_draft(None)
        self.controller.touch_all()

    def _seen_now(self) -> dict[Address, int]:
        """Return the revisions with those that the question has shown."""
        shown = {conflict.address: conflict.rev for conflict in self._conflicts}
        return {**self.controller.session.revisions, **shown}

    def _worded(self, conflict: Conflict) -> str:
        from scoring.entry.change_words import held_words  # imported here: the first screen does not need it

        plan = self.controller.session.plan
        sentence = (
            _("{by} escribió {theirs} en {cell} a las {at}; usted {mine}.")
            if conflict.by
            else _("El archivo volvió a un estado anterior y {cell} a {theirs}; usted {mine}.")
        )
        return sentence.format(
            by=conflict.by,
            theirs=held_words(plan, conflict.address, conflict.theirs) or "–",
            cell=address_name(plan, conflict.address, self.controller.symbols),
            at=local_time(conflict.at, plan.timezone, "%H:%M"),
            mine=held_words(plan, conflict.address, conflict.mine) or "–",
        )


def _form(stack: "ModeStack") -> "FillForm | None":
    from tui.modes.fill_form import FillForm  # imported here: the first screen does not need it

    return stack.find(FillForm)
