"""A date or a time as it is typed on the command line."""

import re
from datetime import datetime, time
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.quoting import quoted
from scoring.text.clock import zone
from scoring.text.months import MonthError, parse_month

_TIME: Final = r"(?:(?:T| +)(?P<time>\d{2}:\d{2}(?::\d{2})?))?"
_WRITTEN: Final = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}"),
    re.compile(rf"(?P<day>\d{{1,2}}) +(?P<month>[^\W\d]+)\.? +(?P<year>\d{{4}}){_TIME}"),
)
"""As machines write it, and as the program prints it: `2024-04-15T10:00`, `15 abr 2024 10:00`."""


def since(text: str, plan: Plan) -> datetime:
    """Return the aware moment that a text names in a plan's time zone and language; a date alone is its beginning.

    PlanError where it is neither a date nor a time, or there is no such one.
    """
    return _parsed(text, plan, time.min)


def until(text: str, plan: Plan) -> datetime:
    """Return the same as `since` does, but for a date alone its end."""
    return _parsed(text, plan, time.max)


def _parsed(text: str, plan: Plan, missing: time) -> datetime:
    found = next((match for pattern in _WRITTEN if (match := pattern.fullmatch(text.strip()))), None)
    if found:
        try:
            month = parse_month(found["month"], int(found["year"]), plan.locale)
            day = datetime(int(found["year"]), month, int(found["day"]), tzinfo=zone(plan.timezone))
            at = time.fromisoformat(found["time"]) if found["time"] else missing
            return datetime.combine(day, at, tzinfo=day.tzinfo)
        except (ValueError, MonthError):  # the 31st of February, the month of nothing
            pass
    sentence = _("«{text}» no es una fecha: escriba 2024-04-15 o 15 abr 2024, y si quiere detrás la hora, 10:00.")
    raise PlanError(sentence.format(text=quoted(text)))
