"""When something happened, in the plan's own time zone and not in that of the server."""

from datetime import datetime, tzinfo
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _

TO_THE_SECOND: Final = "%Y-%m-%d %H:%M:%S"
TO_THE_MINUTE: Final = "%Y-%m-%d %H:%M"


def local_time(at: str | datetime, timezone: str, pattern: str = TO_THE_SECOND) -> str:
    """Return a moment (aware, or ISO 8601) as it is written in `timezone`; a text that is no moment, as it is."""
    try:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        return str(at)
    return moment.astimezone(zone(timezone)).strftime(pattern)


def zone(name: str) -> tzinfo:
    """Return a time zone by its name in the tz database; PlanError where it has none of that name."""
    from zoneinfo import ZoneInfo  # imported here: it takes time, and `plan status` does not need it

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PlanError(
            _("«{name}» no es una zona horaria: en el plan va una como America/Bogota").format(name=name)
        ) from None
