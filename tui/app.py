"""The Textual application: wiring, signals, and the clock that looks for other people's changes."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from textual import messages

import tui.modes.handlers  # noqa: F401 - loaded here, so that no key waits for it
from store import Loaded
from tui.controller.saving import Write
from tui.grid.theme import DARK, LIGHT, Theme
from tui.grid.widget import PlanGrid
from tui.modes.other_sessions import look_again
from tui.modes.screen_content import ScreenContent
from tui.personal import drafts
from tui.terminal.base_app import TerminalApp
from tui.terminal.taken import TakenTerminal

POLL_SECONDS: Final = 0.4
"""How often other people's changes are looked for: one `stat` of the plan file each time."""

PATIENCE: Final = 0.3
"""Seconds after which the screen says that a save takes long; one that waits for nobody takes some milliseconds."""


class PlanApp(TerminalApp, inherit_bindings=False):
    """Wires the modes to the terminal; it is their host."""

    AUTO_FOCUS = "PlanGrid"

    def __init__(self, content: ScreenContent, theme: Theme, terminal: TakenTerminal | None = None) -> None:
        """Show `content` in `theme`, on a terminal that may have been taken already and show the first screen."""
        super().__init__(terminal)
        self.stack = content.stack
        self.controller = self.stack.controller
        self.stack.attach(self)
        self.controller.save_with(self._write)
        self.grid = PlanGrid(content, theme, self.draw, unseen=len(self.stack.modes) > 1)
        self.only_widget = self.grid

    def on_mount(self) -> None:
        """Restore the terminal on signals that would end the program, and look for others' changes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT):
            loop.add_signal_handler(number, self.in_turn, partial(self._end, 128 + number))
        drafts.clear(self.controller.session.store.address)  # taken up, and kept anew from here on however this ends
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_after_refresh(self.in_turn, self.controller.show_notes)

    def on_exit_app(self, event: messages.ExitApp) -> None:
        """Leave; where the driver asks for it, since its browser has gone, as on a signal that ends the program."""
        if not self.stack.leaving:
            event.prevent_default()
            self.in_turn(partial(self._end, 0))

    def keep_what_is_typed(self) -> None:
        """Keep it for the next start, where an error ends the application."""
        if not self.stack.leaving:
            self.stack.end()

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

    def hold_keys(self) -> None:
        """Ignore what is typed until nothing has come for a moment."""
        self.grid.hold_keys()

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

    async def _write(self, write: Write) -> Loaded:
        """Write in a thread, so that the screen lives on, and say so where it takes long."""
        loop = asyncio.get_running_loop()
        patience = loop.call_later(PATIENCE, self._tell_waiting)
        try:
            return await loop.run_in_executor(None, write)
        finally:
            patience.cancel()

    def _tell_waiting(self) -> None:
        self.controller.tell_waiting()
        self.grid.show_at_once()
