"""Everything that is due at a cut-off: figures and baselines, remarks, closes and sign-offs, with who answers."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from scoring.arithmetic.pending import Pending, pending_of
from scoring.arithmetic.rollup import IndicatorScore, PlanScore
from scoring.model import Indicator, Plan
from scoring.model.acts import close_of, closed_through
from scoring.model.cells import MONTHS
from scoring.year.remarks import remarks_due
from scoring.year.signing import Signer, approvers, signed
from scoring.year.stage import approval_of, has_pending_amendment


class DueKind(StrEnum):
    """What is due."""

    FIGURE = "figure"
    BASELINE = "baseline"
    """A constant without which there is no result."""
    REMARK = "remark"
    CLOSE = "close"
    SIGN_OFF = "sign_off"


class Due(NamedTuple):
    """Something that is due."""

    kind: DueKind
    month: int | None
    """The month of a figure, or the cut-off; None for a constant, or sign-offs of the terms."""
    date: date | None
    """Since when it is due, or until when it has to be done; None where nothing says so."""
    responsible: str
    """Who answers for it; empty where nobody is named."""
    pending: Pending | None = None
    """The cell of a figure or a constant."""
    scored: IndicatorScore | None = None
    """The indicator that a remark is due of."""
    signer: Signer | None = None
    """The role that has not signed."""

    @property
    def indicator(self) -> Indicator | None:
        """The indicator it is of; None for the plan."""
        found = self.pending or self.scored
        return None if found is None else found.indicator


def everything_due(whole: PlanScore) -> Iterator[Due]:
    """Yield what is due at a score's cut-off: figures as `pending_of` orders them, remarks, a close, sign-offs."""
    plan = whole.plan
    for item in pending_of(whole):
        month = item.cell.month
        kind = DueKind.BASELINE if month is None else DueKind.FIGURE
        day = None if month is None else month_end(plan, month)
        yield Due(kind, month, day, item.indicator.responsible, pending=item)
    for scored in remarks_due(whole):
        day = month_end(plan, whole.month)
        yield Due(DueKind.REMARK, whole.month, day, scored.indicator.responsible, scored=scored)
    yield from _close_due(plan, whole.month)
    yield from sign_offs_due(plan)


def _close_due(plan: Plan, month: int) -> Iterator[Due]:
    """Yield the close of the cut-off where the policy says how many days after a month's end it is due."""
    within = plan.policy.close_within
    if within is not None and closed_through(plan) < month:
        yield Due(DueKind.CLOSE, month, month_end(plan, month) + timedelta(within), plan.responsible)


def sign_offs_due(plan: Plan) -> Iterator[Due]:
    """Yield the sign-offs that are under way: of terms that somebody has signed or amended, of cut-offs likewise."""
    if not plan.acts:
        return
    needed = {signer.key for signer in approvers(plan)}
    terms = [item for item in signed(plan) if item.signer.key in needed]
    if has_pending_amendment(plan) or (approval_of(plan) is None and any(item.covers for item in terms)):
        yield from (
            Due(DueKind.SIGN_OFF, None, None, item.signer.name, signer=item.signer) for item in terms if not item.covers
        )
    for month in MONTHS:
        items = signed(plan, month) if close_of(plan, month) else ()
        if any(item.sign_off for item in items):
            yield from (
                Due(DueKind.SIGN_OFF, month, None, item.signer.name, signer=item.signer)
                for item in items
                if not item.covers
            )


def month_end(plan: Plan, month: int) -> date:
    """Return the last day of a month of the plan's year."""
    return date(plan.year, month, monthrange(plan.year, month)[1])
