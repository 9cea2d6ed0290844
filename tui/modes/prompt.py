"""A question on the foot line that is answered by typing."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from scoring.messages import _
from tui.grid.editor import Editor
from tui.grid.paste import parse_block
from tui.grid.spans import Role, Span
from tui.modes.mode import Key, Mode

if TYPE_CHECKING:
    from tui.modes.stack import ModeStack

Answered: TypeAlias = "Callable[[ModeStack, str], Awaitable[object] | None]"
"""Does what the answer asks for; one that saves is awaited."""


class Prompt(Mode):
    """A label and the answer so far."""

    text = True

    def __init__(self, stack: "ModeStack", label: str, answered: Answered, text: str = "") -> None:
        """Ask, with `text` as the answer to begin with."""
        super().__init__(stack)
        self._label = label
        self._answered = answered
        self._text = Editor.edit(text)

    async def key(self, key: Key) -> None:
        """Type, accept or cancel."""
        command = self.keymap.command_in_text(key.name)
        if key.character:
            self._text = self._text.insert(key.character)
        elif pressed := self._text.press(key.name):
            self._text = pressed
        elif command == "cancel":
            self.leave()
        elif command == "commit":
            self.leave()
            doing = self._answered(self.stack, self._text.text)
            if doing is not None:
                await doing

    async def paste(self, text: str) -> None:
        """Put a text into the answer, its lines and fields one after another."""
        self._text = self._text.insert(" ".join(" ".join(line) for line in parse_block(text)))

    def hint(self, width: int) -> str:
        """Return what each key does."""
        return self.keymap.hint([("commit", _("acepta")), ("cancel", _("cancela"))], width, kept=1, in_text=True)

    def detail(self) -> list[Span]:
        """Return the question with the answer."""
        text, at = self._text.window(max(1, self.controller.width - len(self._label) - 3))
        text = text.ljust(at + 1)
        return [
            Span(f" {self._label} ", Role.TITLE),
            Span(text[:at]),
            Span(text[at], Role.CARET),
            Span(text[at + 1 :]),
        ]
