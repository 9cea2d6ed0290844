"""The observation beside an indicator: what a person should know of it at the cut-off."""

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from scoring.text.months import month_name
from scoring.text.numbers import format_percent
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.model.cells import Computed
from workbook.model.formula_references import MES_CORTE, literal
from workbook.sheets.plan_export import PlanExport


def observation(export: PlanExport, scored: IndicatorScore) -> Computed:
    """Return the first of these that is so: something is missing, months lack a report, the result is far beyond."""
    indicator, calculation, measured = scored.indicator, export.calculation, scored.measure
    plan = export.plan
    missing = _("Falta la meta") if indicator.target is None else _("Falta la línea base o una constante")
    unreported = _("Sin reportar:")
    limit = format_percent((indicator.thresholds or plan.thresholds).over, plan.locale, 0)
    over = _("Pasa del {limit}: explique").format(limit=limit)
    names = {month: f" {month_name(month, plan.locale)}" for month in indicator.months}
    text = ""
    if measured.missing:
        text = missing
    elif measured.reported is not None and measured.reported < 1:
        text = unreported + "".join(names[month] for month in measured.due if month not in measured.reported_months)
    elif scored.over:
        text = over
    gaps = "&".join(_gap(export, scored, month, name) for month, name in names.items())
    reported = calculation.at_cut_off(indicator, Monthly.REPORTED).formula
    raw = calculation.at_cut_off(indicator, Monthly.RAW).formula
    behind = f"IF(ISNUMBER({reported}),ROUND({reported},9)<1,FALSE)"
    beyond = f"IF(ISNUMBER({raw}),ROUND({raw},9),0)>{calculation.yearly(indicator, Yearly.OVER).formula}"
    formula = (
        f"IF({calculation.yearly(indicator, Yearly.READY).formula}=0,{literal(missing)},"
        f'IF({behind},{literal(unreported)}&{gaps},IF({beyond},{literal(over)},"")))'
    )
    return Computed(formula, text)


def _gap(export: PlanExport, scored: IndicatorScore, month: int, name: str) -> str:
    """Return the formula of a month's name where it was due, and not reported."""
    share, got = (
        export.calculation.at(scored.indicator, monthly, month).formula
        for monthly in (Monthly.SHARE, Monthly.REPORTED_MONTH)
    )
    return f'IF(AND({month}<={MES_CORTE},{share}>0,{got}=0),{literal(name)},"")'
