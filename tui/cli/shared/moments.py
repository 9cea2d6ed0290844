"""A date or a time as it is typed on the command line."""

import re
from datetime import datetime, time
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.clock import zone

_WRITTEN: Final = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?")


def since(text: str, timezone: str) -> datetime:
    """Return the aware moment that a text names in a time zone; a date alone is its beginning.

    PlanError where it is neither a date nor a time, or there is no such one.
    """
    return _parsed(text, timezone, time.min)


def until(text: str, timezone: str) -> datetime:
    """Return the same as `since` does, but for a date alone its end."""
    return _parsed(text, timezone, time.max)


def _parsed(text: str, timezone: str, missing: time) -> datetime:
    written = text.strip()
    found = None
    if _WRITTEN.fullmatch(written):
        try:
            found = datetime.fromisoformat(written)
        except ValueError:  # the 31st of February
            found = None
    if found is None:
        sentence = _("«{text}» no es una fecha: escriba 2024-04-15, o 2024-04-15T10:00 con la hora.")
        raise PlanError(sentence.format(text=text))
    if len(written) == len("2024-04-15"):
        found = datetime.combine(found, missing)
    return found.replace(tzinfo=zone(timezone))
