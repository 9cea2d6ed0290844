"""A moment as it is typed, and as a plan that is not of now says of which moment it is."""

import re
from datetime import datetime, time
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Plan
from scoring.quoting import quoted
from scoring.text.clock import date_and_time, local_time, zone
from scoring.text.months import MonthError, month_name, parse_month

_TIME: Final = r"(?:(?:T| +)(?P<time>\d{2}:\d{2}(?::\d{2})?))?"
_WRITTEN: Final = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME}"),
    re.compile(rf"(?P<day>\d{{1,2}}) +(?P<month>[^\W\d]+)\.? +(?P<year>\d{{4}}){_TIME}"),
)
"""As machines write it, and as the program prints it: `2024-04-15T10:00`, `15 abr 2024 10:00`."""
_SHOWN: Final = "%d/%m/%Y %H:%M"


def since(text: str, plan: Plan) -> datetime:
    """Return the aware moment that a text names in a plan's time zone and language; a date alone is its beginning.

    PlanError where it is neither a date nor a time, or there is no such one.
    """
    return _parsed(text, plan, time.min)


def until(text: str, plan: Plan) -> datetime:
    """Return the same as `since` does, but for a date alone its end."""
    return _parsed(text, plan, time.max)


def past_moment(text: str, plan: Plan, now: datetime) -> datetime:
    """Return the last moment that a text names: the end of a date, of a time that of its second; of today, `now`.

    PlanError where it is none, or still to come.
    """
    begins = since(text, plan)
    if begins > now:
        sentence = _("El {at} no ha llegado todavía: diga una fecha que ya pasó.")
        raise PlanError(sentence.format(at=date_and_time(begins, plan.timezone, plan.locale)))
    return min(until(text, plan).replace(microsecond=999_999), now)


def as_it_was(at: datetime, plan: Plan) -> str:
    """Return the words for a plan at a moment: `Como estaba el 15/04/2024 10:00`."""
    return _("Como estaba el {at}").format(at=local_time(at, plan.timezone, _SHOWN))


def after_row(seq: int, at: str, plan: Plan) -> str:
    """Return the words for a plan after a row of its history: `Como quedó con la fila 41, el 15/04/2024 10:00`."""
    told = _("Como quedó con la fila {seq}, el {at}")
    return told.format(seq=seq, at=local_time(at, plan.timezone, _SHOWN))


def as_submitted(month: int, at: str, plan: Plan) -> str:
    """Return the words for a submitted cut-off: `Corte de marzo como se presentó el 05/04/2024 10:00`."""
    told = _("Corte de {month} como se presentó el {at}")
    name = month_name(month, plan.locale, wide=True)
    return told.format(month=name, at=local_time(at, plan.timezone, _SHOWN))


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
