"""The rules of scoring as workbook formulas (design: scoring.md, "Symbols", "Kinds" and "Levels").

The calculation sheet has one row for each indicator and, for each `Block` of figures, a column for each cut-off
month, so that a formula reads like the rule it states. Only functions of Excel 2007 are used. A figure that does not
exist is the empty text; every comparison is guarded with ISNUMBER, because a text is greater than any number.
"""

from decimal import Decimal
from enum import IntEnum
from functools import lru_cache
from typing import Final

from scoring.arithmetic.measure import is_limit
from scoring.model import Aggregate, Indicator, Kind
from scoring.model import formula as expressions
from workbook.model.cells import column_letter
from workbook.model.layout import FollowUpRows

FIRST_BLOCK: Final = 14


class Scalar(IntEnum):
    """The columns of the figures that hold for the whole year."""

    KEY = 1
    OBJECTIVE = 2
    WEIGHT = 3
    """As the plan gives it, before it is normalised."""
    ACTIVE = 4
    """Whether any month is active, 1 or 0: a line without one weighs nothing."""
    SHARE = 5
    """The normalised weight: of a line in its objective, of an objective in the plan."""
    GLOBAL = 6
    """The normalised weight of a line in the plan."""
    READY = 7
    """Whether the constants and the target that the rule needs are there, 1 or 0."""
    DIVISOR = 8
    """Give what a sum is divided by, or the baseline; empty where there is none."""
    GREEN = 9
    YELLOW = 10
    OVER = 11
    TARGET = 12


class Block(IntEnum):
    """The figures that are worked out for each month; the later ones are those at that month as cut-off."""

    NUMERATOR = 0
    DENOMINATOR = 1
    ACTIVE = 2
    SHARE = 3
    REPORTED_MONTH = 4
    PROGRAMMED = 5
    REPORTED = 6
    RESULT = 7
    RAW = 8
    COMPLIANCE = 9
    PROGRESS = 10


def column(block: Block, month: int) -> int:
    """Return the column of a block's figure at a month, 0 to 12."""
    return FIRST_BLOCK + 13 * block + month


@lru_cache(maxsize=256)
def letters(block: Block, month: int) -> str:
    """Return the letters of that column."""
    return column_letter(column(block, month))


def whole(value: Decimal | None) -> str:
    """Return a number as formulas write it."""
    return "" if value is None else f"{value:f}"


class IndicatorRules:
    """The formulas of one indicator, which stands in `row` of the calculation sheet."""

    def __init__(self, indicator: Indicator, rows: FollowUpRows, row: int) -> None:
        self.indicator = indicator
        self.rows = rows
        self.row = row
        self.expression = expressions.parse(indicator.formula)

    def at(self, block: Block, month: int) -> str:
        """Refer to a figure of a month."""
        return f"{letters(block, month)}{self.row}"

    def upto(self, block: Block, month: int) -> str:
        """Refer to a block's figures from January to a month."""
        return f"${letters(block, 1)}{self.row}:{letters(block, month)}{self.row}"

    def scalar(self, name: Scalar) -> str:
        """Refer to a figure of the year."""
        return f"${column_letter(name)}{self.row}"

    def numerator(self, month: int) -> str:
        """Give the month's numerator once all its inputs are there; for a level with a divisor, the quotient."""
        tree = self.expression.numerator
        if self.expression.denominator and self.indicator.kind not in {Kind.SUM, Kind.RATIO}:
            tree = expressions.Operation("/", tree, self.expression.denominator)
        return self._monthly(tree, month)

    def denominator(self, month: int) -> str:
        """Give the month's denominator of a ratio, which is 1 where the expression divides by nothing."""
        return self._monthly(self.expression.denominator or expressions.Number(Decimal(1)), month)

    def _monthly(self, tree: expressions.Node, month: int) -> str:
        figures = self.rows.figures(self.indicator, month)
        text = expressions.write(tree, figures)
        if expressions.divisors(tree):
            text = f'IFERROR({text},"")'
        needed = [f"COUNT({self.rows.inputs_in(self.indicator, month)})={len(self.indicator.variables)}"]
        constants = self._constants_in(tree)
        if constants:
            needed.append(f"COUNT({','.join(constants)})={len(constants)}")
        condition = needed[0] if len(needed) == 1 else f"AND({','.join(needed)})"
        return f'IF({condition},{text},"")'

    def _constants_in(self, *trees: expressions.Node | None) -> list[str]:
        used = frozenset[str]().union(*(expressions.names(tree) for tree in trees if tree))
        return [
            reference
            for name, reference in self.rows.constants(self.indicator).items()
            if name in used or (len(trees) > 1 and name == self.indicator.baseline)
        ]

    def active(self, month: int) -> str:
        """Tell whether the month counts: not NP, and for a ratio not 0 over 0."""
        marked = f'COUNTIF({self.rows.inputs_in(self.indicator, month)},"NP")>0'
        if self.indicator.kind is not Kind.RATIO:
            return f"IF({marked},0,1)"
        num, den = self.at(Block.NUMERATOR, month), self.at(Block.DENOMINATOR, month)
        return f"IF({marked},0,IF(COUNT({num},{den})=2,IF(AND({num}=0,{den}=0),0,1),1))"

    def reported_month(self, month: int) -> str:
        """Tell whether an active month has all its inputs."""
        inputs = self.rows.inputs_in(self.indicator, month)
        return f"IF(AND({self.at(Block.ACTIVE, month)}=1,COUNT({inputs})={len(self.indicator.variables)}),1,0)"

    def share(self, month: int) -> str:
        """Give what the month carries of the year, before it is divided by the sum of all."""
        active = self.at(Block.ACTIVE, month)
        if self.indicator.kind is Kind.MILESTONE:
            if month == self.indicator.months[-1]:
                return active
            later = f"{self.at(Block.ACTIVE, month + 1)}:{self.at(Block.ACTIVE, 12)}"
            return f"IF(SUM({later})=0,{active},0)"
        if not any(self.indicator.programme):
            return active
        planned = "+".join(
            f"{self.at(Block.ACTIVE, m)}*{whole(share)}"
            for m, share in enumerate(self.indicator.programme, start=1)
            if share and m in self.indicator.months
        )
        if not planned:
            return active
        return f"{active}*IF({planned}=0,1,{whole(self.indicator.programme[month - 1])})"

    def is_active(self) -> str:
        """Tell whether any month is active."""
        return f"IF(SUM({self.upto(Block.ACTIVE, 12)})>0,1,0)"

    def ready(self) -> str:
        """Tell whether what the rule needs is there; an empty text stands for a constant 1."""
        constants = self._constants_in(self.expression.numerator, self.expression.denominator)
        text = "1"
        divisor = self.expression.denominator
        inputs = {item.name for item in self.indicator.variables}
        if divisor and not expressions.names(divisor) & inputs and expressions.names(divisor):
            text = f"IF(IFERROR({expressions.write(divisor, self.rows.constants(self.indicator))},0)=0,0,{text})"
        if base := self._baseline():
            text = f"IF({base}<=0,0,{text})"
        return f"IF(COUNT({','.join(constants)})<{len(constants)},0,{text})" if constants else ""

    def _baseline(self) -> str:
        return self.rows.constants(self.indicator).get(self.indicator.baseline or "", "")

    def divisor(self) -> str:
        """Give what a sum is divided by, or the baseline of a reduction or a ceiling."""
        if self.indicator.kind is Kind.SUM and self.expression.denominator:
            tree = self.expression.denominator
            text = expressions.write(tree, self.rows.constants(self.indicator))
            constants = self._constants_in(tree)
            if constants:
                return f'IF(COUNT({",".join(constants)})={len(constants)},IFERROR({text},""),"")'
            return text
        if self.indicator.kind in {Kind.REDUCTION, Kind.CEILING} and (base := self._baseline()):
            return f'IF(ISNUMBER({base}),{base},"")'
        return ""

    def programmed(self, month: int) -> str:
        """Give p, the share of the year that was due."""
        all_shares = self.upto(Block.SHARE, 12)
        return f"IF({self.scalar(Scalar.ACTIVE)}=0,0,SUM({self.upto(Block.SHARE, month)})/SUM({all_shares}))"

    def reported(self, month: int) -> str:
        """Give κ, the share of what was due that was reported."""
        shares, got = self.upto(Block.SHARE, month), self.upto(Block.REPORTED_MONTH, month)
        text = f"SUMPRODUCT({shares},{got})/SUM({shares})"
        if self.indicator.kind is Kind.MILESTONE:
            text = f"IF({self.at(Block.COMPLIANCE, month)}=1,1,{text})"
        return f'IF(SUM({shares})=0,"",{text})'

    def result(self, month: int) -> str:
        """Give R over the reported months up to the cut-off."""
        got, numerators = self.upto(Block.REPORTED_MONTH, month), self.upto(Block.NUMERATOR, month)
        before = self.at(Block.RESULT, month - 1)
        this, now = self.at(Block.REPORTED_MONTH, month), self.at(Block.NUMERATOR, month)
        base = self.scalar(Scalar.DIVISOR)
        total = f"SUMPRODUCT({numerators},{got})"
        some = f"SUM({got})=0"
        match self.indicator.kind:
            case Kind.SUM:
                text = total + (f"/{base}" if self.expression.denominator else "")
            case Kind.RATIO:
                below = f"SUMPRODUCT({self.upto(Block.DENOMINATOR, month)},{got})"
                some, text = f"{below}=0", f"{total}/{below}"
            case Kind.LEVEL if self.indicator.aggregate is Aggregate.MEAN:
                text = f"{total}/SUM({got})"
            case Kind.LEVEL:
                text = f"IF({this}=1,{now},{before})"
            case Kind.REDUCTION:
                text = f"({base}-{total}/SUM({got}))/{base}"
            case Kind.CEILING:
                text = f"IF({this}=1,{now}/{base}-1,{before})"
            case Kind.MILESTONE:
                text = f"IF({this}=1,IF({now}>0,1,IF(ISNUMBER({before}),{before},0)),{before})"
        return f'IF({self.scalar(Scalar.READY)}=0,"",IF({some},"",{text}))'

    def raw(self, month: int) -> str:
        """Give R held against the target, uncapped."""
        result, programmed = self.at(Block.RESULT, month), self.at(Block.PROGRAMMED, month)
        target = self.scalar(Scalar.TARGET)
        text = result
        if self.indicator.kind is not Kind.MILESTONE:
            against = f"({target}*{programmed})" if self.indicator.kind is Kind.SUM else target
            text = self._held(result, against)
        return f'IF(AND({programmed}>0,ISNUMBER({result})),{text},"")'

    def _held(self, result: str, target: str) -> str:
        """Hold a result against a target to be reached or a limit not to be passed."""
        value = self.indicator.target or Decimal(0)
        if is_limit(self.indicator):
            beyond = f"1-({result}-{target})/ABS({target})" if value else "0"
            return f"IF({result}<={target},1,{beyond})"
        if not value:
            return f"IF({result}>=0,1,0)"
        return f"{result}/{target}" if value > 0 else f"1+({result}-{target})/ABS({target})"

    def compliance(self, month: int) -> str:
        """Give C, the raw result between 0 and 1, times κ where a gap would not lower it by itself."""
        raw = self.at(Block.RAW, month)
        text = f"MAX(0,MIN(1,{raw}))"
        if self.indicator.kind is not Kind.MILESTONE and (
            self.indicator.kind is not Kind.SUM or is_limit(self.indicator)
        ):
            text += f"*{self.at(Block.REPORTED, month)}"
        return f'IF({self.at(Block.PROGRAMMED, month)}>0,IF(ISNUMBER({raw}),{text},0),"")'

    def progress(self, month: int) -> str:
        """Give V, the share of the year's target that is reached."""
        compliance = self.at(Block.COMPLIANCE, month)
        if self.indicator.kind is Kind.SUM and not is_limit(self.indicator):
            reached = self._held(self.at(Block.RESULT, month), self.scalar(Scalar.TARGET))
            return f"IF(ISNUMBER({self.at(Block.RAW, month)}),MAX(0,MIN(1,{reached})),0)"
        if self.indicator.kind is Kind.MILESTONE:
            return f"IF(ISNUMBER({compliance}),{compliance},0)"
        return f"IF(ISNUMBER({compliance}),{compliance}*{self.at(Block.PROGRAMMED, month)},0)"
