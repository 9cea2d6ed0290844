"""The observation beside an indicator: what a person should know of it at the cut-off."""

from typing import NamedTuple

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from scoring.year.remarks import remark_of
from workbook.formulas.calculation_cells import NEVER
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.model.cells import Computed
from workbook.model.formula_references import MES_CORTE, literal
from workbook.sheets.plan_export import PlanExport


def observation_text(export: PlanExport, scored: IndicatorScore) -> str:
    """Return the first of these that is so.

    Something is missing, months lack a report, the result is far beyond, or the cut-off month has a written analysis.
    """
    measured, said = scored.measure, _sentences(export, scored)
    if measured.missing:
        return said.missing
    if measured.reported is not None and measured.reported < 1:
        gaps = (month for month in measured.due if month not in measured.reported_months)
        return said.unreported + "".join(_name(export, month) for month in gaps)
    has_remark = remark_of(export.plan, scored.indicator.id, export.context.month) is not None
    if scored.over:
        return said.over_explained if has_remark else said.over
    return said.explained if has_remark else ""


def observation(export: PlanExport, scored: IndicatorScore) -> Computed:
    """Return the same live."""
    indicator, calculation, said = scored.indicator, export.calculation, _sentences(export, scored)
    gaps = "&".join(_gap(export, scored, month) for month in indicator.months)
    reported = calculation.at_cut_off(indicator, Monthly.REPORTED).formula
    raw = calculation.at_cut_off(indicator, Monthly.RAW).formula
    behind = f"IF(ISNUMBER({reported}),ROUND({reported},9)<1,FALSE)"
    beyond = f"IF(ISNUMBER({raw}),ROUND({raw},9),0)>{calculation.yearly(indicator, Yearly.OVER).formula}"
    over, otherwise = literal(said.over), NEVER
    if remark_of(export.plan, indicator.id, export.context.month) is not None:
        month = export.context.month  # the analysis is of this one, whichever cut-off is looked at later
        over = f"IF({MES_CORTE}={month},{literal(said.over_explained)},{over})"
        otherwise = f"IF({MES_CORTE}={month},{literal(said.explained)},{NEVER})"
    formula = (
        f"IF({calculation.yearly(indicator, Yearly.READY).formula}=0,{literal(said.missing)},"
        f"IF({behind},{literal(said.unreported)}&{gaps},IF({beyond},{over},{otherwise})))"
    )
    return Computed(formula, observation_text(export, scored))


class _Sentences(NamedTuple):
    missing: str
    unreported: str
    over: str
    over_explained: str
    explained: str


def _sentences(export: PlanExport, scored: IndicatorScore) -> _Sentences:
    indicator, plan = scored.indicator, export.plan
    limit = format_percent((indicator.thresholds or plan.thresholds).over, plan.locale, 0)
    return _Sentences(
        missing=_("Falta la meta") if indicator.target is None else _("Falta la línea base o una constante"),
        unreported=_("Sin reportar:"),
        over=_("Pasa del {limit}: explique").format(limit=limit),
        over_explained=_("Pasa del {limit}, con análisis").format(limit=limit),
        explained=_("Con análisis") if export.shared else _("Con análisis, en Hoja de vida"),
    )


def _name(export: PlanExport, month: int) -> str:
    return f" {month_name(month, export.plan.locale)}"


def _gap(export: PlanExport, scored: IndicatorScore, month: int) -> str:
    """Return the formula of a month's name where it was due, and not reported."""
    share, got = (
        export.calculation.at(scored.indicator, monthly, month).formula
        for monthly in (Monthly.SHARE, Monthly.REPORTED_MONTH)
    )
    return f'IF(AND({month}<={MES_CORTE},{share}>0,{got}=0),{literal(_name(export, month))},"")'
