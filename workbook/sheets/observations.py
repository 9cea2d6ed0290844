"""What a person should know of a line at the cut-off, as a formula and its text."""

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from workbook.formulas.rules import Block, Scalar
from workbook.formulas.rules import column as calculated
from workbook.model.cells import MES_CORTE, literal
from workbook.sheets.source import Edition


def remark(edition: Edition, scored: IndicatorScore) -> tuple[str, str]:
    """Return what a person should know of a line at the cut-off, and the formula that says it."""
    indicator, calculation = scored.indicator, edition.calculation
    measured = scored.measure
    row = calculation.row(indicator)
    sheet = calculation.sheet
    months = sheet.along(2, *_ends(Block.SHARE))
    shares, got = sheet.along(row, *_ends(Block.SHARE)), sheet.along(row, *_ends(Block.REPORTED_MONTH))
    lacking = f"SUMPRODUCT(({months}<={MES_CORTE})*({shares}>0)*({got}=0))"
    gaps = [month for month in measured.due if month not in measured.reported_months]
    reported = calculation.at_cut_off(indicator, Block.REPORTED)
    needs = _("Falta la meta") if indicator.target is None else _("Falta la línea base o una constante")
    over = _("Pasa del {limit} %: explique").format(
        limit=f"{float((indicator.thresholds or edition.plan.thresholds).over) * 100:g}"
    )
    raw = calculation.at_cut_off(indicator, Block.RAW).formula
    text = ""
    if measured.missing:
        text = needs
    elif measured.reported is not None and measured.reported < 1:
        text = _("Meses sin reportar: ") + str(len(gaps))
    elif scored.over:
        text = over
    behind = f"IF(ISNUMBER({reported.formula}),IF({reported.formula}<1,{lacking},0),0)>0"
    beyond = f"IF(ISNUMBER({raw}),ROUND({raw},9),0)>{calculation.scalar(indicator, Scalar.OVER).formula}"
    formula = (
        f"IF({calculation.scalar(indicator, Scalar.READY).formula}=0,{literal(needs)},"
        f"IF({behind},{literal(_('Meses sin reportar: '))}&{lacking},"
        f'IF({beyond},{literal(over)},"")))'
    )
    return text, formula


def _ends(block: Block) -> tuple[int, int]:
    return calculated(block, 1), calculated(block, 12)
