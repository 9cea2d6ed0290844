"""The money on Tablero: what is executed of every resource in use, beside the progress of its objective."""

from scoring.messages import _
from scoring.model.structure import OBJECTIVE, Node
from scoring.text.words import source_label
from workbook.formulas.calculation_columns import Monthly
from workbook.formulas.text_bars import text_bar
from workbook.model.cells import Area
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.styles import BARS, CENTRED, HEADER, MONEY, NAVY, NUMBER, RATE, SHORT_PERCENT, TEXT, one_line
from workbook.sheets.follow_up_resources import budget, executed_at_cut_off, share_at_cut_off
from workbook.sheets.plan_export import PlanExport


def put_money(sheet: Sheet, export: PlanExport, top: int, left: int) -> int:
    """Write a row for each resource, under headings in the row `top` and from the column `left` on.

    Return the last row; 0 where there is none.
    """
    if not export.rows.resources:
        return 0
    code, title, amount, _second, progress, share, bar, executed = range(left, left + 8)
    sheet.put_row(top, code, (_("N°"), _("Recursos, en pesos")), HEADER)
    sheet.spread(Area(top, amount, top, amount + 1), _("Presupuesto"), HEADER)
    sheet.put_row(top, progress, (_("Avance"), _("Ejecución"), _("De 0 a 100 %"), _("Ejecutado")), HEADER)
    sheet.heights[top] = 18
    rate = RATE._replace(number=SHORT_PERCENT)
    money = NUMBER._replace(number=MONEY)
    for row, resource in enumerate(export.rows.resources, start=top + 1):
        node = Node(resource.node)
        name = export.objectives[int(node.number)] if node.kind == OBJECTIVE else export.actions[node.number]
        said = one_line(f"{source_label(resource.source)} · {name}", TEXT, sheet.widths[title])
        link = f"'{export.names.follow_up}'!B{export.rows.resources[resource]}"
        sheet.put(row, code, resource.code, CENTRED)
        sheet.put(row, title, said, TEXT._replace(wrap=False, colour=NAVY), link=link)
        whole = budget(export, resource)
        sheet.spread(Area(row, amount, row, amount + 1), whole.value, money, whole.formula)
        sheet.put(row, progress, None, rate)
        if node.kind == OBJECTIVE:
            sheet.put_computed(row, progress, export.calculation.at_cut_off(int(node.number), Monthly.PROGRESS), rate)
        sheet.put_computed(row, share, share_at_cut_off(export, resource), rate)
        reference = f"{column_letter(share)}{row}"
        sheet.put_computed(row, bar, text_bar(reference, sheet.cells[row, share].value), BARS)
        sheet.put_computed(row, executed, executed_at_cut_off(export, resource), money)
        sheet.heights[row] = 16
    return top + len(export.rows.resources)
