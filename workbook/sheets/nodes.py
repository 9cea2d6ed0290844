"""The nodes of a plan from the top down, for the sheets that list them one a row."""

from collections.abc import Iterator
from typing import NamedTuple

from scoring.messages import _
from scoring.model import Indicator
from workbook.formulas.calculation_rows import NodeKey
from workbook.model.wording import indicator_title
from workbook.sheets.plan_export import PlanExport


class Node(NamedTuple):
    """The plan, an objective or an indicator."""

    key: NodeKey
    number: str
    title: str
    link: str
    """Its place in Seguimiento."""

    @property
    def is_indicator(self) -> bool:
        """Whether this is an indicator."""
        return isinstance(self.key, Indicator)


def nodes(export: PlanExport, *, indicators: bool = True) -> Iterator[Node]:
    """Yield the plan, its objectives and (where asked for) their indicators, in the form's order."""
    rows, sheet = export.rows, f"'{export.names.follow_up}'"
    yield Node(None, "", _("PLAN"), f"{sheet}!B7")
    for objective in export.plan.objectives:
        yield Node(objective.number, "", objective.text, f"{sheet}!B{rows.objectives[objective.number]}")
        for indicator in objective.indicators if indicators else ():
            title = indicator_title(indicator, export.actions)
            yield Node(indicator, indicator.id, title, f"{sheet}!B{rows.indicators[indicator.id].result}")
