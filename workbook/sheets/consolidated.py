"""Consolidado: the plans of a workbook with their objectives."""

from collections.abc import Sequence
from decimal import Decimal

from scoring.messages import _
from workbook.model.cells import Area
from workbook.model.formula_references import literal
from workbook.model.sheet import Sheet
from workbook.model.styles import BAND, CENTRED, RATE, SHORT_PERCENT, SUBTITLE, TEXT, aligned, one_line
from workbook.model.wording import month_formula, month_text
from workbook.sheets.compared_plans import FIRST, HEADER_ROW, ComparedNode, comparison_sheet, draw_levels, put_scores


def consolidated_sheet(
    plans: Sequence[ComparedNode], objectives: Sequence[ComparedNode], month: int, locale: str
) -> Sheet:
    """Return a row for each plan, each followed by its objectives'."""
    headings = (_("N°"), _("Plan y objetivo"), _("Peso en el plan"))
    sheet = comparison_sheet(_("Consolidado"), _("Consolidado por objetivos"), headings, (6, 80, 12))
    label = _("Corte: ")
    said, formula = label + month_text(month, locale), f"{literal(label)}&{month_formula(locale)}"
    sheet.spread(Area(3, FIRST, 3, FIRST + 1), said, SUBTITLE, formula)
    row = HEADER_ROW
    for plan in plans:
        for node in (plan, *(item for item in objectives if item.number == plan.number)):
            row += 1
            is_plan = node is plan
            text, rate, word = aligned(BAND) if is_plan else (TEXT._replace(indent=1), RATE, CENTRED)
            share = rate._replace(number=SHORT_PERCENT)
            sheet.put(row, FIRST, Decimal(node.number) if is_plan else None, word)
            sheet.put(
                row,
                FIRST + 1,
                one_line(node.title, text, sheet.widths[FIRST + 1]),
                text._replace(wrap=False),
                link=node.link,
            )
            if node.weight is None:
                sheet.put(row, FIRST + 2, None, share)
            else:
                sheet.put_computed(row, FIRST + 2, node.weight, share)
            put_scores(sheet, row, node, rate, word)
            sheet.heights[row] = 17
    draw_levels(sheet, row - HEADER_ROW)
    return sheet
