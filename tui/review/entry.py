"""The line in which a field is typed over. It takes keys in the order they come: a stock Input clears or ends late."""

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class Entry(Widget, can_focus=True):
    """A label and the text being typed behind it."""

    class Typed(Message):
        """The text is to be taken."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    label = ""
    text = ""

    def open(self, label: str, text: str) -> None:
        """Begin with a label and the text that is there."""
        self.label, self.text = label, text
        self.refresh()
        self.focus()

    def render(self) -> Content:
        """Return the line as it is now."""
        return Content.assemble((f"{self.label}: ", "bold"), self.text, (" ", "reverse"))

    def on_key(self, event: events.Key) -> None:
        """Take a key: text, erasing, or the end."""
        if event.key == "enter":
            self.post_message(self.Typed(self.text))
        elif event.key == "backspace":
            self.text = self.text[:-1]
        elif event.key == "ctrl+u":
            self.text = ""
        elif event.character is not None and event.is_printable:
            self.text += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted, in one line."""
        self.text += "".join(filter(str.isprintable, " ".join(event.text.split())))
        event.stop()
        self.refresh()
