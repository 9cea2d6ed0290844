"""The money of a plan in a status: budgets, what is executed of them, and its share, as text and as data."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from scoring.arithmetic.execution import Execution, PlanExecution, ResourceExecution, execution
from scoring.arithmetic.rollup import PlanScore
from scoring.messages import _
from scoring.model import Plan
from scoring.text.numbers import format_compact, format_number, format_percent
from scoring.text.words import source_label
from tui.grid.spans import fit

_LABEL = 36
_AMOUNT = 17
_UNCONFIRMED = "*"
"""Behind a budget that only the form's text says."""


def lines(whole: PlanScore) -> Iterator[str]:
    """Yield the money of a plan, a line a resource and one for all; nothing of a plan without any."""
    plan, found = whole.plan, execution(whole.plan, whole.month)
    resources = [item for node in found.objectives for item in node.resources]
    own = [item for node in found.actions for item in node.resources]
    if not resources:
        return
    heads = _("Presupuesto").rjust(_AMOUNT) + _("Ejecutado").rjust(_AMOUNT + 1) + _("Ejec.").rjust(9)
    yield ""
    yield _("Recursos, en pesos").ljust(_LABEL) + heads
    for item in (*resources, *own):
        label = f"  {item.resource.code:>5}  {source_label(item.resource.source)}"
        yield _line(label, item.figures, plan, _UNCONFIRMED if item.from_text else "")
    if len(resources) > 1:
        yield _line(_("  Todo el plan"), found.figures, plan)
    if own:
        yield _("  Lo de una acción es parte de lo de su objetivo.")
    if any(item.from_text for item in resources):
        yield _("  * según el texto del formulario, sin confirmar: plan check")


def data(whole: PlanScore) -> dict[str, Any]:
    """Return the money of a plan as plain data; amounts in pesos, shares as fractions, null where there is none."""
    found = execution(whole.plan, whole.month)
    return {**_figures(found.figures), "resources": [_resource(item) for item in _every(found)]}


def _every(found: PlanExecution) -> Iterator[ResourceExecution]:
    for node in (*found.objectives, *found.actions):
        yield from node.resources


def _resource(item: ResourceExecution) -> dict[str, Any]:
    return {
        "cell": str(item.resource.budget),
        "node": item.resource.node,
        "source": item.resource.source,
        **_figures(item.figures),
        "confirmed": not item.from_text,
    }


def _figures(figures: Execution) -> dict[str, Any]:
    return {"budget": figures.budget, "executed": figures.executed, "share": figures.share}


def _line(label: str, figures: Execution, plan: Plan, sign: str = "") -> str:
    share = "–" if figures.share is None else format_percent(figures.share, plan.locale)
    budget = _amount(figures.budget, plan.locale)
    executed = _amount(figures.executed, plan.locale)
    return f"{fit(label, _LABEL, '…')}{budget:>{_AMOUNT}}{sign or ' '}{executed:>{_AMOUNT}}{share:>9}"


def _amount(amount: Decimal | None, locale: str) -> str:
    if amount is None:
        return "–"
    text = format_number(amount, locale, 0 if amount == amount.to_integral_value() else 2)
    return text if len(text) < _AMOUNT else format_compact(amount, locale, 5)
