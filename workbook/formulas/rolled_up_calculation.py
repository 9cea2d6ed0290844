"""The rows of the objectives and of the plan in the calculation sheet: their children, weighed."""

from collections.abc import Sequence
from decimal import Decimal

from scoring.arithmetic.rollup import Figures, ObjectiveScore
from scoring.model import Plan
from workbook.formulas.calculation_cells import NEVER, put, put_thresholds
from workbook.formulas.calculation_columns import Monthly, Yearly, column, letters
from workbook.formulas.calculation_rows import CalculationRows
from workbook.formulas.indicator_calculation import share_formula
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet


def put_plan(sheet: Sheet, plan: Plan, rows: CalculationRows, figures: Sequence[Figures]) -> None:
    """Write the row of the plan; `figures` are its own at every cut-off, 0 to 12."""
    put(sheet, rows.plan, Yearly.KEY, "plan")
    if not rows.objectives:
        _put_unmeasured(sheet, plan, rows.plan)
        return
    _roll_up(sheet, plan, rows.plan, _objective_rows(rows), figures)


def put_objective(
    sheet: Sheet, plan: Plan, rows: CalculationRows, scored: ObjectiveScore, figures: Sequence[Figures]
) -> None:
    """Write the row of an objective; `figures` are its own at every cut-off, 0 to 12."""
    number = scored.objective.number
    row = rows.objectives[number]
    put(sheet, row, Yearly.KEY, f"objective {number}")
    put(sheet, row, Yearly.WEIGHT, scored.objective.weight)
    if not scored.indicators:
        _put_unmeasured(sheet, plan, row)
        return
    first, last = rows.below[number]
    active = column_letter(Yearly.ACTIVE)
    counts = any(item.measure.active for item in scored.indicators)
    put(sheet, row, Yearly.ACTIVE, Decimal(int(counts)), f"IF(SUM({active}{first}:{active}{last})>0,1,0)")
    put(sheet, row, Yearly.SHARE, scored.weight, share_formula(row, *_objective_rows(rows)))
    _roll_up(sheet, plan, row, (first, last), figures)


def _objective_rows(rows: CalculationRows) -> tuple[int, int]:
    return rows.plan - len(rows.objectives), rows.plan - 1


def _put_unmeasured(sheet: Sheet, plan: Plan, row: int) -> None:
    """Write an objective without indicators, or a plan without objectives: it weighs nothing, and nothing is due."""
    for name in (Yearly.ACTIVE, Yearly.SHARE):
        put(sheet, row, name, Decimal(0))
    put_thresholds(sheet, row, plan.thresholds)
    for month in range(13):
        for monthly in (Monthly.PROGRAMMED, Monthly.PROGRESS):
            put(sheet, row, column(monthly, month), Decimal(0))
        for monthly in (Monthly.COMPLIANCE, Monthly.REPORTED):
            put(sheet, row, column(monthly, month), None, NEVER)


def _roll_up(sheet: Sheet, plan: Plan, row: int, children: tuple[int, int], figures: Sequence[Figures]) -> None:
    """Weigh a node's children at each cut-off; compliance and the reported share over those with something due."""
    first, last = children
    share = column_letter(Yearly.SHARE)
    weights = f"${share}${first}:${share}${last}"
    put_thresholds(sheet, row, plan.thresholds)
    for month, at in enumerate(figures):

        def span(monthly: Monthly, month: int = month) -> str:
            return f"{letters(monthly, month)}${first}:{letters(monthly, month)}${last}"

        all_weights = f"SUM({weights})"
        due = f'SUMIF({span(Monthly.COMPLIANCE)},">=0",{weights})'
        for monthly, value, total, otherwise in (
            (Monthly.PROGRAMMED, at.programmed, all_weights, "0"),
            (Monthly.PROGRESS, at.progress, all_weights, "0"),
            (Monthly.COMPLIANCE, at.compliance, due, NEVER),
            (Monthly.REPORTED, at.reported, due, NEVER),
        ):
            weighed = f"SUMPRODUCT({weights},{span(monthly)})/{total}"
            put(sheet, row, column(monthly, month), value, f"IF({total}=0,{otherwise},{weighed})")
