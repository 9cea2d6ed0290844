"""The cut-off month (*corte*): the last month of the plan's year that has ended."""

from datetime import datetime

from scoring.model import Plan
from scoring.text.clock import zone


def last_ended_month(plan: Plan, now: datetime) -> int:
    """Return the last month that had ended at `now` (an aware time) in the plan's time zone.

    12 for a past year, 0 before the year's first month has ended.
    """
    if abs(now.year - plan.year) > 1:  # no zone is a year away, and loading them takes time
        return 12 if now.year > plan.year else 0
    local = now.astimezone(zone(plan.timezone))
    if local.year != plan.year:
        return 12 if local.year > plan.year else 0
    return local.month - 1
