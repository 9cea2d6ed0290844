"""The year and the dates that a form prints."""

import re
from datetime import date, datetime
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from workbook.form.form import Form

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")


def year_of(form: Form) -> int:
    """Return the year that the heading names, else the one in which the first action ends.

    Raises PlanError where neither says one.
    """
    for text in form.texts.heading:
        if match := _YEAR.search(text):
            return int(match[0])
    for day in printed_dates(form):
        if day is not None:
            return day.year
    raise PlanError(_("El formulario no dice de qué año es el plan."))


def printed_dates(form: Form) -> list[date | None]:
    """Return every indicator's end and start, None for what is no date."""
    return [
        read_day(text)
        for objective in form.objectives
        for action in objective.actions
        for indicator in action.indicators
        for text in (indicator.texts.end, indicator.texts.start)
    ]


def read_day(text: str) -> date | None:
    """Return the day that a text such as `16/01/2024` names; None where it names none."""
    try:
        return datetime.strptime(re.sub(r"[.-]", "/", text), "%d/%m/%Y").date()  # noqa: DTZ007 a calendar day, in no zone
    except ValueError:
        return None
