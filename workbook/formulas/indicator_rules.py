"""The rules of scoring as workbook formulas, as far as the kinds of indicator share them (docs/scoring.md).

The calculation sheet has a row for each indicator and, for each of `Monthly`, a column for each cut-off month, so
that a formula reads like the rule it states. Only functions of Excel 2007 are used. A value that does not exist is
the empty text; every comparison is guarded with ISNUMBER, because a text is greater than any number.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from decimal import Decimal

from scoring.arithmetic.measure import is_limit
from scoring.arithmetic.readings import Reading
from scoring.model import Indicator
from scoring.model import formula as expressions
from workbook.formulas.calculation_columns import Monthly, Yearly, letters
from workbook.model.formula_references import column_letter
from workbook.model.layout import FollowUpRows


class IndicatorRules(ABC):
    """The formulas of one indicator, which has the row `row` of the calculation sheet; each kind has a class."""

    months_are_quotients = True
    """Whether a month's numerator is divided by the formula's denominator before the months are put together."""
    has_denominators = False
    """Whether the months' denominators are kept apart from their numerators."""
    needs_target = True

    def __init__(self, indicator: Indicator, rows: FollowUpRows, row: int) -> None:
        self.indicator = indicator
        self.rows = rows
        self.row = row
        self.expression = expressions.parse(indicator.formula)

    # What each kind defines.

    @property
    @abstractmethod
    def description(self) -> str:
        """How the months become one result, in words."""

    @property
    def month_divisor(self) -> Yearly | Monthly | None:
        """Where the calculation sheet has what a month's numerator is divided by, to be shown; None for nothing."""
        return None

    @property
    def compliance_counts_gaps(self) -> bool:
        """Whether a month without report leaves the result as it is, so that compliance is multiplied by κ."""
        return True

    def divisor(self) -> str:
        """Return what the results are divided by or compared with; empty where there is nothing of the kind."""
        return ""

    def divisor_value(self, _constants: Mapping[str, Decimal]) -> Decimal | None:
        """Return the value of the divisor, from the constants that are known."""
        return None

    def nothing_reported(self, month: int) -> str:
        """Return the condition under which there is no result up to a month."""
        return f"SUM({self.upto(Monthly.REPORTED_MONTH, month)})=0"

    @abstractmethod
    def accumulated(self, month: int) -> str:
        """Return how the reported months up to a month become a result."""

    def compared(self, month: int) -> str:
        """Return the result up to a month divided by what was to be reached."""
        return self.held(self.at(Monthly.RESULT, month), self.yearly(Yearly.TARGET))

    # References.

    def at(self, monthly: Monthly, month: int) -> str:
        """Refer to a value of a month."""
        return f"{letters(monthly, month)}{self.row}"

    def upto(self, monthly: Monthly, month: int) -> str:
        """Refer to the values from January to a month."""
        return f"${letters(monthly, 1)}{self.row}:{letters(monthly, month)}{self.row}"

    def yearly(self, name: Yearly) -> str:
        """Refer to a value of the year."""
        return f"${column_letter(name)}{self.row}"

    def baseline(self) -> str:
        """Refer to the baseline; empty where the indicator has none."""
        return self.rows.constants(self.indicator).get(self.indicator.baseline or "", "")

    # The months.

    def numerator(self, month: int) -> str:
        """Return the month's numerator, or the quotient where months are quotients, once all variables have values."""
        tree = self.expression.numerator
        if self.expression.denominator and self.months_are_quotients:
            tree = expressions.Operation("/", tree, self.expression.denominator)
        return self._monthly(tree, month)

    def numerator_value(self, reading: Reading) -> Decimal | None:
        """Return the value of that formula."""
        if reading.numerator is None or not (self.expression.denominator and self.months_are_quotients):
            return reading.numerator
        return reading.numerator / reading.denominator if reading.denominator else None

    def denominator(self, month: int) -> str:
        """Return the month's denominator, which is 1 where the formula divides by nothing."""
        return self._monthly(self.expression.denominator or expressions.Number(Decimal(1)), month)

    def _monthly(self, tree: expressions.Node, month: int) -> str:
        text = expressions.write(tree, self.rows.references(self.indicator, month))
        if expressions.divisors(tree):
            text = f'IFERROR({text},"")'
        needed = [f"COUNT({self.rows.variables_in(self.indicator, month)})={len(self.indicator.variables)}"]
        constants = self.constants_in(tree)
        if constants:
            needed.append(f"COUNT({','.join(constants)})={len(constants)}")
        condition = needed[0] if len(needed) == 1 else f"AND({','.join(needed)})"
        return f'IF({condition},{text},"")'

    def constants_in(self, *trees: expressions.Node | None) -> list[str]:
        """Refer to the constants that some expressions name; of a whole formula's two, to the baseline too."""
        used = frozenset[str]().union(*(expressions.names(tree) for tree in trees if tree))
        return [
            reference
            for name, reference in self.rows.constants(self.indicator).items()
            if name in used or (len(trees) > 1 and name == self.indicator.baseline)
        ]

    def active(self, month: int) -> str:
        """Tell whether the month counts, 1 or 0: not where it is NP."""
        return f"IF({self.marked(month)},0,1)"

    def marked(self, month: int) -> str:
        """Return the condition that the month is NP."""
        return f'COUNTIF({self.rows.variables_in(self.indicator, month)},"NP")>0'

    def reported_month(self, month: int) -> str:
        """Tell whether an active month has values for all its variables, 1 or 0."""
        typed = self.rows.variables_in(self.indicator, month)
        return f"IF(AND({self.at(Monthly.ACTIVE, month)}=1,COUNT({typed})={len(self.indicator.variables)}),1,0)"

    def share(self, month: int) -> str:
        """Return what the month carries of the year, before it is divided by the sum of all."""
        active = self.at(Monthly.ACTIVE, month)
        if not any(self.indicator.programme):
            return active
        planned = "+".join(
            f"{self.at(Monthly.ACTIVE, m)}*{share:f}"
            for m, share in enumerate(self.indicator.programme, start=1)
            if share and m in self.indicator.months
        )
        if not planned:
            return active
        return f"{active}*IF({planned}=0,1,{self.indicator.programme[month - 1]:f})"

    # The year.

    def is_active(self) -> str:
        """Tell whether any month is active, 1 or 0."""
        return f"IF(SUM({self.upto(Monthly.ACTIVE, 12)})>0,1,0)"

    def ready(self) -> str:
        """Tell whether what the rule needs is there, 1 or 0; empty where that depends on no cell."""
        if self.indicator.lacks_target:
            return ""
        constants = self.constants_in(self.expression.numerator, self.expression.denominator)
        text = "1"
        divisor = self.expression.denominator
        variables = {item.name for item in self.indicator.variables}
        if divisor and not expressions.names(divisor) & variables and expressions.names(divisor):
            text = f"IF(IFERROR({expressions.write(divisor, self.rows.constants(self.indicator))},0)=0,0,{text})"
        if base := self.baseline():
            text = f"IF({base}<=0,0,{text})"
        return f"IF(COUNT({','.join(constants)})<{len(constants)},0,{text})" if constants else ""

    # The cut-off.

    def programmed(self, month: int) -> str:
        """Return the programmed share p: how much of the year was due."""
        all_shares = self.upto(Monthly.SHARE, 12)
        return f"IF({self.yearly(Yearly.ACTIVE)}=0,0,SUM({self.upto(Monthly.SHARE, month)})/SUM({all_shares}))"

    def reported(self, month: int) -> str:
        """Return the reported share κ: how much of what was due was reported."""
        shares, got = self.upto(Monthly.SHARE, month), self.upto(Monthly.REPORTED_MONTH, month)
        return self._where_due(month, f"SUMPRODUCT({shares},{got})/SUM({shares})")

    def _where_due(self, month: int, text: str) -> str:
        return f'IF(SUM({self.upto(Monthly.SHARE, month)})=0,"",{text})'

    def result(self, month: int) -> str:
        """Return the result R over the reported months up to the cut-off."""
        unready = f"{self.yearly(Yearly.READY)}=0"
        return f'IF({unready},"",IF({self.nothing_reported(month)},"",{self.accumulated(month)}))'

    def raw(self, month: int) -> str:
        """Return R divided by the target or compared with it, uncapped."""
        result, programmed = self.at(Monthly.RESULT, month), self.at(Monthly.PROGRAMMED, month)
        return f'IF(AND({programmed}>0,ISNUMBER({result})),{self.compared(month)},"")'

    def held(self, result: str, target: str) -> str:
        """Divide a result by a target to be reached, or compare it with a limit not to be passed."""
        value = self.indicator.target or Decimal(0)
        if is_limit(self.indicator):
            beyond = f"1-({result}-{target})/ABS({target})" if value else "0"
            return f"IF({result}<={target},1,{beyond})"
        if not value:
            return f"IF({result}>=0,1,0)"
        return f"{result}/{target}" if value > 0 else f"1+({result}-{target})/ABS({target})"

    def compliance(self, month: int) -> str:
        """Return the compliance C: the raw result between 0 and 1, times κ where a gap would not lower it by itself."""
        raw = self.at(Monthly.RAW, month)
        text = f"MAX(0,MIN(1,{raw}))"
        if self.compliance_counts_gaps:
            text += f"*{self.at(Monthly.REPORTED, month)}"
        return f'IF({self.at(Monthly.PROGRAMMED, month)}>0,IF(ISNUMBER({raw}),{text},0),"")'

    def progress(self, month: int) -> str:
        """Return the progress V: the share of the year's target that is reached."""
        compliance = self.at(Monthly.COMPLIANCE, month)
        return f"IF(ISNUMBER({compliance}),{compliance}*{self.at(Monthly.PROGRAMMED, month)},0)"
