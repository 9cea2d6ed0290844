"""An indicator's row of the calculation sheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoring.arithmetic.measure import Measure
from scoring.arithmetic.readings import Reading, constants, readings, shares
from scoring.arithmetic.rollup import IndicatorScore
from scoring.model import MONTHS, Cell, Plan, Value
from workbook.formulas.calculation_cells import NEVER, put, put_thresholds
from workbook.formulas.calculation_columns import Monthly, Yearly, column
from workbook.formulas.calculation_rows import CalculationRows
from workbook.formulas.indicator_rules import IndicatorRules
from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet


def put_indicator(
    sheet: Sheet, plan: Plan, rows: CalculationRows, rules: IndicatorRules, scores: Sequence[IndicatorScore]
) -> None:
    """Write the row of an indicator; `scores` has its score at every cut-off, 0 to 12."""
    _year(sheet, plan, rows, rules, scores[0])
    _months(sheet, plan.values, rules)
    _cut_offs(sheet, rules, [scored.measure for scored in scores])


def _year(sheet: Sheet, plan: Plan, rows: CalculationRows, rules: IndicatorRules, scored: IndicatorScore) -> None:
    indicator, row = rules.indicator, rules.row
    thresholds = indicator.thresholds or plan.thresholds
    share = column_letter(Yearly.SHARE)
    put(sheet, row, Yearly.KEY, indicator.id)
    put(sheet, row, Yearly.OBJECTIVE, Decimal(indicator.objective))
    put(sheet, row, Yearly.WEIGHT, indicator.weight)
    put(sheet, row, Yearly.ACTIVE, Decimal(int(scored.measure.active)), rules.is_active())
    put(sheet, row, Yearly.SHARE, scored.weight, share_formula(row, *rows.below[indicator.objective]))
    put(sheet, row, Yearly.GLOBAL, scored.global_weight, f"{share}{row}*{share}{rows.objectives[indicator.objective]}")
    put(sheet, row, Yearly.READY, Decimal(int(not scored.measure.missing)), rules.ready())
    if formula := rules.divisor():
        put(sheet, row, Yearly.DIVISOR, rules.divisor_value(constants(indicator, plan.values)), formula)
    put_thresholds(sheet, row, thresholds)
    put(sheet, row, Yearly.OVER, thresholds.over)
    if indicator.target is not None:
        put(sheet, row, Yearly.TARGET, indicator.target)


def share_formula(row: int, first: int, last: int) -> str:
    """Return the formula of a node's normalised weight among the nodes in the rows from `first` to `last`."""
    weight, active = column_letter(Yearly.WEIGHT), column_letter(Yearly.ACTIVE)
    total = f"SUMPRODUCT({weight}${first}:{weight}${last},{active}${first}:{active}${last})"
    return f"IF({total}=0,0,{weight}{row}*{active}{row}/{total})"


def _months(sheet: Sheet, values: Mapping[Cell, Value], rules: IndicatorRules) -> None:
    """Write what was typed and due in each month; a month outside the indicator's dates is not active."""
    indicator = rules.indicator
    read = {reading.month: reading for reading in readings(indicator, values)}
    carried = shares(indicator, tuple(read.values()))
    for month in MONTHS:
        if month in read:
            _month(sheet, rules, read[month], carried.get(month, Decimal(0)))
        else:
            for monthly in (Monthly.ACTIVE, Monthly.SHARE, Monthly.REPORTED_MONTH):
                put(sheet, rules.row, column(monthly, month), Decimal(0))


def _month(sheet: Sheet, rules: IndicatorRules, reading: Reading, share: Decimal) -> None:
    row, month = rules.row, reading.month
    got = reading.active and reading.reported
    put(sheet, row, column(Monthly.NUMERATOR, month), rules.numerator_value(reading), rules.numerator(month))
    if rules.has_denominators:
        put(sheet, row, column(Monthly.DENOMINATOR, month), reading.denominator, rules.denominator(month))
    put(sheet, row, column(Monthly.ACTIVE, month), Decimal(int(reading.active)), rules.active(month))
    put(sheet, row, column(Monthly.SHARE, month), share, rules.share(month))
    put(sheet, row, column(Monthly.REPORTED_MONTH, month), Decimal(int(got)), rules.reported_month(month))


def _cut_offs(sheet: Sheet, rules: IndicatorRules, measures: Sequence[Measure]) -> None:
    """Write what holds at each cut-off; at 0 there is nothing to compute."""
    for monthly, formula, values in (
        (Monthly.PROGRAMMED, rules.programmed, [measured.programmed for measured in measures]),
        (Monthly.REPORTED, rules.reported, [measured.reported for measured in measures]),
        (Monthly.RESULT, rules.result, [measured.result for measured in measures]),
        (Monthly.RAW, rules.raw, [measured.raw for measured in measures]),
        (Monthly.COMPLIANCE, rules.compliance, [measured.compliance for measured in measures]),
        (Monthly.PROGRESS, rules.progress, [measured.progress for measured in measures]),
    ):
        put(sheet, rules.row, column(monthly, 0), values[0], NEVER if values[0] is None else "")
        for month in MONTHS:
            put(sheet, rules.row, column(monthly, month), values[month], formula(month))
