"""The nodes of a plan from the top down, for the sheets that list them one a row."""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.arithmetic.rollup import Figures, IndicatorScore, PlanScore
from scoring.messages import _
from scoring.model import Indicator, Level
from workbook.model.wording import line_title
from workbook.sheets.source import Edition


class Node(NamedTuple):
    """The plan, an objective or a measured line."""

    key: Indicator | int | None
    """How the calculation sheet is asked for it."""
    number: str
    title: str
    link: str
    """Its place in Seguimiento."""

    @property
    def is_line(self) -> bool:
        """Whether this is a measured line."""
        return isinstance(self.key, Indicator)


def nodes(edition: Edition, *, lines: bool = True) -> Iterator[Node]:
    """Yield the plan, its objectives and (where asked for) their lines, in the form's order."""
    rows, sheet = edition.rows, f"'{edition.names.follow_up}'"
    yield Node(None, "", _("PLAN"), f"{sheet}!B7")
    for objective in edition.plan.objectives:
        yield Node(objective.number, "", objective.text, f"{sheet}!B{rows.objectives[objective.number]}")
        for indicator in objective.indicators if lines else ():
            title = line_title(edition.plan, indicator)
            yield Node(indicator, indicator.id, title, f"{sheet}!B{rows.indicators[indicator.id].result}")


def level_at(score: PlanScore, node: Node) -> Level:
    """Return the level of a node in a score."""
    found = part_of(score, node)
    return found.level


def part_of(score: PlanScore, node: Node) -> Figures | IndicatorScore:
    """Return the part of a score that a node is."""
    if node.key is None:
        return score.figures
    if isinstance(node.key, int):
        return next(o.figures for o in score.objectives if o.objective.number == node.key)
    return next(scored for scored in score.indicators if scored.indicator.id == node.number)
