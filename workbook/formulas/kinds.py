"""What each kind of indicator has of its own, as formulas: the one module of the workbook that a new kind is added to.

A kind is a subclass of `IndicatorRules` that says how reported months become a result, and what it does otherwise
than most; `RULES` lists them. Each formula's letters are those of docs/scoring.md.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from scoring.arithmetic.measure import is_limit
from scoring.messages import _
from scoring.model import Aggregate, Indicator, Kind
from scoring.model import formula as expressions
from workbook.formulas.calculation_columns import Monthly, Yearly
from workbook.formulas.indicator_rules import IndicatorRules
from workbook.model.layout import FollowUpRows


class SumRules(IndicatorRules):
    """The months add up to the year; a gap lowers the result by itself."""

    months_are_quotients = False

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        return _("Acumulado: la suma de los meses")

    @property
    def month_divisor(self) -> Yearly | None:
        """Where the divisor of a month is."""
        return Yearly.DIVISOR if self.expression.denominator else None

    @property
    def compliance_counts_gaps(self) -> bool:
        """Whether a gap leaves the result as it is."""
        return is_limit(self.indicator)

    def divisor(self) -> str:
        """Return the formula's denominator, which holds constants and numbers only."""
        tree = self.expression.denominator
        if tree is None:
            return ""
        text = expressions.write(tree, self.rows.constants(self.indicator))
        constants = self.constants_in(tree)
        if constants:
            return f'IF(COUNT({",".join(constants)})={len(constants)},IFERROR({text},""),"")'
        return text

    def divisor_value(self, constants: Mapping[str, Decimal]) -> Decimal | None:
        """Return the value of the divisor, from the constants that are known."""
        tree = self.expression.denominator
        known = tree is not None and expressions.names(tree) <= constants.keys()
        return expressions.evaluate(tree, constants) if tree is not None and known else None

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        return _total(self, month) + (f"/{self.yearly(Yearly.DIVISOR)}" if self.expression.denominator else "")

    def compared(self, month: int) -> str:
        """Divide the sum by what was due of the target."""
        due = f"({self.yearly(Yearly.TARGET)}*{self.at(Monthly.PROGRAMMED, month)})"
        return self.held(self.at(Monthly.RESULT, month), due)

    def progress(self, month: int) -> str:
        """Return the sum over the whole target; a limit progresses as the other kinds do."""
        if is_limit(self.indicator):
            return super().progress(month)
        reached = self.held(self.at(Monthly.RESULT, month), self.yearly(Yearly.TARGET))
        return f"IF(ISNUMBER({self.at(Monthly.RAW, month)}),MAX(0,MIN(1,{reached})),0)"


class RatioRules(IndicatorRules):
    """The sum of the numerators over the sum of the denominators; a month of 0 over 0 is not active."""

    months_are_quotients = False
    has_denominators = True

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        return _("Razón: suma de numeradores sobre suma de denominadores")

    @property
    def month_divisor(self) -> Monthly:
        """Where the divisor of a month is."""
        return Monthly.DENOMINATOR

    def active(self, month: int) -> str:
        """Tell whether the month counts, 1 or 0: neither where it is NP nor where it is 0 over 0."""
        num, den = self.at(Monthly.NUMERATOR, month), self.at(Monthly.DENOMINATOR, month)
        return f"IF({self.marked(month)},0,IF(COUNT({num},{den})=2,IF(AND({num}=0,{den}=0),0,1),1))"

    def nothing_reported(self, month: int) -> str:
        """Return the condition under which there is no result: nothing to divide by."""
        return f"{self._below(month)}=0"

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        return f"{_total(self, month)}/{self._below(month)}"

    def _below(self, month: int) -> str:
        return f"SUMPRODUCT({self.upto(Monthly.DENOMINATOR, month)},{self.upto(Monthly.REPORTED_MONTH, month)})"


class LevelRules(IndicatorRules):
    """The last reported month, or the mean of the reported ones."""

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        if self.indicator.aggregate is Aggregate.MEAN:
            return _("Nivel: el promedio de los meses")
        return _("Nivel: el último mes reportado")

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        if self.indicator.aggregate is Aggregate.MEAN:
            return _mean(self, month)
        return _last(self, month, self.at(Monthly.NUMERATOR, month))


class BaselineRules(IndicatorRules):
    """What the kinds that compare with a baseline share: the baseline is in the divisor's column."""

    def divisor(self) -> str:
        """Return the baseline."""
        return f'IF(ISNUMBER({base}),{base},"")' if (base := self.baseline()) else ""

    def divisor_value(self, constants: Mapping[str, Decimal]) -> Decimal | None:
        """Return the value of the divisor, from the constants that are known."""
        return constants.get(self.indicator.baseline or "")


class ReductionRules(BaselineRules):
    """How far the mean of the months lies below the baseline, as a share of it."""

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        return _("Reducción: cuánto baja el promedio mensual frente a la línea base")

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        base = self.yearly(Yearly.DIVISOR)
        return f"({base}-{_mean(self, month)})/{base}"


class CeilingRules(BaselineRules):
    """How far the last reported month lies above the baseline, as a share of it."""

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        return _("Tope: cuánto crece el último saldo frente a la línea base")

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        return _last(self, month, f"{self.at(Monthly.NUMERATOR, month)}/{self.yearly(Yearly.DIVISOR)}-1")


class MilestoneRules(IndicatorRules):
    """Reached from the first month with a positive value on; the last active month carries the whole year."""

    needs_target = False

    @property
    def description(self) -> str:
        """How the months become one result, in words."""
        return _("Hito: se cumple o no se cumple")

    @property
    def compliance_counts_gaps(self) -> bool:
        """Whether a gap leaves the result as it is."""
        return False

    def share(self, month: int) -> str:
        """Return what the month carries of the year: all of it in the last active month."""
        active = self.at(Monthly.ACTIVE, month)
        if month == self.indicator.months[-1]:
            return active
        later = f"{self.at(Monthly.ACTIVE, month + 1)}:{self.at(Monthly.ACTIVE, 12)}"
        return f"IF(SUM({later})=0,{active},0)"

    def reported(self, month: int) -> str:
        """Return κ, which is 1 once the milestone is reached."""
        shares, got = self.upto(Monthly.SHARE, month), self.upto(Monthly.REPORTED_MONTH, month)
        reached = f"{self.at(Monthly.COMPLIANCE, month)}=1"
        return self._where_due(month, f"IF({reached},1,SUMPRODUCT({shares},{got})/SUM({shares}))")

    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""
        now, before = self.at(Monthly.NUMERATOR, month), self.at(Monthly.RESULT, month - 1)
        return _last(self, month, f"IF({now}>0,1,IF(ISNUMBER({before}),{before},0))")

    def compared(self, month: int) -> str:
        """Return the result as it is: it is 0 or 1 already."""
        return self.at(Monthly.RESULT, month)

    def progress(self, month: int) -> str:
        """Return the compliance: what is reached is reached for the year."""
        compliance = self.at(Monthly.COMPLIANCE, month)
        return f"IF(ISNUMBER({compliance}),{compliance},0)"


RULES: Final[Mapping[Kind, type[IndicatorRules]]] = {
    Kind.SUM: SumRules,
    Kind.RATIO: RatioRules,
    Kind.LEVEL: LevelRules,
    Kind.REDUCTION: ReductionRules,
    Kind.CEILING: CeilingRules,
    Kind.MILESTONE: MilestoneRules,
}


def rules_for(indicator: Indicator, rows: FollowUpRows, row: int) -> IndicatorRules:
    """Return the formulas of an indicator in the row `row` of the calculation sheet."""
    return RULES[indicator.kind](indicator, rows, row)


def _total(rules: IndicatorRules, month: int) -> str:
    """Return the sum of the reported months' numerators."""
    return f"SUMPRODUCT({rules.upto(Monthly.NUMERATOR, month)},{rules.upto(Monthly.REPORTED_MONTH, month)})"


def _mean(rules: IndicatorRules, month: int) -> str:
    return f"{_total(rules, month)}/SUM({rules.upto(Monthly.REPORTED_MONTH, month)})"


def _last(rules: IndicatorRules, month: int, text: str) -> str:
    """Return `text` in a reported month, and the result of the month before in any other."""
    return f"IF({rules.at(Monthly.REPORTED_MONTH, month)}=1,{text},{rules.at(Monthly.RESULT, month - 1)})"
