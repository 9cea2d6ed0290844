"""Plans of any size, and how much is done for them: calls counted, whatever the clock says."""

from collections.abc import Callable
from cProfile import Profile
from decimal import Decimal
from pstats import Stats

from plans import plan_2024
from scoring.model import Action, Cell, Plan, Value


def large_plan(count: int) -> Plan:
    """Return a plan of so many indicators, in actions of ten, with values for nine months; one objective in three."""
    plan = plan_2024()
    templates = [item for objective in plan.objectives for action in objective.actions for item in action.indicators]
    values: dict[Cell, Value] = {}
    objectives = []
    for place, objective in enumerate(plan.objectives):
        indicators = []
        for number in range(place, count, len(plan.objectives)):
            item = templates[number % len(templates)]._replace(id=f"{number + 1}", objective=objective.number)
            indicators.append(item)
            values |= {cell: Decimal(100 + number) for month in range(1, 10) for cell in item.cells(month)}
            values |= {Cell(item.id, constant.name): Decimal(1000) for constant in item.constants}
        actions = []
        for first in range(0, len(indicators), 10):
            number_of = f"{objective.number}.{first // 10 + 1}"
            below = tuple(item._replace(action=number_of) for item in indicators[first : first + 10])
            actions.append(Action(number_of, f"{number_of} Acción", below))
        objectives.append(objective._replace(own=(), actions=tuple(actions)))
    return plan._replace(objectives=tuple(objectives), values=values)


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions are called while something is done, steps of generators and built-in ones included."""
    profile = Profile()
    profile.runcall(work)
    return int(Stats(profile).total_calls)  # type: ignore[attr-defined]  # the stubs leave it out
