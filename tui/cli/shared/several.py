"""One plan after another: what is wrong with one hides none of the others.

Many plans are read by as many processes as there are processors, and answered in the order in which they were named.
"""

import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import SENTENCE, shortened, visible

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
Tell: TypeAlias = Callable[[str], object]
"""Is told in a sentence what is wrong with a plan."""

MANY: Final = 40
"""Plans from which on several processes are sooner done than one, though each has to be begun."""


_Answer: TypeAlias = tuple[T | None, Sequence[str], str]
"""What came of one plan, wherever it was read; what was told meanwhile; why it cannot be read, empty where it was."""


def read_each(
    paths: "Sequence[Path]", read: "Callable[[Path], T]", tell: Tell | None = None
) -> "tuple[list[tuple[Path, T]], bool]":
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


def read_many(
    paths: "Sequence[Path]", read: "Callable[[Path, Tell], T]", tell: Tell | None = None
) -> "tuple[list[tuple[Path, T]], bool]":
    """Return the same as `read_each`, where `read` only reads, and may be called in another process.

    What it returns is pickled then. It is handed what it is to tell besides, which goes to standard error.
    """
    if len(paths) < MANY:
        return read_each(paths, partial(_told_at_once, read), tell)
    from tui.cli.shared.processes import answers  # few plans do without

    found: list[tuple[Path, T]] = []
    with closing(answers(partial(_answered, read), paths)) as answered:
        for path, (answer, said, wrong) in zip(paths, answered, strict=True):
            for text in said:
                complain(text)
            if answer is None:
                (tell or complain)(wrong)
            else:
                found.append((path, answer))
    return found, len(found) == len(paths)


def _told_at_once(read: "Callable[[Path, Tell], T]", path: "Path") -> T:
    return read(path, complain)


def _answered(read: "Callable[[Path, Tell], T]", path: "Path") -> _Answer[T]:
    said: list[str] = []
    try:
        return read(path, said.append), said, ""
    except (PlanError, OSError) as error:
        return None, said, sentence(error)


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
