"""Seguimiento: the months as they are reported, and what follows from them, live up to the plan.

The yellow cells can be typed into: the months of each variable, the constants, and the cut-off month. Everything else
is locked and computed.
"""

from decimal import Decimal

from scoring.messages import _
from scoring.model import MONTHS, Plan
from scoring.model.structure import address_of
from scoring.text.numbers import format_percent
from scoring.year.words import stage_words
from workbook.formulas.calculation_columns import Monthly
from workbook.formulas.levels import level_formats
from workbook.model import layout as at
from workbook.model.cells import Area, Style
from workbook.model.formula_references import MES_CORTE, column_letter
from workbook.model.hidden_keys import CORNER, month_key
from workbook.model.layout import month_column
from workbook.model.number_widths import number_width, widen
from workbook.model.paging import set_pages
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.shown import CUT_OFF
from workbook.model.styles import ENTRY, HEADER, HIDDEN, LOOKED_AT, SUBTITLE, TITLE, line_height
from workbook.model.wording import levels_text, month_formula, month_text
from workbook.sheets.closed_months import closed_note, month_heading
from workbook.sheets.follow_up_indicators import IndicatorWriter
from workbook.sheets.follow_up_nodes import put_action, put_objective, put_plan
from workbook.sheets.follow_up_resources import ResourceWriter
from workbook.sheets.follow_up_styles import MONTH_WIDTH, SIZE, WIDTHS, result_style
from workbook.sheets.input_checks import amount_checks, constant_checks, cut_off_check, month_checks
from workbook.sheets.plan_export import PlanExport


def follow_up_sheet(export: PlanExport) -> Sheet:
    """Return the follow-up of one plan."""
    page = PageSetup(repeat=(at.HEADER_ROW, at.HEADER_ROW), footer=export.context.footer)
    sheet = Sheet(export.names.follow_up, page)
    sheet.tab = "E0A800"
    sheet.widths.update(WIDTHS)
    sheet.widths.update({month_column(month): MONTH_WIDTH for month in MONTHS})
    sheet.hidden_columns.add(at.KEY)
    sheet.hidden_rows.add(at.KEY_ROW)
    sheet.freeze = (at.PLAN_ROW, at.FIRST_MONTH)
    _put_top(sheet, export)
    _put_headings(sheet, export.plan)
    put_plan(sheet, export)
    indicators, resources = IndicatorWriter(sheet, export), ResourceWriter(sheet, export)
    for objective in export.plan.objectives:
        put_objective(sheet, export, objective)
        resources.put(address_of(objective))
        for own in objective.own:
            indicators.put(own)
        for action in objective.actions:
            put_action(sheet, export, action)
            resources.put(address_of(action))
            for indicator in action.indicators:
                indicators.put(indicator)
    _colour_levels(sheet, export.rows.last)
    if not export.shared:
        month_checks(sheet, indicators.month_areas)
        constant_checks(sheet, indicators.constant_areas)
        amount_checks(sheet, resources.areas)
    months = [month_column(month) for month in MONTHS]
    widen(sheet, months, alike=True)
    widen(sheet, (at.TARGET, at.ACCUMULATED), alike=True, least=_widest_result(export))
    above = sum(sheet.heights.get(row, 15.0) for row in range(1, at.PLAN_ROW)) - sheet.heights[at.HEADER_ROW]
    set_pages(sheet, _block_starts(export), export.rows.last, above)
    return sheet


def _widest_result(export: PlanExport) -> float:
    """Return the width that the results take at whichever cut-off they are widest."""
    return max(
        (
            number_width(export.calculation.at(indicator, Monthly.RESULT, month).value, result_style(indicator))
            for indicator in export.plan.indicators
            for month in MONTHS
        ),
        default=0.0,
    )


def _block_starts(export: PlanExport) -> list[int]:
    """Return the first rows of what stays together on a page: an indicator, with headings and money just above it."""
    rows = export.rows
    headings = {at.PLAN_ROW, *rows.objectives.values(), *rows.actions.values(), *rows.resources.values()}
    results = {rows.result for rows in export.rows.indicators.values()}
    return [row for row in sorted(headings | results) if row - 1 not in headings]


def _put_top(sheet: Sheet, export: PlanExport) -> None:
    """Write the title and the cell of the cut-off month."""
    plan, month, row = export.plan, export.context.month, at.CUT_OFF_ROW
    sheet.put(1, at.NUMBER, _("Seguimiento al plan de acción {year}").format(year=plan.year), TITLE)
    heading = plan.process
    if plan.responsible:
        heading = _("{process} · Responsable: {responsible}").format(process=plan.process, responsible=plan.responsible)
    sheet.put(2, at.NUMBER, export.context.under_title(f"{heading} · {stage_words(plan)}"), SUBTITLE)
    label = Style(size=10, bold=True, across="right")
    sheet.spread(Area(row, at.NUMBER, row, at.LABEL), _("Mes de corte (0 a 12):"), label)
    cut_off = (LOOKED_AT if export.shared else ENTRY)._replace(size=11, bold=True, across="center", number="0")
    sheet.put(row, at.TARGET, Decimal(month), cut_off, MES_CORTE if export.shared else "", shows=CUT_OFF)
    name = Style(size=11, bold=True, across="left", indent=1)
    area = Area(row, at.WEIGHT, row, at.FIRST_MONTH)
    sheet.spread(area, month_text(month, plan.locale), name, month_formula(plan.locale))
    note = _("Solo se escriben las celdas amarillas. NP: no programado en el mes. En blanco: sin reportar.")
    if export.shared:
        note = _("El mes de corte se cambia en el índice. NP: no programado en el mes. En blanco: sin reportar.")
    else:
        cut_off_check(sheet, row, at.TARGET)
    levels = _("{levels}, más de {over}: explique").format(
        levels=levels_text(plan.thresholds, plan.locale), over=format_percent(plan.thresholds.over, plan.locale, 0)
    )
    said = " ".join(filter(None, (note, closed_note(plan), f"{levels}.")))
    sheet.put(row, at.FIRST_MONTH + 1, said, SUBTITLE)
    sheet.heights[1], sheet.heights[row], sheet.heights[row + 1] = 22, 18, 5


def _put_headings(sheet: Sheet, plan: Plan) -> None:
    """Write the headings of the columns, and the keys of those that can be typed into."""
    headings = {
        at.NUMBER: _("N°"),
        at.LABEL: _("Meta, datos y cumplimiento"),
        at.TARGET: _("Meta, base o presupuesto"),
        at.WEIGHT: _("Peso"),
        at.ACCUMULATED: _("Acumulado"),
        at.PROGRAMMED: _("Progra- mado"),
        at.PROGRESS: _("Avance"),
        at.COMPLIANCE: _("Cumpli- miento"),
        at.REPORTED: _("Repor- tado"),
        at.CONTRIBUTION: _("Aporte al plan"),
        at.LEVEL: _("Nivel"),
        at.OBSERVATION: _("Observación"),
    }
    headings |= {month_column(month): month_heading(plan, month) for month in MONTHS}
    for column, text in headings.items():
        sheet.put(at.HEADER_ROW, column, text, HEADER)
    sheet.put(at.KEY_ROW, at.KEY, CORNER, HIDDEN)
    sheet.put(at.KEY_ROW, at.TARGET, month_key(None), HIDDEN)
    for month in MONTHS:
        sheet.put(at.KEY_ROW, month_column(month), month_key(month), HIDDEN)
    sheet.heights[at.HEADER_ROW] = line_height(2, SIZE)


def _colour_levels(sheet: Sheet, last: int) -> None:
    first = at.PLAN_ROW
    areas = (Area(first, at.LEVEL, last, at.LEVEL), Area(first, at.COMPLIANCE, last, at.COMPLIANCE))
    sheet.conditional_formats.extend(level_formats(f"${column_letter(at.LEVEL)}{first}", areas))
