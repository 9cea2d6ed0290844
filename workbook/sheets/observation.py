"""The observation beside an indicator: what a person should know of it at the cut-off."""

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from workbook.formulas.calculation_columns import Monthly, Yearly, column
from workbook.model.cells import Computed
from workbook.model.formula_references import MES_CORTE, literal
from workbook.sheets.plan_export import PlanExport


def observation(export: PlanExport, scored: IndicatorScore) -> Computed:
    """Return the first of these that is so: something is missing, months lack a report, the result is far beyond."""
    indicator, calculation, measured = scored.indicator, export.calculation, scored.measure
    missing = _("Falta la meta") if indicator.target is None else _("Falta la línea base o una constante")
    unreported = _("Meses sin reportar: ")
    over = _("Pasa del {limit} %: explique").format(
        limit=f"{float((indicator.thresholds or export.plan.thresholds).over) * 100:g}"
    )
    text = ""
    if measured.missing:
        text = missing
    elif measured.reported is not None and measured.reported < 1:
        text = unreported + str(sum(month not in measured.reported_months for month in measured.due))
    elif scored.over:
        text = over
    row, sheet = calculation.rows.of(indicator), calculation.sheet
    months = sheet.along(2, *_ends(Monthly.SHARE))
    shares, got = sheet.along(row, *_ends(Monthly.SHARE)), sheet.along(row, *_ends(Monthly.REPORTED_MONTH))
    gaps = f"SUMPRODUCT(({months}<={MES_CORTE})*({shares}>0)*({got}=0))"
    reported = calculation.at_cut_off(indicator, Monthly.REPORTED).formula
    raw = calculation.at_cut_off(indicator, Monthly.RAW).formula
    behind = f"IF(ISNUMBER({reported}),IF({reported}<1,{gaps},0),0)>0"
    beyond = f"IF(ISNUMBER({raw}),ROUND({raw},9),0)>{calculation.yearly(indicator, Yearly.OVER).formula}"
    formula = (
        f"IF({calculation.yearly(indicator, Yearly.READY).formula}=0,{literal(missing)},"
        f'IF({behind},{literal(unreported)}&{gaps},IF({beyond},{literal(over)},"")))'
    )
    return Computed(formula, text)


def _ends(monthly: Monthly) -> tuple[int, int]:
    return column(monthly, 1), column(monthly, 12)
