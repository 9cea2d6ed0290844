"""The desk on a Textual screen: wiring, signals, and the clock that looks for other people's changes."""

import asyncio
import signal
from pathlib import Path
from typing import Final

from textual import messages

from scoring.errors import PlanError
from scoring.messages import _
from tui.controller import drafts
from tui.desk import Desk
from tui.entry import being_typed
from tui.grid.spans import Ink
from tui.grid.theme import DARK, LIGHT
from tui.grid.widget import PlanGrid
from tui.terminal.app import TerminalApp

POLL_SECONDS: Final = 0.4
"""How often the plan file is looked at for other people's changes: one `stat` each time."""


class PlanApp(TerminalApp, inherit_bindings=False):
    """Wires the desk to the terminal."""

    AUTO_FOCUS = "PlanGrid"

    def __init__(self, desk: Desk, path: Path, *, light: bool = False) -> None:
        """Show `desk`, which holds the plan at `path`, in the colours for a `light` or a dark ground."""
        super().__init__()
        self.desk = desk
        self.path = path
        desk.export_to = str(path.with_suffix(".xlsx"))
        self.grid = PlanGrid(desk, LIGHT if light else DARK, self._do_wanted, self.draw)
        self.only_widget = self.grid

    def on_mount(self) -> None:
        """Restore the terminal on signals that would end the program, and look for others' changes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(number, self.grid.in_turn, self._end, 128 + number)
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(POLL_SECONDS, self._poll)
        self.call_after_refresh(self.grid.in_turn, self.desk.show_notes)

    def on_exit_app(self, event: messages.ExitApp) -> None:
        """Leave; where the driver asks for it, since its browser has gone, as on a signal that ends the program."""
        if not self.desk.leaving:
            event.prevent_default()
            self.grid.in_turn(self._end, 0)

    def _end(self, code: int) -> None:
        """End on a signal: what was typed before it is saved, what is still being typed is kept for the next start."""
        draft = being_typed(self.desk)
        if draft:
            drafts.save(self.path, draft)
        self.desk.leaving = True
        self.exit(return_code=code)

    def _poll(self) -> None:
        if not self.desk.saving and self.desk.look_again():
            self.grid.show_changes()

    def _do_wanted(self) -> None:
        """Do what the desk can only ask for."""
        wanted, self.desk.wanted = self.desk.wanted, []
        for command in wanted:
            match command:
                case "redraw":
                    self.redraw()
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
            await asyncio.to_thread(write_workbook, self.path, target, self.desk.session.month)
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
