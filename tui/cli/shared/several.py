"""One plan after another: what is wrong with one hides none of the others."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import SENTENCE, shortened, visible

T = TypeVar("T")


def read_each(
    paths: Sequence[Path], read: Callable[[Path], T], tell: Callable[[str], object] | None = None
) -> tuple[list[tuple[Path, T]], bool]:
    """Return what `read` returns for each plan that can be read, and whether that was all of them.

    What is wrong with the others is handed to `tell`, by default to standard error; with one plan alone it is raised.
    """
    found: list[tuple[Path, T]] = []
    for path in paths:
        try:
            found.append((path, read(path)))
        except (PlanError, OSError) as error:
            if len(paths) == 1 or isinstance(error, BrokenPipeError):
                raise
            (tell or complain)(sentence(error))
    return found, len(found) == len(paths)


def complain(text: str) -> None:
    """Say on standard error what cannot be done."""
    print(f"plan: {visible(shortened(text, SENTENCE))}", file=sys.stderr)


def sentence(error: PlanError | OSError) -> str:
    """Return what a person reads about an error."""
    if isinstance(error, PlanError):
        return str(error)
    from scoring.text.system_errors import reason  # what goes well does without

    where = f"{error.filename}: " if error.filename else ""
    return _("{where}el sistema no lo permite ({reason}).").format(where=where, reason=reason(error))
