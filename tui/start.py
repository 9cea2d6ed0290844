"""Opening the terminal application. Nothing is imported here that the first screen can wait for."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.controller.session import Session


def run(path: Path, *, month: str | None = None, ascii_only: bool = False) -> int:
    """Open the plan at `path` on this terminal and return the exit code; PlanError where it cannot be opened.

    `month` is the cut-off as a person types it, remembered from then on; without one it is the month remembered.
    `ascii_only` keeps to ASCII signs, as the settings or a terminal that knows no others may also ask.
    """
    if not os.environ.get("TEXTUAL_DRIVER"):
        os.environ.pop("TEXTUAL_DRIVER", None)  # Textual would look for a driver with an empty name
    # Thousands of objects are made while the modules load and none of them is garbage: garbage collection
    # during imports costs a twentieth of the start. asyncio loads OpenSSL if it can, 4 MB that
    # nothing here uses, and works without it.
    gc.disable()
    sys.modules.setdefault("ssl", None)  # type: ignore[arg-type]  # None makes an import fail, as documented
    try:
        from store import open_store
        from tui.app import PlanApp
        from tui.controller.controller import Controller
        from tui.controller.keymap import Keymap
        from tui.controller.session import Session
        from tui.grid.symbols import ASCII, UNICODE
        from tui.modes.commands.motion import open_at_pending
        from tui.modes.edit import resume
        from tui.personal import drafts
        from tui.personal.config import config_path, read_config
    finally:
        if sys.modules["ssl"] is None:
            del sys.modules["ssl"]
    config = read_config(config_path())
    symbols = ASCII if ascii_only or config.ascii or not _knows_signs() else UNICODE
    session = Session(open_store(path))
    _report(session, month)
    controller = Controller(session, Keymap(config.keys), symbols)
    open_at_pending(controller)
    app = PlanApp(controller, light=config.light)
    if draft := drafts.load(controller.session.store.address):
        drafts.clear(controller.session.store.address)
        resume(app.stack, draft)
    gc.freeze()
    gc.enable()
    app.run(mouse=config.mouse)
    return app.return_code or 0


def _report(session: "Session", month: str | None) -> None:
    """Move the cut-off to the month asked for, or to the one remembered; MonthError where the one asked for is none."""
    from scoring.text.months import parse_month
    from tui.personal.reported_month import Reported, remember, remembered

    address, usual = session.store.address, session.usual_cutoff
    cutoff = remembered(address, usual)
    if month is not None:
        cutoff = parse_month(month, session.plan.year, session.plan.locale)
        remember(address, Reported(cutoff, usual))
    if cutoff is not None and cutoff != usual:
        session.cut_off_at(cutoff)


def _knows_signs() -> bool:
    """Whether the terminal can be trusted with signs beyond ASCII: the Linux console's fonts lack them."""
    return os.environ.get("TERM") != "linux" and (sys.stderr.encoding or "").lower().replace("-", "") == "utf8"
