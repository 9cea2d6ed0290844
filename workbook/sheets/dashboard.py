"""Tablero: the plan at the cut-off on one page, to be projected in a meeting."""

from typing import Final

from scoring.messages import _
from scoring.year.words import stage_words, standing_words
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.levels import level_formats
from workbook.formulas.text_bars import text_bar
from workbook.model.cells import Area, Style
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import (
    BAND,
    BARS,
    CENTRED,
    GRID,
    HEADER,
    MUTED,
    NAVY,
    PALE,
    RATE,
    SHORT_PERCENT,
    SUBTITLE,
    TEXT,
    aligned,
    one_line,
)
from workbook.sheets.cut_off_heading import put_heading
from workbook.sheets.dashboard_charts import put_charts
from workbook.sheets.dashboard_money import put_money
from workbook.sheets.nodes import Node, nodes
from workbook.sheets.plan_export import PlanExport

MOST_INDICATORS: Final = 36
"""With more indicators than this the page lists the objectives alone, or it could not be read."""

_NUMBER, _TITLE, _WEIGHT, _PROGRAMMED, _PROGRESS, _COMPLIANCE, _BAR, _LEVEL, _GAP, _RIGHT = range(2, 12)
_WIDTHS: Final = (1.5, 5, 52, 9, 11, 11, 12, 17, 14, 2, *(10.5,) * 7)
_LAST: Final = 17
_TABLE_ROW: Final = 8
_TABLE_HEIGHT: Final = 500.0
"""Points that the table has on the page, without its heading."""
_CARD: Final = Style(size=9, colour=MUTED, fill=PALE, border=GRID, across="center")
_CARD_VALUE: Final = Style(size=22, bold=True, colour=NAVY, fill=PALE, border=GRID, across="center")


def dashboard_sheets(export: PlanExport) -> tuple[Sheet, Sheet]:
    """Return the dashboard and the hidden sheet that feeds its charts."""
    feed = Sheet(f"_graficos{export.names.dashboard.removeprefix(_('Tablero'))}", hidden=True)
    sheet = Sheet(export.names.dashboard, PageSetup(tall=1, footer=export.context.footer))
    sheet.tab = "2F9E5B"
    sheet.widths.update(enumerate(_WIDTHS, start=1))
    plan = export.plan
    title = _("Tablero del plan de acción {year}").format(year=plan.year)
    put_heading(sheet, export, title, f"{plan.process} · {stage_words(plan)}", (_NUMBER, _RIGHT, _LAST))
    sheet.put(3, _NUMBER, standing_words(plan), SUBTITLE._replace(bold=True))
    _put_cards(sheet, export)
    listed = listed_nodes(export)
    if not listed:
        sheet.put(_TABLE_ROW, _TITLE, _("Sin indicadores todavía"), TEXT)
        return sheet, feed
    last = _put_table(sheet, export, listed)
    last = put_money(sheet, export, last + 2, _NUMBER) or last
    put_charts(sheet, feed, export, listed, (_TABLE_ROW - 1, last, _RIGHT))
    return sheet, feed


def _put_cards(sheet: Sheet, export: PlanExport) -> None:
    """Write the plan's values large: they are always shown together."""
    calculation = export.calculation
    cards = (
        (_NUMBER, _TITLE, _("Cumplimiento de lo programado"), calculation.at_cut_off(None, Monthly.COMPLIANCE)),
        (_WEIGHT, _PROGRESS, _("Avance del año"), calculation.at_cut_off(None, Monthly.PROGRESS)),
        (_COMPLIANCE, _LEVEL, _("Programado a la fecha"), calculation.at_cut_off(None, Monthly.PROGRAMMED)),
        (_RIGHT, _RIGHT + 3, _("Reportado de lo que debía"), calculation.at_cut_off(None, Monthly.REPORTED)),
        (_RIGHT + 4, _LAST, _("Nivel"), calculation.level(None)),
    )
    for left, right, label, computed in cards:
        sheet.spread(Area(4, left, 4, right), label, _CARD)
        style = _CARD_VALUE._replace(number=SHORT_PERCENT)
        sheet.spread(Area(5, left, 5, right), computed.value, style, computed.formula)
    sheet.heights[3], sheet.heights[4], sheet.heights[5], sheet.heights[6] = 6, 16, 38, 8
    if sheet.cells[3, _NUMBER].value:
        sheet.heights[3] = 18
    level = Area(5, _RIGHT + 4, 5, _LAST)
    sheet.conditional_formats.extend(level_formats(f"${column_letter(level.left)}$5", (level,)))


def listed_nodes(export: PlanExport) -> list[Node]:
    """Return the objectives, with their indicators where they can be read on one page."""
    few = len(export.plan.indicators) <= MOST_INDICATORS
    return [node for node in nodes(export, indicators=few) if node.key is not None]


def _put_table(sheet: Sheet, export: PlanExport, listed: list[Node]) -> int:
    """Write a row for each node; return the last one."""
    headings = (
        _("N°"),
        _("Objetivo o meta"),
        _("Peso en el plan"),
        _("Programado"),
        _("Avance"),
        _("Cumplimiento"),
        _("De 0 a 100 %"),
        _("Nivel"),
    )
    sheet.put_row(_TABLE_ROW - 1, _NUMBER, headings, HEADER)
    sheet.heights[_TABLE_ROW - 1] = 26
    height = min(30.0, max(14.0, _TABLE_HEIGHT / len(listed)))
    for row, node in enumerate(listed, start=_TABLE_ROW):
        _put_node(sheet, export, row, node)
        sheet.heights[row] = height
    last = _TABLE_ROW - 1 + len(listed)
    levels = Area(_TABLE_ROW, _LEVEL, last, _LEVEL)
    sheet.conditional_formats.extend(level_formats(f"${column_letter(_LEVEL)}{_TABLE_ROW}", (levels,)))
    return last


def _put_node(sheet: Sheet, export: PlanExport, row: int, node: Node) -> None:
    calculation, key = export.calculation, node.key
    text, rate, centred = (TEXT, RATE, CENTRED) if node.is_indicator else aligned(BAND)
    rate = rate._replace(number=SHORT_PERCENT)
    sheet.put(row, _NUMBER, node.number, centred)
    title = one_line(node.title, text, _WIDTHS[_TITLE - 1])
    sheet.put(row, _TITLE, title, text._replace(wrap=False, colour=NAVY), link=node.link)
    weight = Yearly.GLOBAL if node.is_indicator else Yearly.SHARE
    for column, computed in (
        (_WEIGHT, calculation.yearly(key, weight)),
        (_PROGRAMMED, calculation.at_cut_off(key, Monthly.PROGRAMMED)),
        (_PROGRESS, calculation.at_cut_off(key, Monthly.PROGRESS)),
        (_COMPLIANCE, calculation.at_cut_off(key, Monthly.COMPLIANCE)),
    ):
        sheet.put_computed(row, column, computed, rate)
    compliance = f"{column_letter(_COMPLIANCE)}{row}"
    bar = text_bar(compliance, sheet.cells[row, _COMPLIANCE].value)
    sheet.put_computed(row, _BAR, bar, BARS._replace(fill=centred.fill))
    level = calculation.level(key, compliance)
    sheet.put_computed(row, _LEVEL, level, centred._replace(bold=True))
