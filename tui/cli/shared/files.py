"""Which plan file a command line means, and the plan in it."""

import os
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scoring.arithmetic.cutoff import last_ended_month
from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.text.months import parse_month
from store import Loaded, create, open_store
from tui.cli.shared.several import complain
from tui.personal.seen_plans import SeenPlans

if TYPE_CHECKING:
    from store import PlanStore, RecoverableStore

FILE_HELP: Final = _("el archivo del plan; por defecto $PLAN_FILE o el plan_*.json de esta carpeta")


_ASSIGNMENT: Final = r"[^/=]+="
_NUMBER: Final = frozenset({"n°", "nº", "n.º", "n.°", "no."})


class NoFileError(PlanError):
    """No plan file was named and none can be told."""


def with_file(what: str) -> str:
    """Return the help for words that may begin with the plan file and go on with `what`."""
    return _("{what}; antes, {file}").format(what=what, file=FILE_HELP)


def split_file(words: Sequence[str]) -> tuple[Path, list[str]]:
    """Return the plan file that the words begin with, or the one taken by default, and the other words.

    `N°` that stands alone before an indicator's number is one word with it, as the program prints it.
    """
    named = bool(words) and _is_file(words[0])
    rest: list[str] = []
    for word in words[1:] if named else words:
        if rest and rest[-1].lower() in _NUMBER:
            rest[-1] += f" {word}"
        else:
            rest.append(word)
    return Path(words[0]) if named else default_file(), rest


def plan_files(words: Sequence[str]) -> list[Path]:
    """Return the plan files named, or the one taken by default."""
    return [Path(word) for word in words] or [default_file()]


def split_files(words: Sequence[str]) -> tuple[list[Path], list[str]]:
    """Return the plan files among the words, or the one taken by default, and the other words."""
    named = [Path(word) for word in words if _is_file(word)]
    return named or [default_file()], [word for word in words if not _is_file(word)]


def _is_file(word: str) -> bool:
    """Whether a word names a plan file, rather than a cell, a field with its value, an order's folder or a workbook."""
    path = Path(word)
    if re.match(_ASSIGNMENT, word):
        return False
    return path.suffix == ".json" or ("=" not in word and path.suffix != ".xlsx" and path.is_file())


def default_file() -> Path:
    """Return `$PLAN_FILE`, the only `plan_*.json` here, or the one of the current year."""
    if named := os.environ.get("PLAN_FILE"):
        return Path(named)
    here = sorted(Path.cwd().glob("plan_*.json"))
    if len(here) != 1:
        this_year = Path.cwd() / f"plan_{datetime.now(UTC).year}.json"
        if this_year not in here:
            found = (
                _("hay varios ({names})").format(names=", ".join(path.name for path in here)) if here else _("no hay")
            )
            raise NoFileError(
                _(
                    "No se sabe qué plan abrir: en esta carpeta {found} plan_*.json. Nombre uno, póngalo en "
                    "$PLAN_FILE, o haga uno de ensayo con «plan demo»."
                ).format(found=found)
            )
        here = [this_year]
    return here[0].relative_to(Path.cwd())


def prefix(path: Path, paths: Sequence[Path]) -> str:
    """Return what tells a line about one of several plans from one about another; nothing where there is one."""
    return f"{path}: " if len(paths) > 1 else ""


def opened(path: Path) -> "RecoverableStore":
    """Return the store of a plan file, which knows how far this person has seen its history."""
    return open_store(path, SeenPlans())


def loaded_from(store: "PlanStore", tell: Callable[[str], object] = complain) -> Loaded:
    """Return what a store's plan is now; `tell` is told where it is an earlier state than was seen."""
    loaded = store.load()
    if loaded.rolled_back:
        tell(loaded.rolled_back.sentence)
    return loaded


def load(path: Path, tell: Callable[[str], object] = complain) -> Plan:
    """Return the plan kept in a file, to be read only; `tell` is told where it is an earlier state than was seen."""
    store = opened(path)
    try:
        glance = store.glance()
    finally:
        store.close()
    if glance.rolled_back:
        tell(glance.rolled_back.sentence)
    return glance.plan


def create_as_seen(path: Path, plan: Plan) -> None:
    """Write a plan to a new file; it is what this person has seen last there, whatever was removed before.

    Without that it would be taken for an earlier state of a removed plan of the same process and year.
    """
    create(path, plan)
    store = opened(path)
    store.accept()
    store.close()


def cut_off(plan: Plan, month: str | None, at: datetime | None = None) -> int:
    """Return the cut-off month that was asked for, or the last month that had ended at a moment, by default now."""
    if month is not None:
        return parse_month(month, plan.year, plan.locale)
    return last_ended_month(plan, at or datetime.now(UTC))
