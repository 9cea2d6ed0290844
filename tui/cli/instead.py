"""What is done in place of opening a plan on the screen: its status as text, and the question what else to open."""

import sys
from contextlib import nullcontext
from pathlib import Path

from scoring.arithmetic.rollup import score
from scoring.errors import PlanError
from scoring.messages import _
from store import DamagedError
from tui.cli.shared.damaged_question import ask
from tui.cli.shared.files import cut_off, default_file, load, opened
from tui.cli.shared.output import in_ascii, printed
from tui.cli.status_formats import text


def print_status(named: str | None, month: str | None, why: str, *, ascii_only: bool) -> int:
    """Print the status of the plan, and on standard error `why` it is not opened; return the exit code."""
    with in_ascii(data=False) if ascii_only else nullcontext():
        return printed(lambda: _print(_path(named), month, why))


def _print(path: Path, month: str | None, why: str) -> int:
    plan = load(path)
    print(text.report(score(plan, cut_off(plan, month)), provisional=False))
    print(_("plan: {why}: se muestra el estado en texto.").format(why=why), file=sys.stderr)
    return 0


def _path(named: str | None) -> Path:
    return Path(named) if named else default_file()


def other_file(named: str | None, error: PlanError) -> Path | None:
    """Ask what is to be opened in place of a damaged plan, None for nothing; raise `error` where there is no choice."""
    if not isinstance(error, DamagedError):
        raise error
    path = _path(named)
    store = opened(path)
    recovery = store.recovery()
    if recovery is None:
        return path
    if not (recovery.snapshot or recovery.salvaged):
        raise DamagedError(recovery.problem, recovery.where)
    return ask(store, path, recovery, input)
