"""A question on the last line but one, answered by typing."""

from enum import Enum
from typing import NamedTuple

from tui.grid.editor import Editor
from tui.grid.spans import Ink, Span


class Ask(Enum):
    """What a prompt asks for."""

    SEARCH = "search"
    GO = "go"
    NOTE = "note"
    EXPORT = "export"
    IMPORT = "import"


class Prompt(NamedTuple):
    """A question and the answer so far."""

    ask: Ask
    label: str
    editor: Editor

    @classmethod
    def begin(cls, ask: Ask, label: str, text: str = "") -> "Prompt":
        """Ask with `text` as the answer to begin with."""
        return cls(ask, label, Editor.edit(text))

    def press(self, key: str, character: str) -> "Prompt":
        """Return the prompt after a key; one that means nothing here changes nothing."""
        if character:
            return self._replace(editor=self.editor.insert(character))
        return self._replace(editor=self.editor.press(key) or self.editor)

    def line(self, width: int) -> list[Span]:
        """Return the prompt as a line."""
        text, at = self.editor.window(max(1, width - len(self.label) - 3))
        text = text.ljust(at + 1)
        return [
            Span(f" {self.label} ", Ink.TITLE),
            Span(text[:at]),
            Span(text[at], Ink.CARET),
            Span(text[at + 1 :]),
        ]
