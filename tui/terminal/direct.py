"""The direct way: what changed on the screen goes to the terminal at once, as cells.

It saves Textual's timer and compositor where the widget knows its changed lines, half the time of a key, and sends only
what differs of everything else.
"""

from collections.abc import Sequence
from typing import Any, Final

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, CompositorUpdate
from textual.app import App
from textual.screen import Screen

from tui.grid.spans import Span
from tui.grid.theme import Theme
from tui.terminal.driver import DirectDriver
from tui.terminal.repaint import Repaint
from tui.terminal.screen_cells import line_cells
from tui.terminal.shown_screen import ShownScreen


class DirectScreen:
    """Draws an application that DRIVER connects with the terminal."""

    DRIVER: Final = DirectDriver

    def __init__(self, app: App[None], shown: ShownScreen) -> None:
        """Take over from `app`, which has not been started, what it sends to the terminal, which shows `shown`."""
        self._app = app
        self._shown = shown
        self._repaint = Repaint(self._shown)
        self._stock_display = app._display
        app._display = self._display  # type: ignore[method-assign]  # this object's way of showing `app`
        # Two widgets fewer to mount, a twentieth of the start: nothing here has tooltips or toasts.
        app._disable_tooltips = app._disable_notifications = True

    def forget(self) -> None:
        """Treat the terminal as unknown from now on."""
        self._shown.forget()

    def draw(self, lines: Sequence[tuple[int, Sequence[Span]]], theme: Theme) -> bool:
        """Send lines of the screen without the compositor.

        False where only Textual can draw: while it must filter colours out, is not drawing, or has not begun to.
        """
        driver = self._app._driver
        if driver is None or not self._draws or self._app.no_color or not self._shown.known:
            return False
        if text := self._shown.change([(y, line_cells(spans, theme)) for y, spans in lines]):
            driver.write(text)
        return True

    @property
    def _draws(self) -> bool:
        app = self._app
        return app.is_running and not app.is_headless and not app._batch_count

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send only the cells that changed; what Repaint does not know is left to Textual."""
        driver = self._app._driver
        if driver is None or not self._draws or not isinstance(renderable, CompositorUpdate):
            self._stock_display(screen, renderable)
            return
        text = self._repaint.render(renderable, self._app.console, *self._app.size)
        if text is None:
            self._stock_display(screen, renderable)
            if isinstance(renderable, ChopsUpdate):
                screen.refresh()  # the whole screen next, so that there is something to compare with again
        elif text:
            driver.write(text)
