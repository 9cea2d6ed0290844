"""The one widget of the application: it draws the desk's lines and hands it every key, in order.

Textual takes a widget's messages one after another and awaits the handler of each, so that what comes while a figure is
being saved waits here: keys, pastes, the mouse, and what `in_turn` is given.
"""

from collections.abc import Callable, Mapping
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events, messages
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.actions import press
from tui.blocks import pasted
from tui.desk import Desk
from tui.grid.spans import Ink
from tui.lines import Lines
from tui.saving import save_aside

LULL: Final = 0.4
"""Seconds without a key after which a person has seen that a figure was refused, and types for the cell they see."""


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
        self._deaf: Timer | None = None
        """Runs while what is typed is let go, because it was typed behind a figure that was refused."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return lines of the screen as they are now.

        Textual keeps a widget's lines and does not know of those drawn past it: taken from there, they would put back
        what has changed since. Where it filters colours out, it draws everything itself.
        """
        if self.app.no_color:
            return super().render_lines(crop)
        return [self.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]

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
        if self.desk.leaving:
            return
        if self._deaf:
            self._wait_for_a_lull()
            return
        character = event.character if event.is_printable and not event.key.startswith("alt+") else None
        press(self.desk, event.key, character or "")
        if self.desk.saving:
            await save_aside(self.desk, self._show_at_once)
        if self.desk.halted:
            self._wait_for_a_lull()
        self._after()
        self.show_changes()

    def _wait_for_a_lull(self) -> None:
        """Let go what is typed until nothing has come for a moment.

        What is typed ahead was meant for the next cells: it would be appended to the figure that was refused, or answer
        a question not yet seen.
        """
        if self._deaf:
            self._deaf.stop()
        self._deaf = self.set_timer(LULL, self._listen)

    def _listen(self) -> None:
        self._deaf = None

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
        if not self.desk.busy or self.desk.page:
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
