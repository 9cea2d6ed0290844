"""The Textual application: wiring, signals, and the clock that looks for other people's changes."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any, Final

from rich.console import RenderableType
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen as TextualScreen

from tui.controller import drafts
from tui.controller.controller import Controller
from tui.controller.saving import in_thread
from tui.grid.theme import DARK, LIGHT
from tui.grid.widget import PlanGrid
from tui.modes.browse import Browse
from tui.modes.edit import Edit
from tui.modes.others import look_again
from tui.modes.screen import Screen
from tui.modes.stack import ModeStack
from tui.terminal.driver import DirectDriver
from tui.terminal.repaint import Repaint

POLL_SECONDS: Final = 0.4
"""How often other people's changes are looked for: one `stat` of the plan file each time."""


class PlanApp(App[None], inherit_bindings=False):
    """Wires the modes to the terminal; it is their host."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = "PlanGrid"

    def __init__(self, controller: Controller, *, light: bool = False) -> None:
        """Show the plan of `controller`, in the colours for a `light` or a dark ground."""
        super().__init__(driver_class=DirectDriver, ansi_color=True)
        # Two widgets fewer to mount, a twentieth of the start: nothing here has tooltips or toasts.
        self._disable_tooltips = self._disable_notifications = True
        self.controller = controller
        controller.writer = in_thread(self._tell_waiting)
        self.stack = ModeStack(controller, Browse, self)
        self.grid = PlanGrid(Screen(self.stack), LIGHT if light else DARK, self._draw)
        self._repaint = Repaint()

    def post_message(self, message: Message) -> bool:
        """Give what is typed to the one widget there is, as Textual would after looking for bindings and the focus."""
        if isinstance(message, events.Key | events.Paste):
            return self.grid.post_message(message)
        return super().post_message(message)

    def compose(self) -> ComposeResult:
        """Yield the one widget."""
        yield self.grid

    def on_mount(self) -> None:
        """Restore the terminal on signals that would end the program, and look for others' changes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.in_turn, lambda code=128 + number: self._end(code))
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_after_refresh(self.in_turn, self.controller.show_notes)

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the focus: nothing on the screen depends on it."""
        event.prevent_default()

    def on_app_focus(self, event: events.AppFocus) -> None:
        """Keep the focus where it is."""
        event.prevent_default()

    def redraw(self) -> None:
        """Draw the whole screen, whatever the terminal shows now."""
        self._repaint.forget()
        self.grid.refresh()

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.grid.theme_styles = LIGHT if self.grid.theme_styles is DARK else DARK
        self.grid.refresh()

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Have `work` done while keys go on being handled."""
        self.run_worker(work)

    def in_turn(self, act: Callable[[], object]) -> None:
        """Have `act` done after the keys typed and the saves begun so far."""
        self.grid.in_turn(act)

    def leave(self) -> None:
        """End the application."""
        self.exit()

    def _end(self, code: int) -> None:
        """End on a signal: what was typed before it is saved, what is still being typed is kept for the next start."""
        edit = self.stack.find(Edit)
        if edit:
            drafts.save(self.controller.session.store.address, edit.kept())
        self.stack.leaving = True
        self.exit(return_code=code)

    def _poll(self) -> None:
        if not self.controller.saving and look_again(self.stack):
            self.grid.show_changes()

    def _tell_waiting(self) -> None:
        self.controller.tell_waiting()
        self.grid.show_at_once()

    def _draw(self, lines: list[tuple[int, list[Segment]]]) -> bool:
        """Send lines of the grid, which fills the screen, without the compositor: half the time of a key.

        False where only Textual can draw: while it must filter colours out, is not drawing, or has not begun to.
        """
        if not self._draws or self.no_color or self._driver is None:
            return False
        text = self._repaint.draw(lines, self.console)
        if text:
            self._driver.write(text)
        return text is not None

    @property
    def _draws(self) -> bool:
        return self._running and not self._closed and not self.is_headless and not self._batch_count

    def _display(self, screen: TextualScreen[object], renderable: RenderableType | None) -> None:
        """Send only the cells that changed; what Repaint does not know is left to Textual."""
        driver = self._driver
        if not self._draws or driver is None or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        text = self._repaint.render(renderable, self.console, *self.size)
        if text is None:
            super()._display(screen, renderable)
            if isinstance(renderable, ChopsUpdate):
                screen.refresh()  # the whole screen next, so that there is something to compare with again
        elif text:
            driver.write(text)
