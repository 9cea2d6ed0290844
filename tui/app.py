"""The desk on a Textual screen: wiring, signals, and the clock that looks for other people's changes."""

import asyncio
import signal
from pathlib import Path
from typing import Final

from rich.console import RenderableType
from rich.segment import Segment
from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate
from textual.app import App, ComposeResult
from textual.message import Message
from textual.screen import Screen

from scoring.errors import PlanError
from scoring.messages import _
from tui.controller import drafts
from tui.desk import Desk
from tui.entry import being_typed
from tui.grid.spans import Ink
from tui.grid.theme import DARK, LIGHT
from tui.grid.widget import PlanGrid
from tui.terminal.driver import DirectDriver
from tui.terminal.repaint import Repaint

POLL_SECONDS: Final = 0.4
"""How often the plan file is looked at for other people's changes: one `stat` each time."""


class PlanApp(App[None], inherit_bindings=False):
    """Wires the desk to the terminal."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = "PlanGrid"

    def __init__(self, desk: Desk, path: Path, *, light: bool = False) -> None:
        """Show `desk`, which holds the plan at `path`, in the colours for a `light` or a dark ground."""
        super().__init__(driver_class=DirectDriver, ansi_color=True)
        # Two widgets fewer to mount, a twentieth of the start: nothing here has tooltips or toasts.
        self._disable_tooltips = self._disable_notifications = True
        self.desk = desk
        self.path = path
        desk.export_to = str(path.with_suffix(".xlsx"))
        self.grid = PlanGrid(desk, LIGHT if light else DARK, self._do_wanted, self._draw)
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
            loop.add_signal_handler(number, self.grid.in_turn, self._end, 128 + number)
        self.app_resume_signal.subscribe(self, lambda _app: self._redraw())
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_after_refresh(self.grid.in_turn, self.desk.show_notes)

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep the focus: nothing on the screen depends on it."""
        event.prevent_default()

    def on_app_focus(self, event: events.AppFocus) -> None:
        """Keep the focus where it is."""
        event.prevent_default()

    def _end(self, code: int) -> None:
        """End on a signal: what was typed before it is saved, what is still being typed is kept for the next start."""
        draft = being_typed(self.desk)
        if draft:
            drafts.save(self.desk.session.store.address, draft)
        self.desk.leaving = True
        self.exit(return_code=code)

    def _redraw(self) -> None:
        """Draw the whole screen, whatever the terminal shows now."""
        self._repaint.forget()
        self.grid.refresh()

    def _poll(self) -> None:
        if not self.desk.saving and self.desk.look_again():
            self.grid.show_changes()

    def _do_wanted(self) -> None:
        """Do what the desk can only ask for."""
        wanted, self.desk.wanted = self.desk.wanted, []
        for command in wanted:
            match command:
                case "redraw":
                    self._redraw()
                case "theme":
                    self.grid.inks = LIGHT if self.grid.inks is DARK else DARK
                    self.grid.refresh()
                case "export":
                    self.desk.tell(_("exportando {target}…").format(target=self.desk.export_to))
                    self.run_worker(self._export(Path(self.desk.export_to)))
                case "import":
                    self.desk.tell(_("leyendo {source}…").format(source=self.desk.import_from))
                    self.run_worker(self._import(Path(self.desk.import_from)))
        if self.desk.leaving:
            self.exit()

    async def _export(self, target: Path) -> None:
        """Write the workbook in a thread, so that typing goes on, and say where it is."""
        from tui.controller.exporting import write_workbook  # openpyxl is loaded only for this

        try:
            await asyncio.to_thread(write_workbook, self.desk.session.store, target, self.desk.session.month)
        except (PlanError, OSError) as error:
            self.grid.in_turn(self.desk.refuse, error)
        else:
            self.grid.in_turn(self.desk.tell, _("exportado: {target}").format(target=target), Ink.GREEN)

    async def _import(self, source: Path) -> None:
        """Read a filled workbook in a thread and show what it changes."""
        from tui.importing import read_workbook, show  # openpyxl is loaded only for this

        plan, seen = self.desk.session.plan, self.desk.session.revs
        try:
            found = await asyncio.to_thread(read_workbook, source, plan)
        except (PlanError, OSError) as error:
            self.grid.in_turn(self.desk.refuse, error)
        else:
            self.grid.in_turn(show, self.desk, found, seen)

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

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
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
