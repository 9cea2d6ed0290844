"""Plans in the course of their year: closed, opened again, signed, as the store would make them."""

from collections.abc import Iterable

from scoring.model import Plan
from scoring.model.acts import Act, ActChange, ActKind, ActValue, Close, Reopening, SignOff
from scoring.year.acting import done
from scoring.year.moment import Moment
from scoring.year.signing import act_of, digest_to_sign


def acted(plan: Plan, act: Act, value: ActValue | None, at: str = "2024-04-10T15:00:00+00:00") -> Plan:
    """Return the plan with an act done to it by Luis."""
    return plan.with_changes([*done(plan, ActChange(act, value), Moment(at, "root (luis)", "f" * 64))])


def closed(plan: Plan, month: int, at: str = "2024-04-10T15:00:00+00:00") -> Plan:
    """Return the plan with the months up to one closed."""
    return acted(plan, Act(month, ActKind.CLOSE), Close(), at)


def reopened(plan: Plan, month: int, indicator: str = "") -> Plan:
    """Return the plan with a closed month open again, all of it or one indicator."""
    return acted(plan, Act(month, ActKind.REOPENING, indicator), Reopening("una factura llegó tarde"))


def signed(plan: Plan, roles: Iterable[str], month: int | None = None, signature: str = "") -> Plan:
    """Return the plan signed in some roles: its terms, or the submitted cut-off of a month."""
    for role in roles:
        asked = SignOff(role, digest_to_sign(plan, month), signature=signature)
        plan = acted(plan, act_of(role, month), asked)
    return plan
