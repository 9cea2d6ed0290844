"""What stands at the top right of a sheet that follows the cut-off: its month, live, and where the levels begin."""

from scoring.messages import _
from workbook.model.cells import Area
from workbook.model.formula_references import literal
from workbook.model.sheet import Sheet
from workbook.model.styles import SUBTITLE, TITLE
from workbook.model.wording import levels_text, month_formula, month_text
from workbook.sheets.plan_export import PlanExport


def put_cut_off(sheet: Sheet, export: PlanExport, left: int, right: int) -> None:
    """Write both in the first two rows, from the column `left` to `right`."""
    plan, label = export.plan, _("Corte: ")
    month = month_text(export.context.month, plan.locale)
    formula = f"{literal(label)}&{month_formula(plan.locale)}"
    sheet.spread(Area(1, left, 1, right), label + month, TITLE._replace(across="right"), formula)
    levels = levels_text(plan.thresholds, plan.locale)
    sheet.spread(Area(2, left, 2, right), levels, SUBTITLE._replace(across="right"))
