"""When something happened, in the plan's own time zone and not in that of the server."""

from datetime import datetime, tzinfo
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.quoting import quoted
from scoring.text.months import month_name

TO_THE_SECOND: Final = "%Y-%m-%d %H:%M:%S"


def local_time(at: str | datetime, timezone: str, pattern: str = TO_THE_SECOND) -> str:
    """Return a moment (aware, or ISO 8601) as it is written in `timezone`; a text that is no moment, as it is."""
    moment = _moment(at, timezone)
    return str(at) if moment is None else moment.strftime(pattern)


def date_and_time(at: str | datetime, timezone: str, locale: str, *, seconds: bool = True) -> str:
    """Return a moment as people write it: `28 nov 2026 00:19:31`, or without the seconds.

    A text that is no moment is returned as it is.
    """
    moment = _moment(at, timezone)
    if moment is None:
        return str(at)
    time = moment.strftime("%H:%M:%S" if seconds else "%H:%M")
    return f"{moment.day} {month_name(moment.month, locale)} {moment.year} {time}"


def date_of(at: str | datetime, timezone: str, locale: str, *, year: int) -> str:
    """Return the day of a moment as people write it: `26 nov`, with its year where that is not `year`."""
    moment = _moment(at, timezone)
    if moment is None:
        return str(at)
    day = f"{moment.day} {month_name(moment.month, locale)}"
    return day if moment.year == year else f"{day} {moment.year}"


def _moment(at: str | datetime, timezone: str) -> datetime | None:
    """Return a moment in a time zone; None for a text that is none, as another program may have put there."""
    try:
        moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    except ValueError:
        return None
    return moment.astimezone(zone(timezone))


def zone(name: str) -> tzinfo:
    """Return a time zone by its name in the tz database; PlanError where it has none of that name."""
    from zoneinfo import ZoneInfo  # imported here: it takes time, and `plan status` does not need it

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PlanError(
            _("«{name}» no es una zona horaria: en el plan va una como America/Bogota").format(name=quoted(name))
        ) from None
