"""Índice: the plans of a workbook side by side, and the cut-off month that holds for all."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from scoring.messages import _
from workbook.model.cells import Style
from workbook.model.sheet import Sheet
from workbook.model.styles import CENTRED, ENTRY, NAVY, RATE, SUBTITLE, TEXT, line_height, lines_needed, one_line
from workbook.model.wording import month_formula, month_text
from workbook.sheets.compared_plans import FIRST, HEADER_ROW, ComparedNode, comparison_sheet, draw_levels, put_scores
from workbook.sheets.input_checks import cut_off_check

CUT_OFF: Final = (3, 4)
"""The cell of the cut-off month."""


def index_sheet(plans: Sequence[ComparedNode], month: int, locale: str) -> Sheet:
    """Return the index of the plans."""
    headings = (_("N°"), _("Plan"), _("Responsable"))
    sheet = comparison_sheet(_("Índice"), _("Planes de acción"), headings, (6, 60, 30))
    sheet.tab = NAVY
    note = _("Este libro es de consulta: lo que se reporta se escribe en el libro de cada plan.")
    sheet.put(2, FIRST, note, SUBTITLE)
    row, column = CUT_OFF
    sheet.put(row, column - 1, _("Mes de corte (0 a 12):"), Style(size=10, bold=True, across="right"))
    sheet.put(row, column, Decimal(month), ENTRY._replace(size=11, bold=True, across="center", number="0"))
    sheet.put(row, column + 1, month_text(month, locale), Style(size=11, bold=True), month_formula(locale))
    cut_off_check(sheet, row, column)
    for at, plan in enumerate(plans, start=HEADER_ROW + 1):
        sheet.put(at, FIRST, Decimal(plan.number), CENTRED)
        title = TEXT._replace(wrap=False, colour=NAVY, bold=True)
        sheet.put(at, FIRST + 1, one_line(plan.title, title, sheet.widths[FIRST + 1]), title, link=plan.link)
        sheet.put(at, FIRST + 2, plan.responsible, TEXT)
        put_scores(sheet, at, plan, RATE, CENTRED)
        sheet.heights[at] = max(18.0, line_height(lines_needed(plan.responsible, 30, 9), 9))
    draw_levels(sheet, len(plans))
    return sheet
