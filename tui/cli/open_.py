"""`plan [FILE] [--month M]`: the terminal application, or the text status where there is no terminal to open it on."""

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from scoring.arithmetic.rollup import score
from scoring.messages import _
from store import DamagedError, open_store
from tui.cli.shared.files import cut_off, default_file, load
from tui.cli.shared.output import in_ascii, printed
from tui.cli.status_formats import text


def run(words: Sequence[str], *, month: str | None = None, ascii_only: bool = False) -> int:
    """Open the application on the plan named, or the one taken by default, at the cut-off `month`.

    `ascii_only` keeps to ASCII signs.
    """
    path = Path(words[0]) if words else default_file()
    if why := _no_screen():
        with in_ascii(data=False) if ascii_only else nullcontext():
            return printed(lambda: _print_status(path, month, why))
    from tui import start  # Textual is loaded only to open the application

    try:
        return start.run(path, month=month, ascii_only=ascii_only)
    except DamagedError:
        if not _at_terminal():  # a browser can be asked nothing before it is shown something
            raise
        other = _other_file(path)
        return 1 if other is None else start.run(other, month=month, ascii_only=ascii_only)


def _print_status(path: Path, month: str | None, why: str) -> int:
    plan = load(path)
    print(text.report(score(plan, cut_off(plan, month)), provisional=False))
    print(_("plan: {why}: se muestra el estado en texto.").format(why=why), file=sys.stderr)
    return 0


def _other_file(path: Path) -> Path | None:
    """Ask what is to be opened in place of a damaged file; DamagedError where there is nothing to choose from."""
    from tui.cli.shared.damaged_question import ask  # only a damaged file needs it

    store = open_store(path)
    recovery = store.recovery()
    if recovery is None:
        return path
    if not (recovery.snapshot or recovery.salvaged):
        raise DamagedError(recovery.problem, recovery.where)
    return ask(store, path, recovery, input)


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
