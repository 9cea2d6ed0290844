"""Trimestres: the four quarterly cut-offs side by side."""

from typing import Final

from scoring.messages import _
from scoring.model import Indicator
from scoring.text.months import month_name
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.levels import level_formats
from workbook.model.cells import Area, Computed
from workbook.model.formula_references import MES_CORTE, column_letter, literal, quoted
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import (
    BAND,
    CENTRED,
    HEADER,
    RATE,
    SHORT_PERCENT,
    TEXT,
    aligned,
    one_line,
)
from workbook.sheets.cut_off_heading import put_heading
from workbook.sheets.nodes import Node, nodes
from workbook.sheets.plan_export import PlanExport

QUARTERS: Final = (3, 6, 9, 12)
_NUMBER, _TITLE, _WEIGHT, _FIRST = 2, 3, 4, 5
_SHOWN: Final = (Monthly.PROGRAMMED, Monthly.PROGRESS, Monthly.COMPLIANCE)
_TITLE_WIDTH: Final = 54
_HEADER_ROW: Final = 4


def quarter_cells(export: PlanExport) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the references of the compliance and the level of each indicator at each quarter, by its id."""
    sheet = quoted(export.names.quarters)
    columns = [(column_letter(_FIRST + 4 * at + 2), column_letter(_FIRST + 4 * at + 3)) for at in range(len(QUARTERS))]
    return {
        node.key.id: tuple((f"{sheet}!{compliance}{row}", f"{sheet}!{level}{row}") for compliance, level in columns)
        for row, node in enumerate(nodes(export), start=_HEADER_ROW + 2)
        if isinstance(node.key, Indicator)
    }


def quarter_heading(export: PlanExport, month: int) -> Computed:
    """Return what heads a quarter: its month, and that it is still to come where the cut-off does not reach it."""
    name = month_name(month, export.plan.locale, wide=True)
    reached, ahead = _("Corte a {month}").format(month=name), _("{month}: por venir").format(month=name.capitalize())
    value = reached if month <= export.context.month else ahead
    return Computed(f"IF({month}<={MES_CORTE},{literal(reached)},{literal(ahead)})", value)


def quarters_sheet(export: PlanExport) -> Sheet:
    """Return the nodes of the plan at March, June, September and December, as far as the cut-off reaches."""
    page = PageSetup(repeat=(_HEADER_ROW, _HEADER_ROW + 1), footer=export.context.footer)
    sheet = Sheet(export.names.quarters, page)
    for column, width in ((1, 1.5), (_NUMBER, 5), (_TITLE, _TITLE_WIDTH), (_WEIGHT, 9)):
        sheet.widths[column] = width
    _put_headings(sheet, export)
    title = _("Cortes trimestrales {year}").format(year=export.plan.year)
    put_heading(sheet, export, title, export.plan.process, (_NUMBER, _FIRST + 8, _FIRST + 15))
    row = _HEADER_ROW + 1
    for row, node in enumerate(nodes(export), start=_HEADER_ROW + 2):
        _put_node(sheet, export, row, node)
    for quarter in range(len(QUARTERS)):
        column = _FIRST + 4 * quarter + 3
        area = Area(_HEADER_ROW + 2, column, row, column)
        sheet.conditional_formats.extend(level_formats(f"${column_letter(column)}{area.top}", (area,)))
    sheet.freeze = (_HEADER_ROW + 2, _FIRST)
    return sheet


def _put_headings(sheet: Sheet, export: PlanExport) -> None:
    row = _HEADER_ROW
    for column, text in ((_NUMBER, _("N°")), (_TITLE, _("Objetivo o meta")), (_WEIGHT, _("Peso en el plan"))):
        sheet.spread(Area(row, column, row + 1, column), text, HEADER)
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 4 * at
        title = quarter_heading(export, month)
        sheet.spread(Area(row, left, row, left + 3), title.value, HEADER, title.formula)
        sheet.put_row(row + 1, left, (_("Programado"), _("Avance"), _("Cumplimiento"), _("Nivel")), HEADER)
        for offset, width in enumerate((11, 9.5, 12, 13)):
            sheet.widths[left + offset] = width
    sheet.heights[row], sheet.heights[row + 1] = 18, 18


def _put_node(sheet: Sheet, export: PlanExport, row: int, node: Node) -> None:
    calculation = export.calculation
    text, rate, centred = (TEXT, RATE, CENTRED) if node.is_indicator else aligned(HEADER if node.key is None else BAND)
    rate = rate._replace(number=SHORT_PERCENT)
    sheet.put(row, _NUMBER, node.number, centred)
    title = one_line(node.title, text, _TITLE_WIDTH)  # a link does not wrap
    sheet.put(row, _TITLE, title, text._replace(wrap=False), link=node.link if node.key is not None else "")
    if node.key is None:
        sheet.put(row, _WEIGHT, None, rate)
    else:
        weight = calculation.yearly(node.key, Yearly.GLOBAL if node.is_indicator else Yearly.SHARE)
        sheet.put_computed(row, _WEIGHT, weight, rate)
    for at, month in enumerate(QUARTERS):
        left = _FIRST + 4 * at
        for offset, monthly in enumerate(_SHOWN):
            sheet.put_computed(row, left + offset, calculation.until_cut_off(node.key, monthly, month), rate)
        level = calculation.level(node.key, f"{column_letter(left + 2)}{row}", month)
        sheet.put_computed(row, left + 3, calculation.reached(level, month), centred)
    sheet.heights[row] = 18
