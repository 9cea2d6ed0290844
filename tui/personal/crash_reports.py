"""A report on an error that nobody foresaw: where in the program it was, for whoever maintains it.

It holds nothing of a plan. Messages of errors may quote values, names and texts, and local variables are made of them:
so there are the errors' types, and the lines of the program that led to them.
"""

import os
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from errno import errorcode
from pathlib import Path
from typing import Final

from scoring.messages import _
from tui import __version__
from tui.personal.folders import state_folder

_MOST: Final = 20
"""The reports that are kept; the oldest give way."""


def keep_report(error: BaseException) -> Path | None:
    """Write a report on an error, readable for this person alone, and return where; None where it cannot be written."""
    folder = Path(state_folder(), "reports")
    now = datetime.now(UTC)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in sorted(folder.glob("*.txt"))[: 1 - _MOST]:
            old.unlink()
        path = folder / f"{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(_("Informe de un fallo. No contiene cifras ni textos del plan.\n"))
            file.write(
                f"plan {__version__}, Python {platform.python_version()}, {platform.system()}, {now:%F %T} UTC\n"
            )
            file.writelines(_lines(error, set()))
        return path
    return None


def _lines(error: BaseException, told: set[int]) -> Iterator[str]:
    """Yield the lines of a report: what led to an error first, then where it was raised and its type."""
    told.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    for other in (before, *getattr(error, "exceptions", ())):
        if other is not None and id(other) not in told:
            yield from _lines(other, told)
    number = errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    yield "\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__} {number}".rstrip() + "\n"
