"""A plan or one of its objectives, as the index and the consolidated sheet show it, a row each."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from scoring.messages import _
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.levels import level_formats
from workbook.formulas.text_bars import text_bar
from workbook.model.cells import Area, Computed, Style
from workbook.model.formula_references import column_letter, quoted
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup
from workbook.model.styles import BARS, HEADER, SHORT_PERCENT, TITLE
from workbook.sheets.plan_export import PlanExport

HEADER_ROW: Final = 5
FIRST: Final = 2
SCORES: Final = 5
"""The column where the values at the cut-off begin."""
_SHOWN: Final = (Monthly.PROGRAMMED, Monthly.PROGRESS, Monthly.COMPLIANCE, Monthly.REPORTED)
_COMPLIANCE: Final = SCORES + _SHOWN.index(Monthly.COMPLIANCE)
_LEVEL: Final = SCORES + len(_SHOWN)
_BAR: Final = _LEVEL + 1


class ComparedNode(NamedTuple):
    """What is shown of a plan or an objective; `number` is the plan's place among the plans."""

    number: int
    title: str
    responsible: str
    weight: Computed | None
    scores: tuple[Computed, ...]
    level: Computed
    link: str


def compared_plan(export: PlanExport, number: int) -> ComparedNode:
    """Return what is shown of a plan."""
    plan = export.plan
    title, link = f"{plan.process} {plan.year}", f"{quoted(export.names.form)}!A1"
    return ComparedNode(number, title, plan.responsible, None, *_scores(export, None), link)


def compared_objectives(export: PlanExport, number: int) -> Iterator[ComparedNode]:
    """Yield what is shown of a plan's objectives."""
    for objective in export.plan.objectives:
        weight = export.calculation.yearly(objective.number, Yearly.SHARE)
        link = f"{quoted(export.names.follow_up)}!B{export.rows.objectives[objective.number]}"
        scores, level = _scores(export, objective.number)
        yield ComparedNode(number, objective.text, "", weight, scores, level, link)


def _scores(export: PlanExport, key: int | None) -> tuple[tuple[Computed, ...], Computed]:
    calculation = export.calculation
    return tuple(calculation.at_cut_off(key, monthly) for monthly in _SHOWN), calculation.level(key)


def comparison_sheet(name: str, title: str, headings: tuple[str, str, str], widths: tuple[float, ...]) -> Sheet:
    """Return a sheet with its headings; `headings` and `widths` are those of the columns before the scores."""
    sheet = Sheet(name, PageSetup(repeat=(HEADER_ROW, HEADER_ROW)))
    sheet.widths[1] = 1.5
    sheet.widths.update(enumerate((*widths, 13, 13, 13, 13, 16, 15), start=FIRST))
    sheet.put(1, FIRST, title, TITLE)
    sheet.heights[1] = 24
    scores = (_("Programado"), _("Avance"), _("Cumplimiento"), _("Reportado"), _("Nivel"), _("De 0 a 100 %"))
    sheet.put_row(HEADER_ROW, FIRST, (*headings, *scores), HEADER)
    sheet.heights[HEADER_ROW] = 20
    sheet.freeze = (HEADER_ROW + 1, FIRST)
    return sheet


def put_scores(sheet: Sheet, row: int, node: ComparedNode, rate: Style, word: Style) -> None:
    """Write the values at the cut-off and the level."""
    for column, computed in enumerate(node.scores, start=SCORES):
        sheet.put_computed(row, column, computed, rate._replace(number=SHORT_PERCENT))
    sheet.put_computed(row, _LEVEL, node.level, word._replace(bold=True))
    compliance = node.scores[_SHOWN.index(Monthly.COMPLIANCE)]
    bar = text_bar(f"{column_letter(_COMPLIANCE)}{row}", compliance.value)
    sheet.put_computed(row, _BAR, bar, BARS._replace(fill=word.fill))


def draw_levels(sheet: Sheet, count: int) -> None:
    """Draw the colours of the levels over `count` rows."""
    first, last = HEADER_ROW + 1, HEADER_ROW + max(1, count)
    levels = Area(first, _LEVEL, last, _LEVEL)
    sheet.conditional_formats.extend(level_formats(f"${column_letter(_LEVEL)}{first}", (levels,)))
