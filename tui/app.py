"""The Textual application: wiring, signals, and the clock that looks for other people's changes."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from textual import messages

from tui.controller.controller import Controller
from tui.controller.saving import in_thread
from tui.grid.theme import DARK, LIGHT
from tui.grid.widget import PlanGrid
from tui.modes.browse import Browse
from tui.modes.other_sessions import look_again
from tui.modes.screen_content import ScreenContent
from tui.modes.stack import ModeStack
from tui.terminal.base_app import TerminalApp

POLL_SECONDS: Final = 0.4
"""How often other people's changes are looked for: one `stat` of the plan file each time."""


class PlanApp(TerminalApp, inherit_bindings=False):
    """Wires the modes to the terminal; it is their host."""

    AUTO_FOCUS = "PlanGrid"

    def __init__(self, controller: Controller, *, light: bool = False) -> None:
        """Show the plan of `controller`, in the colours for a `light` or a dark background."""
        super().__init__()
        self.controller = controller
        controller.save_with(in_thread(self._tell_waiting))
        self.stack = ModeStack(controller, Browse, self)
        self.grid = PlanGrid(ScreenContent(self.stack), LIGHT if light else DARK, self.draw)
        self.only_widget = self.grid

    def on_mount(self) -> None:
        """Restore the terminal on signals that would end the program, and look for others' changes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.in_turn, partial(self._end, 128 + number))
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_after_refresh(self.in_turn, self.controller.show_notes)

    def on_exit_app(self, event: messages.ExitApp) -> None:
        """Leave; where the driver asks for it, since its browser has gone, as on a signal that ends the program."""
        if not self.stack.leaving:
            event.prevent_default()
            self.in_turn(partial(self._end, 0))

    def switch_theme(self) -> None:
        """Change between the dark and the light theme."""
        self.grid.use(LIGHT if self.grid.theme is DARK else DARK)
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
        self.stack.end()
        self.exit(return_code=code)

    def _poll(self) -> None:
        if not self.controller.saving and look_again(self.stack):
            self.grid.show_changes()

    def _tell_waiting(self) -> None:
        self.controller.tell_waiting()
        self.grid.show_at_once()
