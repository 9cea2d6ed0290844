"""`plan [FILE]`: the terminal application, or the text status where there is no terminal to open it on."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scoring.cutoff import last_ended_month
from scoring.i18n import _
from scoring.rollup import score
from tui.cli import report
from tui.cli.files import default_file, load


def run(words: Sequence[str]) -> int:
    """Open the application on the plan named, or the one taken by default."""
    path = Path(words[0]) if words else default_file()
    if why := _no_screen():
        plan = load(path)
        print(report.text(score(plan, last_ended_month(plan, datetime.now(UTC))), provisional=False))
        print(_("plan: {why}: se muestra el estado en texto.").format(why=why), file=sys.stderr)
        return 0
    from tui import app  # noqa: PLC0415 - Textual is loaded only to open the application

    return app.run(path)


def _no_screen() -> str | None:
    """Return why the application cannot be shown here, or None."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _("esto no es un terminal")
    if os.environ.get("TERM", "dumb") == "dumb":
        return _("el terminal (TERM=dumb) no sabe mover el cursor")
    return None
