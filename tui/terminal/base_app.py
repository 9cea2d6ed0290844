"""The base class of the application: one widget on the whole screen, shown on the direct or on the stock way."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.driver import Driver
from textual.message import Message
from textual.widget import Widget

from scoring.errors import PlanError
from scoring.messages import _
from tui.grid.spans import Span
from tui.grid.theme import Theme
from tui.grid.widget import CutPaste
from tui.terminal import private_names as names
from tui.terminal.guarded_app import GuardedApp
from tui.terminal.shown_screen import ShownScreen

if TYPE_CHECKING:
    from tui.terminal.direct import DirectScreen
    from tui.terminal.taken import TakenTerminal


class TerminalApp(GuardedApp, inherit_bindings=False):
    """An application of one widget, which fills the screen and takes every key in the order typed.

    The direct way reads and writes the terminal in the event loop and sends only the cells that changed; it uses
    private names of Textual. Where one of them may be missing, or TEXTUAL_DRIVER names a driver, Textual's own driver
    and compositor show the application: more bytes, more time, the same screens.
    """

    ENABLE_COMMAND_PALETTE = False

    only_widget: Widget
    """Set by the derived class before the application runs."""

    def __init__(self, taken: "TakenTerminal | None" = None) -> None:
        """Choose the way; PlanError where TEXTUAL_DRIVER names no driver.

        `taken` is the terminal where it has been taken over already. The stock way takes it over itself.
        """
        direct = _direct()
        super().__init__(driver_class=direct.DRIVER if direct else None, ansi_color=True)
        self.taken = taken
        self._direct = direct(self, taken.shown if taken else ShownScreen()) if direct else None
        if taken and not direct:
            taken.give_back(drop_typed=False)
        self._last_key = ""

    def get_driver_class(self) -> type[Driver]:
        """Return the stock driver, or the one that TEXTUAL_DRIVER names."""
        try:
            return super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            driver = os.environ.get("TEXTUAL_DRIVER", "")
            raise PlanError(
                _("TEXTUAL_DRIVER={driver}: no es un controlador de Textual").format(driver=driver)
            ) from error

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield self.only_widget

    def post_message(self, message: Message) -> bool:
        """Give what is typed to the one widget, as Textual would after looking for bindings and the focus."""
        if isinstance(message, events.Key):
            before, self._last_key = self._last_key, message.key
            if message.key == "ctrl+j":  # a line feed: Enter typed before the terminal was raw, or of pasted lines
                return before == "enter" or self.only_widget.post_message(events.Key("enter", "\r"))
        if isinstance(message, events.Key | events.Paste | CutPaste):
            return self.only_widget.post_message(message)
        return super().post_message(message)

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the focus: nothing on the screen depends on it, and Textual would draw everything again."""
        event.prevent_default()

    def on_app_focus(self, event: events.AppFocus) -> None:
        """Keep the focus where it is."""
        event.prevent_default()

    def draw(self, lines: Sequence[tuple[int, Sequence[Span]]], theme: Theme) -> bool:
        """Show these lines of the widget (number from 0, content) at once; False where Textual has to draw them."""
        return self._direct is not None and self._direct.draw(lines, theme)

    def redraw(self) -> None:
        """Draw the whole screen, whatever the terminal shows now."""
        if self._direct:
            self._direct.forget()
        self.only_widget.refresh()


def _direct() -> "type[DirectScreen] | None":
    """Return what shows the application on the direct way, or None where it is to be the stock way."""
    if os.environ.get("TEXTUAL_DRIVER") or not names.usable():
        return None
    from tui.terminal.direct import DirectScreen  # it imports private names, which another Textual may lack

    return DirectScreen
