"""The one widget of the application: it draws the desk's lines and hands it every key, in order.

Textual takes a widget's messages one after another and awaits the handler of each, so that what comes while a figure is
being saved waits here: keys, pastes, the mouse, and what `in_turn` is given.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events, messages
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.actions import press
from tui.blocks import pasted
from tui.desk import Desk
from tui.ink import Ink
from tui.lines import Lines
from tui.saving import save_aside

_ESCAPED: Final = {"¡": "1", "™": "2", "£": "3", "¢": "4", "∞": "5", "§": "6", "¶": "7", "•": "8", "ª": "9", "º": "0",
                   "–": "-"}  # fmt: skip
"""What Textual makes of Esc and a key that arrive in one packet: the character a Macintosh types with Option."""


class PlanGrid(Widget, can_focus=True, inherit_bindings=False):
    """The whole screen as one Line-API widget.

    It scrolls by itself, since its frozen rows and columns are none that a ScrollView could keep, and it never hands
    the focus on: keys that Textual dispatches to bindings or to another widget overtake those that are typed ahead.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "PlanGrid { width: 1fr; height: 1fr; }"

    def __init__(
        self,
        desk: Desk,
        styles: Mapping[Ink, Style],
        after: Callable[[], None],
        draw: Callable[[list[tuple[int, list[Segment]]]], bool],
    ) -> None:
        """Show `desk`; `after` is called when it was given something to do.

        `draw` shows lines at once, past Textual's compositor, or says that it cannot.
        """
        super().__init__()
        self.desk = desk
        self._lines = Lines(desk)
        self.inks = styles
        self._after = after
        self._draw = draw
        self._deaf = False
        """Whether what is typed is let go: it was typed behind a figure that was refused."""

    def render_line(self, y: int) -> Strip:
        """Return the line `y` of the screen."""
        return Strip(self._segments(y)).adjust_cell_length(self.size.width, self.inks[Ink.PLAIN])

    def _segments(self, y: int) -> list[Segment]:
        return [Segment(text, self.inks[ink]) for text, ink in self._lines.line(y) if text]

    def on_resize(self, event: events.Resize) -> None:
        """Fit the desk to the screen."""
        self.desk.resize(event.size.width, event.size.height)
        self.show_changes()

    async def on_key(self, event: events.Key) -> None:
        """Take a key to its end, with what it saves on disk, before the next one is looked at."""
        event.stop()
        event.prevent_default()
        if self.desk.leaving or self._deaf:
            return
        for key, character in keystrokes(event, in_text=self.desk.writing):
            press(self.desk, key, character)
            if self.desk.saving:
                await save_aside(self.desk, self._show_at_once)
        if self.desk.halted:
            # What was typed ahead was meant for the next cells: it would be appended to the figure that was refused,
            # or answer a question not yet seen.
            self._deaf = True
            self.call_later(self._listen)
        self._after()
        self.show_changes()

    def _listen(self) -> None:
        self._deaf = False

    def in_turn(self, act: Callable[..., object], *arguments: object) -> None:
        """Have something else done to the desk when its turn comes, after the keys typed and the saves begun so far."""
        self.call_later(self._do, act, arguments)

    def _do(self, act: Callable[..., object], arguments: tuple[object, ...]) -> None:
        act(*arguments)
        self.show_changes()

    def on_paste(self, event: events.Paste) -> None:
        """Take a bracketed paste."""
        event.stop()
        if self._deaf:
            return
        pasted(self.desk, event.text)
        self.show_changes()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse points (only where the settings ask for the mouse)."""
        self.desk.point(event.x, event.y)
        self.show_changes()

    def on_mouse_scroll_down(self) -> None:
        """Go down three rows or lines."""
        self._wheel("down")

    def on_mouse_scroll_up(self) -> None:
        """Go up three rows or lines."""
        self._wheel("up")

    def _wheel(self, key: str) -> None:
        if not self.desk.painter.editor:
            for _turn in range(3):
                press(self.desk, key)
            self.show_changes()

    def show_changes(self) -> None:
        """Have drawn what the desk has changed: at once, or with what else there is while keys are waiting."""
        lines = self._lines.take_touched()
        if lines is None:
            self.refresh()
        elif self.message_queue_size or not self._draw([(y, self._segments(y)) for y in lines]):
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in lines))

    def _show_at_once(self) -> None:
        """Have drawn what has changed while a message is still being handled, before Textual finds this widget idle."""
        self.show_changes()
        self.screen.post_message(messages.Update(self))


def keystrokes(event: events.Key, *, in_text: bool) -> Iterator[tuple[str, str]]:
    """Yield what was typed as key names and characters; Esc with a key behind it in one packet is both.

    `in_text`, where words are typed, º and ¡ are themselves: a Spanish keyboard has them.
    """
    character = event.character if event.character and event.character.isprintable() else ""
    if event.key.startswith("alt+") and character:
        yield "escape", ""
        yield character, character
    elif character in _ESCAPED and not in_text:
        yield "escape", ""
        yield _ESCAPED[character], _ESCAPED[character]
    else:
        yield event.key, character
