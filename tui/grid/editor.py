"""The text of a cell while it is typed."""

from typing import NamedTuple


class Editor(NamedTuple):
    """A text and the place in it where the next character goes."""

    text: str
    at: int
    editing: bool = False
    """True while an existing value is edited: the arrows then move inside the text."""

    @classmethod
    def replace(cls, character: str) -> "Editor":
        """Begin an entry that replaces the cell's value."""
        return cls(character, len(character))

    @classmethod
    def edit(cls, text: str) -> "Editor":
        """Begin an entry that edits `text`."""
        return cls(text, len(text), editing=True)

    def insert(self, text: str) -> "Editor":
        """Return the editor after `text` was typed or pasted into it."""
        return self._replace(text=self.text[: self.at] + text + self.text[self.at :], at=self.at + len(text))

    def press(self, key: str) -> "Editor | None":
        """Return the editor after an editing key, or None where the key means nothing inside a text."""
        text, at = self.text, self.at
        match key:
            case "backspace":
                return self._replace(text=text[: max(0, at - 1)] + text[at:], at=max(0, at - 1))
            case "delete" if self.editing:
                return self._replace(text=text[:at] + text[at + 1 :])
            case "left" if self.editing:
                return self._replace(at=max(0, at - 1))
            case "right" if self.editing:
                return self._replace(at=min(len(text), at + 1))
            case "home" | "ctrl+a":
                return self._replace(at=0)
            case "end" | "ctrl+e":
                return self._replace(at=len(text))
            case "ctrl+u":
                return self._replace(text=text[at:], at=0)
            case "ctrl+k":
                return self._replace(text=text[:at])
            case "ctrl+w":
                cut = text[:at].rstrip().rfind(" ") + 1
                return self._replace(text=text[:cut] + text[at:], at=cut)
            case _:
                return None

    def window(self, width: int) -> tuple[str, int]:
        """Return the part of the text that `width` cells show, and where the cursor is in it.

        One cell is kept for a cursor behind the last character.
        """
        if len(self.text) < width:
            return self.text, self.at
        start = max(0, min(self.at - width + 1, len(self.text) - width + 1))
        return self.text[start : start + width], self.at - start
