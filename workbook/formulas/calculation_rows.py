"""The rows of the calculation sheet, one for each node of the plan."""

from typing import Final, NamedTuple, TypeAlias

from scoring.model import Indicator, Plan

FIRST_ROW: Final = 3

NodeKey: TypeAlias = Indicator | int | None
"""An indicator, an objective by its number, or (None) the plan."""


class CalculationRows(NamedTuple):
    """An indicator's row by its id, an objective's by its number, and the plan's, which is the last."""

    indicators: dict[str, int]
    objectives: dict[int, int]
    plan: int
    below: dict[int, tuple[int, int]]
    """The first and the last row of an objective's indicators, by its number; none where it has no indicators."""

    def of(self, node: NodeKey) -> int:
        """Return the row of a node."""
        if node is None:
            return self.plan
        return self.objectives[node] if isinstance(node, int) else self.indicators[node.id]


def calculation_rows(plan: Plan) -> CalculationRows:
    """Give every indicator, every objective and the plan a row."""
    indicators = {indicator.id: row for row, indicator in enumerate(plan.indicators, start=FIRST_ROW)}
    first = FIRST_ROW + len(indicators)
    objectives = {objective.number: row for row, objective in enumerate(plan.objectives, start=first)}
    below = {
        objective.number: (indicators[measured[0].id], indicators[measured[-1].id])
        for objective in plan.objectives
        if (measured := objective.indicators)
    }
    return CalculationRows(indicators, objectives, first + len(objectives), below)
