"""The first two rows of a sheet that follows the cut-off: what it is, and at its right the month and the levels."""

from scoring.messages import _
from workbook.model.cells import Area
from workbook.model.formula_references import literal
from workbook.model.sheet import Sheet
from workbook.model.styles import SUBTITLE, TITLE, text_height
from workbook.model.wording import levels_text, month_formula, month_text
from workbook.sheets.plan_export import PlanExport


def put_heading(sheet: Sheet, export: PlanExport, title: str, said: str, columns: tuple[int, int, int]) -> None:
    """Write a title, what is `said` below it, and beside them the cut-off month, live, and where the levels begin.

    `columns` are those where the title begins, where the month begins, and the last one.
    """
    (first, right, last), plan, label = columns, export.plan, _("Corte: ")
    sheet.put(1, first, title, TITLE)
    month = label + month_text(export.context.month, plan.locale)
    formula = f"{literal(label)}&{month_formula(plan.locale)}"
    sheet.spread(Area(1, right, 1, last), month, TITLE._replace(across="right"), formula)
    levels = levels_text(plan.thresholds, plan.locale)
    sheet.spread(Area(2, right, 2, last), levels, SUBTITLE._replace(across="right"))
    text, style = export.context.under_title(said), SUBTITLE._replace(wrap=True)
    sheet.spread(Area(2, first, 2, right - 1), text, style)
    width = sum(sheet.widths[column] for column in range(first, right))
    sheet.heights.update({1: 24, 2: text_height(style, text, width)})
