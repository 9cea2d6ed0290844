"""What the sheets of one plan are made of: the plan, what is known about it, and where its values are."""

from collections.abc import Mapping
from typing import NamedTuple

from scoring.model import Plan
from workbook.formulas.calculation import Calculation
from workbook.model.export_context import ExportContext
from workbook.model.layout import FollowUpRows, SheetNames, follow_up_rows
from workbook.model.wording import action_texts


class PlanExport(NamedTuple):
    """One plan being exported: every sheet is made from this and nothing else."""

    plan: Plan
    context: ExportContext
    names: SheetNames
    rows: FollowUpRows
    calculation: Calculation
    objectives: Mapping[int, str]
    """The texts of the objectives by their numbers."""
    actions: Mapping[str, str]
    """The texts of the actions by their numbers."""
    shared: bool
    """Whether it is one of several plans in a workbook, which is to be looked at and takes only the cut-off."""


def prepare(plan: Plan, context: ExportContext, number: int | None = None) -> PlanExport:
    """Prepare a plan for export; `number` tells its sheets from those of other plans in the workbook."""
    names = SheetNames.of(number)
    rows = follow_up_rows(plan, names.follow_up)
    calculation = Calculation(plan, names.calculation, rows, context.month)
    objectives = {objective.number: objective.text for objective in plan.objectives}
    return PlanExport(
        plan, context, names, rows, calculation, objectives, action_texts(plan), shared=number is not None
    )
