"""The one widget of the application: it draws the lines of the screen and passes each key to its content, in order.

Textual takes a widget's messages one after another and awaits the handler of each, so that what comes while a value is
being saved waits here: keys, pastes, the mouse, and what `in_turn` is given.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol, TypeAlias

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual import events, messages
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui.grid.spans import Role, Span
from tui.grid.theme import TextStyle, Theme

QUIET_SECONDS: Final = 0.4
"""Seconds without a key after which a person has seen that a value was refused, and types for the cell they see."""
SEEN_SECONDS: Final = 1.5
"""The same for a question of what is to be written over: a slow typist's next key comes within a second."""

Draw: TypeAlias = Callable[[Sequence[tuple[int, Sequence[Span]]], Theme], bool]
"""Shows lines (number from 0, content) in a theme at once, past Textual's compositor, or says that it cannot."""


class CutPaste(events.Event):
    """A paste has come without its end, or is far too long: nothing of it is to be used, and more may come as keys."""


class Content(Protocol):
    """What is shown, and what takes the key, paste and mouse events."""

    @property
    def halted(self) -> bool:
        """Whether the last key was refused, so that those typed behind it are to be ignored."""

    @property
    def asks(self) -> bool:
        """Whether a question is shown whose answer has to be typed after it was seen."""

    def wait(self, *, waiting: bool) -> None:
        """Take it that what is typed is ignored from now on, or no more."""

    def heeds(self, name: str) -> bool:
        """Whether a key is taken even while those typed behind a refused one are ignored."""

    async def key(self, name: str, character: str) -> None:
        """Take a key to its end, with what it saves on disk; `character` is what it writes."""

    def cut_paste(self) -> None:
        """Take it that a text was pasted whose end has not come."""

    async def paste(self, text: str) -> None:
        """Take a text that the terminal pasted."""

    def resize(self, width: int, height: int) -> None:
        """Fit to a screen of another size."""

    def point(self, x: int, y: int) -> None:
        """Put the cursor where the mouse points."""

    def wheel(self, direction: int) -> None:
        """Scroll down (1) or up (-1)."""

    def line(self, y: int) -> Sequence[Span]:
        """Return the line `y` of the screen."""

    def take_touched(self) -> list[int] | None:
        """Return the lines to draw again since the last call, or None for all of them."""


class PlanGrid(Widget, can_focus=True, inherit_bindings=False):
    """The whole screen as one Line-API widget.

    It scrolls by itself, since its frozen rows and columns are none that a ScrollView could keep, and it never passes
    the focus on: keys that Textual dispatches to bindings or to another widget overtake those that are typed ahead.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "PlanGrid { width: 1fr; height: 1fr; }"

    def __init__(self, content: Content, theme: Theme, draw: Draw, *, unseen: bool = False) -> None:
        """Show `content` in `theme`, with `draw` where it can be shown at once.

        Where it begins with a question or a draft, which who typed ahead has not seen, it is `unseen`.
        """
        super().__init__()
        self._content = content
        self._draw = draw
        self.use(theme)
        self._unseen = unseen
        self._ignoring: Timer | None = None
        """Runs while keys are ignored, because they were typed behind a value that was refused."""

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
        segments = [Segment(text, self._styles[role]) for text, role in self._content.line(y) if text]
        return Strip(segments).adjust_cell_length(self.size.width, self._styles[Role.PLAIN])

    def use(self, theme: Theme) -> None:
        """Show the content in `theme` from the next time it is drawn."""
        self.theme = theme
        self._styles: Mapping[Role, Style] = {role: rich_style(style) for role, style in theme.items()}

    def on_mount(self) -> None:
        """Let go of what was typed before the content could be seen."""
        if self._unseen:
            self.hold_keys()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the content to the screen."""
        self._content.resize(event.size.width, event.size.height)
        self.show_changes()

    async def on_key(self, event: events.Key) -> None:
        """Take a key to its end, with what it saves on disk, before the next one is looked at."""
        event.stop()
        event.prevent_default()
        if self._ignoring:
            if not self._content.heeds(event.key):
                self.hold_keys()
                return
            self._stop_ignoring()
        character = event.character if event.is_printable and not event.key.startswith("alt+") else None
        await self._content.key(event.key, character or "")
        if self._content.halted:
            self.hold_keys()
        self.show_changes()

    @property
    def holding(self) -> bool:
        """Whether keys are ignored now."""
        return self._ignoring is not None

    def hold_keys(self) -> None:
        """Ignore what is typed until nothing has come for a moment.

        What is typed ahead was meant for the next cells: it would be appended to the value that was refused, or answer
        a question not yet seen.
        """
        if self._ignoring:
            self._ignoring.stop()
        self._ignoring = self.set_timer(SEEN_SECONDS if self._content.asks else QUIET_SECONDS, self._listen)
        self._content.wait(waiting=True)

    def _listen(self) -> None:
        """Take what is typed again."""
        self._stop_ignoring()
        self.show_changes()

    def _stop_ignoring(self) -> None:
        if self._ignoring:
            self._ignoring.stop()
        self._ignoring = None
        self._content.wait(waiting=False)

    def in_turn(self, act: Callable[[], object]) -> None:
        """Have something else done when its turn comes, after the keys typed and the saves begun so far."""
        self.call_later(self._do, act)

    def _do(self, act: Callable[[], object]) -> None:
        act()
        self.show_changes()

    async def on_paste(self, event: events.Paste) -> None:
        """Take a bracketed paste."""
        event.stop()
        if self._ignoring:
            return
        await self._content.paste(event.text)
        if self._content.halted:
            self.hold_keys()
        self.show_changes()

    def on_cut_paste(self, event: CutPaste) -> None:
        """Take it that a bracketed paste has lost its end."""
        event.stop()
        self._content.cut_paste()
        if self._content.halted:
            self.hold_keys()
        self.show_changes()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse points (only where the settings ask for the mouse)."""
        self._content.point(event.x, event.y)
        self.show_changes()

    def on_mouse_scroll_down(self) -> None:
        """Scroll down."""
        self._content.wheel(1)
        self.show_changes()

    def on_mouse_scroll_up(self) -> None:
        """Scroll up."""
        self._content.wheel(-1)
        self.show_changes()

    def show_changes(self) -> None:
        """Have drawn what has changed: at once, or with what else there is while keys are waiting."""
        lines = self._content.take_touched()
        if lines is None:
            self.refresh()
        elif self.message_queue_size or not self._draw([(y, self._content.line(y)) for y in lines], self.theme):
            width = self.size.width
            self.refresh(*(Region(0, y, width, 1) for y in lines))

    def show_at_once(self) -> None:
        """Have drawn what has changed while a message is still being handled, before Textual finds this widget idle."""
        self.show_changes()
        self.screen.post_message(messages.Update(self))


def rich_style(style: TextStyle) -> Style:
    """Return a style as rich draws it."""
    colour, ground = (None if number is None else Color.from_ansi(number) for number in (style.colour, style.ground))
    return Style(
        color=colour,
        bgcolor=ground,
        bold=style.bold or None,
        underline=style.underline or None,
        reverse=style.reverse or None,
    )
