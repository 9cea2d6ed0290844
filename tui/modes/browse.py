"""Browsing: a key is a command, and a digit begins a value.

What keys and pastes do is imported when they come (`tui.app` sees to it before the first): the first screen needs none.
"""

from typing import TYPE_CHECKING, Final

from scoring.messages import _
from tui.controller.keymap import STARTS
from tui.grid.values import compact_legend
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

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
            from tui.grid.editor import Editor
            from tui.modes import edit

            edit.begin(self.stack, Editor.replace(key.character))
        elif key.character and not command:
            said = self.keymap.sentence(_("«{key}» no es una orden ({help} las muestra)"), key=key.character)
            self.controller.refuse(said)
        else:
            await self.run(command)

    async def run(self, command: str) -> None:
        """Carry out a command by its id; an id without a meaning here does nothing."""
        from tui.modes.handlers import HANDLERS

        if command in HANDLERS:
            doing = HANDLERS[command](self.stack)
            if doing is not None:
                await doing

    async def paste(self, text: str) -> None:
        """Lay a block over the grid."""
        from tui.grid.paste import parse_block
        from tui.modes.commands import blocks

        blocks.preview(self.stack, parse_block(text))

    def hint(self, width: int) -> str:
        """Return the commands that have room, and what the letters behind shortened values are where there are any."""
        legend = compact_legend() if self.controller.tree.columns.compact else ""
        if self._hint[:2] != (width, legend):
            room = max(0, width - len(legend) - 2) if legend else width
            said = self.keymap.short_hint(_HINTS_BESIDE_LEGEND if legend else _HINTS, room)
            self._hint = width, legend, f"{said:<{room}}  {legend}" if legend else said
        return self._hint[2]
