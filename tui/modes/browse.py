"""Browsing: a key is a command, and a digit begins a value."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from scoring.messages import _
from tui.grid.editor import STARTS, Editor
from tui.grid.paste import parse_block
from tui.grid.values import compact_legend
from tui.modes import edit
from tui.modes.commands import blocks, definition, entry, exporting, importing, motion, pages
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

Handler: TypeAlias = "Callable[[ModeStack], Awaitable[object] | None]"
"""Carries out a command; one that saves is awaited."""

HANDLERS: Final[Mapping[str, Handler]] = {
    "commit": entry.go_on,
    "edit": entry.edit,
    "clear": blocks.clear,
    "np": blocks.not_programmed,
    "undo": entry.undo,
    "redo": entry.redo,
    "note": entry.ask_note,
    "up": motion.by(rows=-1),
    "down": motion.by(rows=1),
    "left": motion.by(months=-1),
    "right": motion.by(months=1),
    "next_month": motion.sideways(1),
    "previous_month": motion.sideways(-1),
    "first_month": motion.by(months=-12),
    "last_month": motion.by(months=12),
    "page_up": motion.by_page(-1),
    "page_down": motion.by_page(1),
    "next_pending": lambda stack: motion.pending(stack, 1),
    "previous_pending": lambda stack: motion.pending(stack, -1),
    "go": motion.ask_where,
    "search": motion.ask_what,
    "fold": motion.fold,
    "mark": blocks.mark,
    "copy": blocks.copy,
    "paste": blocks.paste,
    "fill": blocks.fill,
    "year": motion.year,
    "earlier_cutoff": lambda stack: motion.cut_off(stack, -1),
    "later_cutoff": lambda stack: motion.cut_off(stack, 1),
    "why": pages.why,
    "status": pages.status,
    "pending": pages.pending,
    "compare": pages.compare,
    "compare_with": pages.ask_compare,
    "as_of": pages.ask_as_of,
    "history": pages.history,
    "checks": pages.checks,
    "form": definition.form,
    "plan_form": definition.plan_form,
    "weights": definition.weights,
    "add": definition.add,
    "remove": definition.remove,
    "move_up": definition.move_up,
    "move_down": definition.move_down,
    "export": exporting.ask_export,
    "import": importing.ask_import,
    "theme": lambda stack: stack.host.switch_theme(),
    "redraw": lambda stack: stack.host.redraw(),
    "palette": pages.palette,
    "help": pages.help_,
    "quit": lambda stack: stack.quit(),
}
"""What each command of the registry does; `cancel` and `previous_found` have a meaning only in other modes."""

_HINTS: Final = ("edit", "undo", "next_pending", "year", "status", "palette", "help", "fold", "why")
"""The same wherever the cursor is, so that a move sends none of them again."""
_HINTS_BESIDE_LEGEND: Final = ("year", *(id_ for id_ in _HINTS if id_ != "year"))
"""The way back to whole values first."""


class Browse(Mode):
    """The grid with nothing begun; always the lowest mode."""

    browsing = True

    def __init__(self, stack: "ModeStack") -> None:
        """Browse."""
        super().__init__(stack)
        self._hint: tuple[int, str, str] = (0, "", "")
        """The hints behind the width and the legend that they were made for."""

    async def key(self, key: Key) -> None:
        """Begin a value with what begins one; carry out the command of any other key."""
        command = self.keymap.command(key.name, key.character)
        if key.character and key.character in STARTS:
            edit.begin(self.stack, Editor.replace(key.character))
        elif key.character and not command:
            said = self.keymap.sentence(_("«{key}» no es una orden ({help} las muestra)"), key=key.character)
            self.controller.refuse(said)
        else:
            await self.run(command)

    async def run(self, command: str) -> None:
        """Carry out a command by its id; an id without a meaning here does nothing."""
        if command in HANDLERS:
            doing = HANDLERS[command](self.stack)
            if doing is not None:
                await doing

    async def paste(self, text: str) -> None:
        """Lay a block over the grid."""
        blocks.preview(self.stack, parse_block(text))

    def hint(self, width: int) -> str:
        """Return the commands that have room, and what the letters behind shortened values are where there are any."""
        legend = compact_legend() if self.controller.tree.columns.compact else ""
        if self._hint[:2] != (width, legend):
            room = width - len(legend) - 2 if legend else width
            said = self.keymap.short_hint(_HINTS_BESIDE_LEGEND if legend else _HINTS, room)
            self._hint = width, legend, f"{said:<{room}}  {legend}" if legend else said
        return self._hint[2]
