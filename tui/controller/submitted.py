"""Submitted cut-offs in the history: the row of a close, after which the plan stood as it was submitted."""

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import MONTHS, Plan
from scoring.model.acts import Act, ActKind, close_of
from scoring.text.months import month_name
from store import PlanStore


def closed_months(plan: Plan) -> list[int]:
    """Return the months that have a submitted cut-off of their own, earliest first."""
    return [month for month in MONTHS if close_of(plan, month)]


def submitted_row(store: PlanStore, plan: Plan, month: int) -> int:
    """Return the number of the row by which a month of a store's plan was closed last.

    PlanError where it was never closed by itself, or the history does not reach back to the row.
    """
    close = close_of(plan, month)
    if close is None:
        name = month_name(month, plan.locale, wide=True)
        known = ", ".join(month_name(each, plan.locale, wide=True) for each in closed_months(plan)) or _("ninguno")
        raise PlanError(_("{month} no tiene corte presentado; tienen: {known}.").format(month=name, known=known))
    rows = [row.seq for row in store.history(Act(month, ActKind.CLOSE)) if row.new is not None]
    if not rows:
        raise PlanError(_("El historial no llega hasta el cierre del {at}.").format(at=close.at))
    return rows[-1]
