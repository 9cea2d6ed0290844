"""The year and the dates that a form prints."""

import re
from datetime import date, datetime

from workbook.form.building.year import Year, read_year
from workbook.form.official.form import Form


def year_of(form: Form) -> Year:
    """Return the year that the heading names, else the one in which the first actions end.

    Raises PlanError where neither says one.
    """
    days = [day for day in printed_dates(form) if day is not None]
    return read_year(form.texts.heading, (), (), days)


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
