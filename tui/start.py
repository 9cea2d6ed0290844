"""Opening the terminal application: the first screen is shown before Textual is loaded."""

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from scoring.text.months import parse_month
from store import StrPath, open_store
from tui.controller.controller import Controller
from tui.controller.keymap import Keymap
from tui.controller.session import Session
from tui.grid.symbols import ASCII, UNICODE
from tui.grid.theme import DARK, LIGHT
from tui.modes.browse import Browse
from tui.modes.pending_places import open_at_pending
from tui.modes.screen_content import ScreenContent
from tui.modes.stack import ModeStack
from tui.personal import drafts
from tui.personal.config import Config, config_path, read_config
from tui.personal.reported_month import Reported, remember, remembered
from tui.personal.seen_plans import SeenPlans
from tui.terminal.taken import TakenTerminal, size

_LEFT_OUT: Final = ("ssl", "bz2", "lzma", "zlib")
"""Modules that the standard library loads if it can."""


def run(path: StrPath, terminal: TakenTerminal | None, *, month: str | None = None, ascii_only: bool = False) -> int:
    """Open the plan at `path` and return the exit code; PlanError where it cannot be opened.

    `terminal` shows the first screen where it has been taken over; else Textual takes it and shows everything.
    `month` is the cut-off as a person types it, remembered from then on; without one it is the month remembered.
    `ascii_only` keeps to ASCII signs, as the settings or a terminal that knows no others may also ask.
    """
    if not os.environ.get("TEXTUAL_DRIVER"):
        os.environ.pop("TEXTUAL_DRIVER", None)  # Textual would look for a driver with an empty name
    with _light_imports():
        measured = size()
        content, config = opened(path, measured, month=month, ascii_only=ascii_only)
        theme = LIGHT if config.light else DARK
        if terminal and measured:
            terminal.show(*measured, map(content.line, range(measured[1])), theme)
        from tui.terminal.deferred import deferred

        with deferred():
            from tui.app import PlanApp  # Textual, which the first screen does not wait for
    app = PlanApp(content, theme, terminal)
    app.run(mouse=config.mouse)
    return app.return_code or 0


def opened(
    path: StrPath, screen: tuple[int, int] | None, *, month: str | None, ascii_only: bool
) -> tuple[ScreenContent, Config]:
    """Return the plan at `path` as a `screen` of so many columns and rows first shows it, and the person's settings."""
    config = read_config(config_path())
    symbols = ASCII if ascii_only or config.ascii or not _knows_signs() else UNICODE
    session = Session(open_store(path, SeenPlans()))
    _report(session, month)
    controller = Controller(session, Keymap(config.keys), symbols)
    if screen:
        controller.resize(*screen)
    open_at_pending(controller)
    stack = ModeStack(controller, Browse)
    if draft := drafts.load(session.store.address):
        _resume(stack, draft)
    if found := session.rolled_back:
        from tui.modes.rollback import RollbackQuestion  # nor to ask

        stack.push(RollbackQuestion(stack, found))
    return ScreenContent(stack), config


def _resume(stack: ModeStack, draft: drafts.AnyDraft) -> None:
    """Take up what was being typed when a session was cut off."""
    if isinstance(draft, drafts.FormDraft):
        from tui.modes.kept_forms import resume_form  # few starts have a form to show

        resume_form(stack, draft)
    else:
        from tui.modes.edit import resume  # nor a value

        resume(stack, draft)


def _report(session: Session, month: str | None) -> None:
    """Move the cut-off to the month asked for, or to the one remembered; MonthError where the one asked for is none."""
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


@contextmanager
def _light_imports() -> Iterator[None]:
    """Load modules without what costs a start time or memory and nothing needs.

    Thousands of objects are made while modules load and none of them is garbage: collecting it takes a twentieth of
    the start. asyncio loads OpenSSL if it can, 4 MB that nothing here uses, and shutil three compressions; they work
    without, and whoever needs one later loads it then.
    """
    gc.disable()
    left_out = [name for name in _LEFT_OUT if name not in sys.modules]
    for name in left_out:
        sys.modules[name] = None  # type: ignore[assignment]  # it makes an import fail, as documented
    try:
        yield
    finally:
        for name in left_out:
            del sys.modules[name]
        gc.freeze()
        gc.enable()
