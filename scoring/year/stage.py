"""What a plan is now: drawn up, in force or closed, and in which version. Derived from its acts, never kept."""

from enum import StrEnum

from scoring.model import Plan
from scoring.model.acts import Act, ActKind, Approval, close_of
from scoring.model.cells import MONTHS
from scoring.year.terms import terms_digest

APPROVAL = Act(None, ActKind.APPROVAL)


class Stage(StrEnum):
    """What a plan is now."""

    DRAFT = "draft"
    """In *elaboración*: no version of it was approved."""
    IN_FORCE = "in_force"
    """*Vigente*."""
    CLOSED = "closed"
    """*Cerrado*: its last month was closed."""


def approval_of(plan: Plan) -> Approval | None:
    """Return the latest approval; None where there never was one."""
    found = plan.acts.get(APPROVAL)
    return found if isinstance(found, Approval) else None


def version_of(plan: Plan) -> int:
    """Return the version that was approved last; 0 in a draft."""
    approval = approval_of(plan)
    return approval.version if approval else 0


def stage_of(plan: Plan) -> Stage:
    """Return the plan's stage."""
    if not plan.acts:
        return Stage.DRAFT
    if close_of(plan, MONTHS[-1]):
        return Stage.CLOSED
    return Stage.IN_FORCE if approval_of(plan) else Stage.DRAFT


def has_pending_amendment(plan: Plan) -> bool:
    """Tell whether the terms are others than those that were approved last."""
    approval = approval_of(plan)
    return approval is not None and approval.digest != terms_digest(plan)
