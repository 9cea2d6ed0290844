"""The rows of Seguimiento above the indicators: the plan, its objectives and its actions."""

from decimal import Decimal

from scoring.messages import _
from scoring.model import MONTHS, Action, Objective
from scoring.model.structure import address_of
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.model import layout as at
from workbook.model.cells import Area, Style
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.styles import BAND, BODY, HEADER, PALE, PERCENT, SHORT_PERCENT, aligned, fitted, text_height
from workbook.sheets.follow_up_styles import MONTH_WIDTH, SIZE, WIDTHS, put_scores
from workbook.sheets.plan_export import PlanExport


def put_plan(sheet: Sheet, export: PlanExport) -> None:
    """Write the row of the plan, whose name spans the number's column too."""
    style = HEADER._replace(across="right")
    _put_node(sheet, export, at.PLAN_ROW, None, text=_("PLAN"), style=style)
    sheet.put(at.PLAN_ROW, at.WEIGHT, None, style)


def put_objective(sheet: Sheet, export: PlanExport, objective: Objective) -> None:
    """Write the row of an objective."""
    row = export.rows.objectives[objective.number]
    _put_node(sheet, export, row, objective.number, text=objective.text, style=BAND)
    for column, field in ((at.LABEL, "text"), (at.WEIGHT, "weight")):
        cell = sheet.cells[row, column]
        sheet.cells[row, column] = cell._replace(shows=f"{address_of(objective)}.{field}")


def _put_node(sheet: Sheet, export: PlanExport, row: int, node: int | None, *, text: str, style: Style) -> None:
    calculation = export.calculation
    rate = aligned(style)[1]._replace(number=PERCENT)
    width = WIDTHS[at.LABEL] + WIDTHS[at.TARGET]
    label = fitted(aligned(style)[0], text, width)
    weight = calculation.yearly(node, Yearly.SHARE) if node is not None else None
    if node is not None:
        sheet.put(row, at.NUMBER, "", style._replace(across="center"))
    first = at.NUMBER if node is None else at.LABEL
    sheet.spread(Area(row, first, row, at.TARGET), text, label)
    for column in (at.ACCUMULATED, at.OBSERVATION):
        sheet.put(row, column, None, style)
    if weight:
        sheet.put_computed(row, at.WEIGHT, weight, rate._replace(number=SHORT_PERCENT))
    for month in MONTHS:
        compliance = calculation.until_cut_off(node, Monthly.COMPLIANCE, month)
        sheet.put_computed(row, at.month_column(month), compliance, rate._replace(size=9, bold=False))
    put_scores(sheet, calculation, row, node, rate)
    share = f"{column_letter(at.WEIGHT)}{row}*" if weight else ""
    contribution = calculation.at_cut_off(node, Monthly.PROGRESS).amount * (weight.amount if weight else Decimal(1))
    sheet.put(row, at.CONTRIBUTION, contribution, rate, f"{share}{column_letter(at.PROGRESS)}{row}")
    sheet.heights[row] = text_height(label, text, width, room=5)


def put_action(sheet: Sheet, export: PlanExport, action: Action) -> None:
    """Write an action, which is a heading: it has no weight of its own."""
    row = export.rows.actions[action.number]
    style = BODY._replace(fill=PALE, italic=True, wrap=True, across="left", indent=1)
    sheet.put(row, at.NUMBER, None, style)
    sheet.spread(Area(row, at.LABEL, row, at.OBSERVATION), action.text, style, shows=f"{address_of(action)}.text")
    width = sum(WIDTHS.get(column, MONTH_WIDTH) for column in range(at.LABEL, at.OBSERVATION + 1))
    sheet.heights[row] = text_height(style._replace(size=SIZE), action.text, width)
