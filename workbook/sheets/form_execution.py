"""What is executed up to the cut-off, below the table of the official form.

A row has the sources that have a column in it, and each other source of the plan's money a row of its own.
"""

from decimal import Decimal
from typing import Final

from scoring.messages import _
from scoring.model.resources import FORM_SOURCES
from scoring.text.words import source_label
from workbook.model.cells import Area, SheetValue, Style
from workbook.model.formula_references import literal
from workbook.model.layout import FORM_COLUMNS
from workbook.model.sheet import Sheet
from workbook.model.styles import MONEY, line_height
from workbook.model.wording import EXECUTED, month_formula, month_text
from workbook.sheets.follow_up_resources import budget_of, executed_of
from workbook.sheets.form_objective import FUND_COLUMNS, FUNDS, SIZE
from workbook.sheets.plan_export import PlanExport

_LAST: Final = FUND_COLUMNS[-1]
_OF_A_BUDGET: Final = _("de un presupuesto de")
"""What is said before a budget, in the format of its number."""


def put_executed(sheet: Sheet, row: int, export: PlanExport, style: Style) -> int:
    """Write what is executed of each source, and the budget of one without a column; return the next row.

    There is no row where the plan says nothing of the sources in it.
    """
    money = style._replace(size=SIZE, number=MONEY, shrink=True, wrap=False)
    amounts = [executed_of(export, source) for source in FORM_SOURCES]
    if any(_is_amount(item.value) for item in amounts):
        _put_label(sheet, row, export, "", style)
        for column, computed in enumerate(amounts, start=FUNDS):
            sheet.put_computed(row, column, computed, money)
        sheet.spread(Area(row, _LAST + 1, row, FORM_COLUMNS), None, style)
        row += 1
    for source in export.plan.sources:
        executed, budget = executed_of(export, source), budget_of(export, source)
        if not (_is_amount(executed.value) or _is_amount(budget.value)):
            continue
        _put_label(sheet, row, export, source_label(source), style)
        sheet.spread(Area(row, FUNDS, row, _LAST), executed.value, money, executed.formula)
        said = money._replace(number=f'"{_OF_A_BUDGET} "{MONEY}', across="left", indent=1)
        sheet.spread(Area(row, _LAST + 1, row, FORM_COLUMNS), budget.value, said, budget.formula)
        row += 1
    return row


def _put_label(sheet: Sheet, row: int, export: PlanExport, source: str, style: Style) -> None:
    """Write what a row is of: the cut-off, and the source where it is of one alone."""
    locale, tail = export.plan.locale, f" · {source}" if source else ""
    value = f"{EXECUTED}: {month_text(export.context.month, locale)}{tail}"
    formula = f"{literal(f'{EXECUTED}: ')}&{month_formula(locale)}" + (f"&{literal(tail)}" if tail else "")
    sheet.spread(Area(row, 1, row, FUNDS - 1), value, style._replace(wrap=False, shrink=True), formula)
    sheet.heights[row] = line_height(1, SIZE)


def _is_amount(value: SheetValue) -> bool:
    return isinstance(value, Decimal)
