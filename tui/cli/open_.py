"""`plan [FILE] [--month M]`: the terminal application, or the text status where there is no terminal to open it on.

The terminal is made quiet before the plan is read, so that no key typed early is echoed or lost; until then nothing is
imported that takes time.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.errors import PlanError
from scoring.messages import _

if TYPE_CHECKING:
    from store import StrPath


def run(words: Sequence[str], *, month: str | None = None, ascii_only: bool = False) -> int:
    """Open the application on the plan named, or the one taken by default, at the cut-off `month`.

    `ascii_only` keeps to ASCII signs.
    """
    path = words[0] if words else None
    if why := _no_screen():
        from tui.cli import instead

        return instead.print_status(path, month, why, ascii_only=ascii_only)
    try:
        return _open(path, month, ascii_only=ascii_only)
    except PlanError as error:
        if not _at_terminal():  # a browser can be asked nothing before it is shown something
            raise
        from tui.cli import instead

        other = instead.other_file(path, error)
        return 1 if other is None else _open(other, month, ascii_only=ascii_only)


def _open(path: "StrPath | None", month: str | None, *, ascii_only: bool) -> int:
    gc.disable()  # until `start.run` has loaded everything
    from tui.terminal.taken import taken

    with taken() as terminal:
        from tui import start

        return start.run(path or _default_file(), terminal, month=month, ascii_only=ascii_only)


def _default_file() -> "StrPath":
    from tui.cli.shared.files import default_file  # most name the file

    return default_file()


def _no_screen() -> str | None:
    """Return why the application cannot be shown here, or None. A driver named by TEXTUAL_DRIVER needs no terminal."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return None
    if not _at_terminal():
        return _("esto no es un terminal")
    if os.environ.get("TERM", "dumb") == "dumb":
        return _("el terminal (TERM=dumb) no sabe mover el cursor")
    return None


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
