"""The hidden calculation sheet: every value of every node at every cut-off month, live from the typed cells.

The visible sheets take their values from here, at the month in `mes_corte` or at a month of their own; each comes as
a formula together with the value of the score that it must come to.
"""

from decimal import Decimal

from scoring.arithmetic.rollup import IndicatorScore, scores
from scoring.model import MONTHS, Indicator, Level, Plan
from workbook.formulas.calculation_cells import EMPTY, put
from workbook.formulas.calculation_columns import Monthly, Yearly, column
from workbook.formulas.calculation_rows import NodeKey, calculation_rows
from workbook.formulas.indicator_calculation import put_indicator
from workbook.formulas.kinds import rules_for
from workbook.formulas.levels import level_formula
from workbook.formulas.rolled_up_calculation import put_objective, put_plan
from workbook.model.cells import Computed
from workbook.model.formula_references import MES_CORTE
from workbook.model.layout import FollowUpRows
from workbook.model.sheet import Sheet
from workbook.model.styles import level_word


class Calculation:
    """The calculation sheet of one plan, and the way to its values."""

    def __init__(self, plan: Plan, name: str, follow_up: FollowUpRows, month: int) -> None:
        self.month = month
        self.scores = tuple(scores(plan, (0, *MONTHS)))
        self.rows = calculation_rows(plan)
        self.rules = {item.id: rules_for(item, follow_up, self.rows.of(item)) for item in plan.indicators}
        self.sheet = Sheet(name, hidden=True)
        self._put_headings()
        self._scored: dict[str, tuple[IndicatorScore, ...]] = {
            scored[0].indicator.id: scored
            for scored in zip(*(scores.indicators for scores in self.scores), strict=True)
        }
        for id_, scored in self._scored.items():
            put_indicator(self.sheet, plan, self.rows, self.rules[id_], scored)
        for at, objective in enumerate(self.scores[0].objectives):
            figures = [scores.objectives[at].figures for scores in self.scores]
            put_objective(self.sheet, plan, self.rows, objective, figures)
        put_plan(self.sheet, plan, self.rows, [scores.figures for scores in self.scores])

    def _put_headings(self) -> None:
        for name in Yearly:
            put(self.sheet, 2, name, name.name.lower())
        for monthly in Monthly:
            put(self.sheet, 1, column(monthly, 0), monthly.name.lower())
            for month in (0, *MONTHS):
                put(self.sheet, 2, column(monthly, month), Decimal(month))

    def yearly(self, node: NodeKey, name: Yearly) -> Computed:
        """Return a value of the year."""
        row = self.rows.of(node)
        return Computed(self.sheet.at(row, name), self.sheet.cells[row, name].value)

    def at(self, node: NodeKey, monthly: Monthly, month: int) -> Computed:
        """Return a value at a month."""
        row, at = self.rows.of(node), column(monthly, month)
        cell = self.sheet.cells.get((row, at))
        return Computed(self.sheet.at(row, at), cell.value if cell else EMPTY)

    def at_cut_off(self, node: NodeKey, monthly: Monthly) -> Computed:
        """Return a value at the month in `mes_corte`."""
        row = self.rows.of(node)
        stretch = self.sheet.along(row, column(monthly, 0), column(monthly, 12))
        return Computed(f"INDEX({stretch},1,{MES_CORTE}+1)", self.at(node, monthly, self.month).value)

    def until_cut_off(self, node: NodeKey, monthly: Monthly, month: int) -> Computed:
        """Return a value at a month, empty where the month lies after `mes_corte`."""
        return self.reached(self.at(node, monthly, month), month)

    def reached(self, computed: Computed, month: int) -> Computed:
        """Return what was computed at a month, empty where the month lies after `mes_corte`."""
        formula = f'IF({month}>{MES_CORTE},"",{computed.formula})'
        return Computed(formula, computed.value if month <= self.month else EMPTY)

    def level(self, node: NodeKey, compliance: str = "", month: int | None = None) -> Computed:
        """Return the word of a node's level at a month, or (None) at the cut-off.

        `compliance` refers to the cell that shows the compliance; without it the calculation sheet's is taken.
        """
        formula = level_formula(
            compliance or self.at_cut_off(node, Monthly.COMPLIANCE).formula,
            self.yearly(node, Yearly.GREEN).formula,
            self.yearly(node, Yearly.YELLOW).formula,
        )
        return Computed(formula, level_word(self.level_at(node, self.month if month is None else month)))

    def level_at(self, node: NodeKey, month: int) -> Level:
        """Return the level of a node at a month."""
        scores = self.scores[month]
        if node is None:
            return scores.figures.level
        if isinstance(node, int):
            return next(item.figures.level for item in scores.objectives if item.objective.number == node)
        return self._scored[node.id][month].level

    def indicator_score(self, indicator: Indicator) -> IndicatorScore:
        """Return the score of an indicator at the month of the export."""
        return self._scored[indicator.id][self.month]

    def month_result(self, indicator: Indicator, month: int) -> Computed:
        """Return a month's own result: its numerator, over its divisor where it has one."""
        numerator, active = self.at(indicator, Monthly.NUMERATOR, month), self.at(indicator, Monthly.ACTIVE, month)
        divisor = self._month_divisor(indicator, month)
        text, value = numerator.formula, numerator.value
        if divisor:
            text = f'IF(ISNUMBER({divisor.formula}),IF({divisor.formula}=0,"",{text}/{divisor.formula}),"")'
            value = numerator.amount / divisor.amount if divisor.amount else EMPTY
        if not active.value or not isinstance(numerator.value, Decimal):
            value = EMPTY
        return Computed(f'IF(AND({active.formula}=1,ISNUMBER({numerator.formula})),{text},"")', value)

    def _month_divisor(self, indicator: Indicator, month: int) -> Computed | None:
        place = self.rules[indicator.id].month_divisor
        if isinstance(place, Monthly):
            return self.at(indicator, place, month)
        return None if place is None else self.yearly(indicator, place)
