"""What is executed of the money that a plan has: beside its progress, and no part of its compliance."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, localcontext
from typing import NamedTuple, TypeAlias

from scoring.model import Objective, Plan
from scoring.model.resources import CODE, FORM_SOURCES, Resource, code_of, nodes_by_code, resources_of, sources
from scoring.precision import PRECISION, ZERO
from scoring.text.resource_words import amount_in


class Execution(NamedTuple):
    """A budget, and what was executed of it up to a cut-off, both in pesos."""

    budget: Decimal | None = None
    executed: Decimal | None = None
    """None where no month up to the cut-off says anything."""

    @property
    def share(self) -> Decimal | None:
        """What is executed as a fraction of the budget; None where either is unknown, or the budget is nothing."""
        if self.executed is None or not self.budget:
            return None
        with localcontext(PRECISION):
            return self.executed / self.budget

    @property
    def is_known(self) -> bool:
        """Whether there is anything to show."""
        return self.budget is not None or self.executed is not None


_Amounts: TypeAlias = Mapping[tuple[str, str], Execution]
"""What the cells of resources hold, by code and source."""


class ResourceExecution(NamedTuple):
    """The execution of one resource."""

    resource: Resource
    figures: Execution
    from_text: bool = False
    """Whether the budget is what the form's text says, and nobody has confirmed it."""


class NodeExecution(NamedTuple):
    """The execution of an objective or an action: of its resources, and of all of them together."""

    code: str
    node: str
    resources: tuple[ResourceExecution, ...]
    """Those with a budget or anything executed."""
    figures: Execution


class PlanExecution(NamedTuple):
    """The execution of a plan at a cut-off."""

    objectives: tuple[NodeExecution, ...]
    """Every objective, whether it has resources or not."""
    actions: tuple[NodeExecution, ...]
    """The actions that have resources of their own: a part of their objective's."""
    figures: Execution
    """Of all objectives together."""

    def of(self, node: str) -> NodeExecution | None:
        """Return the execution of the objective or action with an address; None where it has no resources."""
        return next((item for item in (*self.objectives, *self.actions) if item.node == node and item.resources), None)

    def resource(self, code: str, source: str) -> ResourceExecution | None:
        """Return the execution of a resource; None where it has no budget and nothing executed."""
        every = (item for node in (*self.objectives, *self.actions) for item in node.resources)
        return next((item for item in every if (item.resource.code, item.resource.source) == (code, source)), None)


def execution(plan: Plan, month: int) -> PlanExecution:
    """Return what is executed of a plan's money up to the cut-off `month` (0..12)."""
    with localcontext(PRECISION):
        amounts = _amounts(plan, month)
        actions = {
            action.number: _node(plan, f"action.{action.number}", code_of(action.number), amounts)
            for objective in plan.objectives
            for action in objective.actions
        }
        objectives = tuple(
            _of_objective(plan, objective, [actions[action.number] for action in objective.actions], amounts)
            for objective in plan.objectives
        )
        with_money = tuple(item for item in actions.values() if item.resources)
        return PlanExecution(objectives, with_money, _together(item.figures for item in objectives))


def budget_in_form(objective: Objective, source: str) -> Decimal | None:
    """Return the amount that the form's text says an objective has from a source; None where it says no plain one."""
    name = FORM_SOURCES.get(source)
    return amount_in(getattr(objective.texts, name)) if name else None


def _amounts(plan: Plan, month: int) -> _Amounts:
    """Return what the cells of resources hold up to the cut-off `month`."""
    budgets: dict[tuple[str, str], Decimal] = {}
    executed: dict[tuple[str, str], Decimal] = {}
    for cell, value in plan.values.items():
        if cell.indicator.startswith(CODE) and isinstance(value, Decimal):  # most cells are an indicator's
            if cell.month is None:
                budgets[cell.indicator, cell.name] = value
            elif cell.month <= month:
                executed[cell.indicator, cell.name] = executed.get((cell.indicator, cell.name), ZERO) + value
    return {key: Execution(budgets.get(key), executed.get(key)) for key in budgets.keys() | executed.keys()}


def _of_objective(
    plan: Plan, objective: Objective, actions: Sequence[NodeExecution], amounts: _Amounts
) -> NodeExecution:
    """Return an objective's execution; what it says nothing of itself is what its actions say together."""
    own = _node(plan, f"objective.{objective.number}", code_of(objective.number), amounts, objective)
    known = {item.resource.source: item for item in own.resources}
    found = []
    for source in sources(plan):
        below = [item for action in actions for item in action.resources if item.resource.source == source]
        mine = known.get(source) or ResourceExecution(Resource(own.code, source, own.node), Execution())
        theirs = _together(item.figures for item in below)
        figures = Execution(
            theirs.budget if mine.figures.budget is None else mine.figures.budget,
            theirs.executed if mine.figures.executed is None else mine.figures.executed,
        )
        if figures.is_known:
            found.append(mine._replace(figures=figures))
    return own._replace(resources=tuple(found), figures=_together(item.figures for item in found))


def _node(plan: Plan, node: str, code: str, amounts: _Amounts, objective: Objective | None = None) -> NodeExecution:
    """Return what the cells of a node's own resources say; `objective` is the node where its texts say budgets."""
    owned = resources_of(plan, code) if nodes_by_code(plan).get(code) == node else ()
    found = tuple(item for item in (_resource(each, amounts, objective) for each in owned) if item.figures.is_known)
    return NodeExecution(code, node, found, _together(item.figures for item in found))


def _resource(resource: Resource, amounts: _Amounts, objective: Objective | None) -> ResourceExecution:
    held = amounts.get((resource.code, resource.source), Execution())
    said = budget_in_form(objective, resource.source) if held.budget is None and objective else None
    return ResourceExecution(resource, held if said is None else held._replace(budget=said), from_text=said is not None)


def _together(parts: Iterable[Execution]) -> Execution:
    budgets, amounts = [], []
    for part in parts:
        budgets += [] if part.budget is None else [part.budget]
        amounts += [] if part.executed is None else [part.executed]
    return Execution(sum(budgets, ZERO) if budgets else None, sum(amounts, ZERO) if amounts else None)
