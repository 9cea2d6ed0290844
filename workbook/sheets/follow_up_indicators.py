"""The rows of an indicator in Seguimiento: its result, its constants, its variables, its compliance at each cut-off."""

from scoring.arithmetic.rollup import IndicatorScore
from scoring.messages import _
from scoring.model import MONTHS, Cell, Constant, Indicator, Variable
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.model import layout as at
from workbook.model.cells import Area, SheetValue
from workbook.model.formula_references import column_letter
from workbook.model.hidden_keys import row_key, sheet_value
from workbook.model.layout import month_column
from workbook.model.sheet import Sheet
from workbook.model.shown import OBSERVATION, label_of, remark_part, title_of
from workbook.model.styles import CENTRED, ENTRY, HIDDEN, LOOKED_AT, MUTED, TEXT, fitted, text_height, unit_format
from workbook.model.wording import indicator_title, with_unit
from workbook.sheets.closed_months import typed_style
from workbook.sheets.follow_up_styles import (
    AMOUNT,
    INDENTED,
    NAME,
    NOTHING_DUE,
    SHARE,
    SIZE,
    SOFT,
    WEIGHT,
    WIDTHS,
    from_levels,
    month_format,
    monthly_style,
    put_blank,
    put_scores,
    result_style,
)
from workbook.sheets.observation import observation
from workbook.sheets.plan_export import PlanExport


class IndicatorWriter:
    """Writes the rows of indicators, and remembers which cells can be typed into."""

    def __init__(self, sheet: Sheet, export: PlanExport) -> None:
        self.sheet = sheet
        self.export = export
        self.month_areas: list[Area] = []
        self.constant_areas: list[Area] = []
        self._entry = LOOKED_AT if export.shared else ENTRY

    def put(self, indicator: Indicator) -> None:
        """Write all rows of an indicator."""
        rows = self.export.rows.indicators[indicator.id]
        self._put_result(rows.result, indicator)
        for row, constant in zip(rows.constants, indicator.constants, strict=True):
            self._put_constant(row, indicator, constant)
        for row, variable in zip(rows.variables, indicator.variables, strict=True):
            self._put_variable(row, indicator, variable)
        self._put_compliance(rows.compliance, indicator)

    def _put_result(self, row: int, indicator: Indicator) -> None:
        sheet, calculation = self.sheet, self.export.calculation
        scored = calculation.indicator_score(indicator)
        title = indicator_title(indicator, self.export.actions)
        name = fitted(NAME, title, WIDTHS[at.LABEL])
        amount = result_style(indicator)
        weight = calculation.yearly(indicator, Yearly.SHARE)
        sheet.put(row, at.KEY, f"{indicator.id}!result", HIDDEN)
        sheet.put(row, at.NUMBER, indicator.id, CENTRED._replace(size=SIZE, bold=True))
        sheet.put(row, at.LABEL, title, name, shows=title_of(indicator, title))
        sheet.put(row, at.TARGET, indicator.target, amount, shows=f"{indicator.id}.target")
        sheet.put_computed(row, at.WEIGHT, weight, WEIGHT, shows=f"{indicator.id}.weight")
        monthly = monthly_style(AMOUNT, month_format(indicator))
        for month in MONTHS:
            if month in indicator.months:
                result = calculation.reached(calculation.month_result(indicator, month), month)
                sheet.put_computed(row, month_column(month), result, monthly)
            else:
                sheet.put(row, month_column(month), None, NOTHING_DUE)
        sheet.put_computed(row, at.ACCUMULATED, calculation.at_cut_off(indicator, Monthly.RESULT), amount)
        put_scores(sheet, calculation, row, indicator, SHARE)
        contribution = scored.global_weight * scored.measure.progress
        share = calculation.yearly(indicator, Yearly.GLOBAL).formula
        sheet.put(row, at.CONTRIBUTION, contribution, SHARE, f"{share}*{column_letter(at.PROGRESS)}{row}")
        self._put_observation(indicator, scored)
        sheet.heights[row] = max(18.0, text_height(name, title, WIDTHS[at.LABEL]))

    def _put_observation(self, indicator: Indicator, scored: IndicatorScore) -> None:
        """Write the observation beside all rows of the indicator: twelve months that are missing have room there."""
        rows, computed = self.export.rows.indicators[indicator.id], observation(self.export, scored)
        area = Area(rows.result, at.OBSERVATION, rows.compliance, at.OBSERVATION)
        style = TEXT._replace(size=8.5)
        shows = remark_part(indicator, OBSERVATION, self.export.context.month)
        self.sheet.spread(area, computed.value, style, computed.formula, shows=shows)

    def _put_constant(self, row: int, indicator: Indicator, constant: Constant) -> None:
        self._put_label(row, indicator, constant)
        style = self._entry._replace(size=9, number=unit_format(constant.unit))
        cell = Cell(indicator.id, constant.name)
        self.sheet.put(row, at.TARGET, self._value(cell), typed_style(style, self.export.plan, cell))
        put_blank(self.sheet, row, at.WEIGHT, at.LEVEL)
        self.constant_areas.append(Area(row, at.TARGET, row, at.TARGET))

    def _put_variable(self, row: int, indicator: Indicator, variable: Variable) -> None:
        self._put_label(row, indicator, variable)
        put_blank(self.sheet, row, at.TARGET, at.WEIGHT)
        style = monthly_style(self._entry._replace(size=SIZE), unit_format(variable.unit))
        for month in MONTHS:
            if month in indicator.months:
                cell = Cell(indicator.id, variable.name, month)
                self.sheet.put(row, month_column(month), self._value(cell), typed_style(style, self.export.plan, cell))
            else:
                self.sheet.put(row, month_column(month), None, NOTHING_DUE)
        first, last = month_column(indicator.months[0]), month_column(indicator.months[-1])
        self.month_areas.append(Area(row, first, row, last))
        put_blank(self.sheet, row, at.ACCUMULATED, at.LEVEL)

    def _put_label(self, row: int, indicator: Indicator, item: Constant | Variable) -> None:
        """Write the key of a row that can be typed into, and what it holds."""
        text = with_unit(item.label, item.unit)
        self.sheet.put(row, at.KEY, row_key(indicator.id, item.name), HIDDEN)
        put_blank(self.sheet, row, at.NUMBER, at.NUMBER)
        self.sheet.put(row, at.LABEL, text, INDENTED, shows=label_of(indicator, item))
        self.sheet.heights[row] = max(17.0, text_height(INDENTED, text, WIDTHS[at.LABEL]))

    def _value(self, cell: Cell) -> SheetValue:
        return sheet_value(self.export.plan.values.get(cell))

    def _put_compliance(self, row: int, indicator: Indicator) -> None:
        sheet = self.sheet
        sheet.put(row, at.KEY, f"{indicator.id}!compliance", HIDDEN)
        put_blank(sheet, row, at.NUMBER, at.NUMBER)
        sheet.put(row, at.LABEL, _("Cumplimiento a cada corte"), INDENTED._replace(size=8, colour=MUTED))
        put_blank(sheet, row, at.TARGET, at.WEIGHT)
        for month in MONTHS:
            compliance = self.export.calculation.until_cut_off(indicator, Monthly.COMPLIANCE, month)
            sheet.put_computed(row, month_column(month), compliance, SOFT)
        put_blank(sheet, row, at.ACCUMULATED, at.CONTRIBUTION)
        thresholds = indicator.thresholds or self.export.plan.thresholds
        sheet.put(row, at.LEVEL, from_levels(thresholds, self.export.plan.locale), SOFT._replace(across="center"))
        sheet.heights[row] = 14
