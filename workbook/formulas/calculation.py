"""The hidden calculation sheet: every figure of every node at every cut-off month, live from Seguimiento's inputs.

The visible sheets pick their figures from here, at the month in `mes_corte` or at a month of their own; each comes as
a formula together with the value of the score that it must give.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.arithmetic.measure import Measure
from scoring.arithmetic.readings import Reading, constants, readings, shares
from scoring.arithmetic.rollup import Figures, IndicatorScore, ObjectiveScore, PlanScore, score
from scoring.model import MONTHS, Indicator, Kind, Plan
from scoring.model.formula import evaluate, names
from workbook.formulas.rules import Block, IndicatorRules, Scalar, column, letters
from workbook.model.cells import MES_CORTE, Sheet, Shown, Style, column_letter
from workbook.model.layout import FollowUpRows

FIRST_ROW: Final = 3
_PLAIN: Final = Style(size=8)
_EMPTY: Final = ""
"""What stands for a figure that does not exist."""
_NOTHING: Final = '""'
"""The formula of a figure that never exists: a reference to a blank cell would be 0 in Excel."""


class Drawn(NamedTuple):
    """A figure for a visible sheet: the formula that fetches it, and its value."""

    formula: str
    value: Shown


def scores_of(plan: Plan) -> tuple[PlanScore, ...]:
    """Score a plan at every cut-off month, 0 to 12."""
    return tuple(score(plan, month) for month in range(13))


def amount(drawn: Drawn) -> Decimal:
    """Return a figure's value as a number; one that does not exist counts as nothing."""
    return drawn.value if isinstance(drawn.value, Decimal) else Decimal(0)


class Calculation:
    """The calculation sheet of one plan, and the way to its figures."""

    def __init__(self, plan: Plan, name: str, rows: FollowUpRows, scores: Sequence[PlanScore], month: int) -> None:
        self.plan = plan
        self.scores = scores
        self.month = month
        self.sheet = Sheet(name, hidden=True)
        self._rows = rows
        self._lines = {line.id: FIRST_ROW + at for at, line in enumerate(plan.indicators)}
        first = FIRST_ROW + len(self._lines)
        self._objectives = {o.number: first + at for at, o in enumerate(plan.objectives)}
        self.plan_row = first + len(self._objectives)
        self._fill()

    def row(self, node: Indicator | int | None) -> int:
        """Return the row of an indicator, of an objective by its number, or (None) of the plan."""
        if node is None:
            return self.plan_row
        return self._objectives[node] if isinstance(node, int) else self._lines[node.id]

    def scalar(self, node: Indicator | int | None, name: Scalar) -> Drawn:
        """Return a figure of the year."""
        row = self.row(node)
        return Drawn(self.sheet.at(row, name), self.sheet.cells[row, name].value)

    def at(self, node: Indicator | int | None, block: Block, month: int) -> Drawn:
        """Return a figure at a month."""
        row, at = self.row(node), column(block, month)
        cell = self.sheet.cells.get((row, at))
        return Drawn(self.sheet.at(row, at), cell.value if cell else _EMPTY)

    def at_cut_off(self, node: Indicator | int | None, block: Block) -> Drawn:
        """Return a figure at the month in `mes_corte`."""
        row = self.row(node)
        stretch = self.sheet.along(row, column(block, 0), column(block, 12))
        return Drawn(f"INDEX({stretch},1,{MES_CORTE}+1)", self.at(node, block, self.month).value)

    def until_cut_off(self, node: Indicator | int | None, block: Block, month: int) -> Drawn:
        """Return a figure at a month, empty where the month lies after `mes_corte`."""
        drawn = self.at(node, block, month)
        return Drawn(f'IF({month}>{MES_CORTE},"",{drawn.formula})', drawn.value if month <= self.month else _EMPTY)

    def month_figure(self, indicator: Indicator, month: int) -> Drawn:
        """Return a month's own figure, numerator over denominator."""
        num, active = self.at(indicator, Block.NUMERATOR, month), self.at(indicator, Block.ACTIVE, month)
        divided = self._divisor_of(indicator, month)
        if not isinstance(num.value, Decimal) or not active.value:
            value: Shown = _EMPTY
        elif divided is None:
            value = num.value
        else:
            value = num.value / divided.value if isinstance(divided.value, Decimal) and divided.value else _EMPTY
        text = num.formula
        if divided:
            text = f'IF(ISNUMBER({divided.formula}),IF({divided.formula}=0,"",{text}/{divided.formula}),"")'
        return Drawn(f'IF(AND({active.formula}=1,ISNUMBER({num.formula})),{text},"")', value)

    def _divisor_of(self, indicator: Indicator, month: int) -> Drawn | None:
        if indicator.kind is Kind.RATIO:
            return self.at(indicator, Block.DENOMINATOR, month)
        divides = IndicatorRules(indicator, self._rows, 0).expression.denominator is not None
        return self.scalar(indicator, Scalar.DIVISOR) if divides and indicator.kind is Kind.SUM else None

    # Filling.

    def _fill(self) -> None:
        sheet = self.sheet
        for name in Scalar:
            sheet.put(2, name, name.name.lower(), _PLAIN)
        for block in Block:
            sheet.put(1, column(block, 0), block.name.lower(), _PLAIN)
            for month in range(13):
                sheet.put(2, column(block, month), Decimal(month), _PLAIN)
        for at, line in enumerate(self.scores[0].indicators):
            self._line(line, [score.indicators[at] for score in self.scores])
        for at, objective in enumerate(self.scores[0].objectives):
            self._objective(objective, [score.objectives[at].figures for score in self.scores])
        row = self.plan_row
        sheet.put(row, Scalar.KEY, "plan", _PLAIN)
        children = (self.plan_row - len(self._objectives), self.plan_row - 1)
        self._roll_up(row, children, [score.figures for score in self.scores])

    def _put(self, row: int, column: int, value: Shown, formula: str = "") -> None:
        self.sheet.put(row, column, value, _PLAIN, formula)

    def _line(self, scored: IndicatorScore, lines: Sequence[IndicatorScore]) -> None:
        indicator = scored.indicator
        row = self._lines[indicator.id]
        rules = IndicatorRules(indicator, self._rows, row)
        months = readings(indicator, self.plan.values)
        self._line_scalars(scored, rules)
        self._line_months(rules, months)
        measures = [scored.measure for scored in lines]
        for block, formula, start in (
            (Block.PROGRAMMED, rules.programmed, Decimal(0)),
            (Block.REPORTED, rules.reported, _EMPTY),
            (Block.RESULT, rules.result, _EMPTY),
            (Block.RAW, rules.raw, _EMPTY),
            (Block.COMPLIANCE, rules.compliance, _EMPTY),
            (Block.PROGRESS, rules.progress, Decimal(0)),
        ):
            self._put(row, column(block, 0), start, _NOTHING if start == _EMPTY else "")
            for month in MONTHS:
                self._put(row, column(block, month), _figure(measures[month], block), formula(month))

    def _line_scalars(self, scored: IndicatorScore, rules: IndicatorRules) -> None:
        indicator, row = scored.indicator, rules.row
        group = self._objectives[indicator.objective]
        first, last = self._span(indicator.objective)
        weight, active = (column_letter(Scalar.WEIGHT), column_letter(Scalar.ACTIVE))
        total = f"SUMPRODUCT({weight}${first}:{weight}${last},{active}${first}:{active}${last})"
        thresholds = indicator.thresholds or self.plan.thresholds
        self._put(row, Scalar.KEY, indicator.id)
        self._put(row, Scalar.OBJECTIVE, Decimal(indicator.objective))
        self._put(row, Scalar.WEIGHT, indicator.weight)
        self._put(row, Scalar.ACTIVE, Decimal(int(scored.measure.active)), rules.is_active())
        self._put(row, Scalar.SHARE, scored.weight, f"IF({total}=0,0,{weight}{row}*{active}{row}/{total})")
        share = column_letter(Scalar.SHARE)
        self._put(row, Scalar.GLOBAL, scored.global_weight, f"{share}{row}*{share}{group}")
        missing_target = indicator.target is None and indicator.kind is not Kind.MILESTONE
        ready = "" if missing_target else rules.ready()
        self._put(row, Scalar.READY, Decimal(int(not scored.measure.missing)), ready)
        if formula := rules.divisor():
            self._put(row, Scalar.DIVISOR, self._divisor(indicator, rules), formula)
        self._put(row, Scalar.GREEN, thresholds.green)
        self._put(row, Scalar.YELLOW, thresholds.yellow)
        self._put(row, Scalar.OVER, thresholds.over)
        if indicator.target is not None:
            self._put(row, Scalar.TARGET, indicator.target)

    def _divisor(self, indicator: Indicator, rules: IndicatorRules) -> Shown:
        known = constants(indicator, self.plan.values)
        if indicator.kind is not Kind.SUM:
            return known.get(indicator.baseline or "", _EMPTY)
        tree = rules.expression.denominator
        return evaluate(tree, known) if tree and names(tree) <= known.keys() else _EMPTY

    def _line_months(self, rules: IndicatorRules, months: Sequence[Reading]) -> None:
        indicator, row = rules.indicator, rules.row
        by_share = shares(indicator, tuple(months))
        read = {reading.month: reading for reading in months}
        for month in MONTHS:
            reading = read.get(month)
            if reading is None:
                for block in (Block.ACTIVE, Block.SHARE, Block.REPORTED_MONTH):
                    self._put(row, column(block, month), Decimal(0))
                continue
            at = {block: column(block, month) for block in Block}
            divides = rules.expression.denominator is not None
            numerator = _numerator(indicator, reading, divides=divides)
            self._put(row, at[Block.NUMERATOR], numerator, rules.numerator(month))
            if indicator.kind is Kind.RATIO:
                value = _EMPTY if reading.denominator is None else reading.denominator
                self._put(row, at[Block.DENOMINATOR], value, rules.denominator(month))
            got = reading.active and reading.reported
            self._put(row, at[Block.ACTIVE], Decimal(int(reading.active)), rules.active(month))
            self._put(row, at[Block.SHARE], by_share.get(month, Decimal(0)), rules.share(month))
            self._put(row, at[Block.REPORTED_MONTH], Decimal(int(got)), rules.reported_month(month))

    def _span(self, objective: int) -> tuple[int, int]:
        """Return the first and last row of an objective's lines."""
        rows = [self._lines[indicator.id] for indicator in self.plan.indicators if indicator.objective == objective]
        return min(rows), max(rows)

    def _objective(self, objective: ObjectiveScore, figures: Sequence[Figures]) -> None:
        number = objective.objective.number
        row = self._objectives[number]
        if not objective.indicators:
            self._empty_objective(row, objective)
            return
        first, last = self._span(number)
        begin, end = self.plan_row - len(self._objectives), self.plan_row - 1
        active, weight = column_letter(Scalar.ACTIVE), column_letter(Scalar.WEIGHT)
        total = f"SUMPRODUCT({weight}${begin}:{weight}${end},{active}${begin}:{active}${end})"
        counts = any(scored.measure.active for scored in objective.indicators)
        self._put(row, Scalar.KEY, f"objective {number}")
        self._put(row, Scalar.WEIGHT, objective.objective.weight)
        self._put(row, Scalar.ACTIVE, Decimal(int(counts)), f"IF(SUM({active}{first}:{active}{last})>0,1,0)")
        self._put(row, Scalar.SHARE, objective.weight, f"IF({total}=0,0,{weight}{row}*{active}{row}/{total})")
        self._roll_up(row, (first, last), figures)

    def _empty_objective(self, row: int, objective: ObjectiveScore) -> None:
        """Write an objective that nothing measures: it weighs nothing and has no figures."""
        self._put(row, Scalar.KEY, f"objective {objective.objective.number}")
        self._put(row, Scalar.WEIGHT, objective.objective.weight)
        for name in (Scalar.ACTIVE, Scalar.SHARE):
            self._put(row, name, Decimal(0))
        self._put(row, Scalar.GREEN, self.plan.thresholds.green)
        self._put(row, Scalar.YELLOW, self.plan.thresholds.yellow)
        for month in range(13):
            for block in (Block.PROGRAMMED, Block.PROGRESS):
                self._put(row, column(block, month), Decimal(0))
            for block in (Block.COMPLIANCE, Block.REPORTED):
                self._put(row, column(block, month), _EMPTY, _NOTHING)

    def _roll_up(self, row: int, children: tuple[int, int], figures: Sequence[Figures]) -> None:
        """Weigh a node's children, at each month; compliance and κ over those with something due."""
        first, last = children
        share = column_letter(Scalar.SHARE)
        weights = f"${share}${first}:${share}${last}"
        thresholds = self.plan.thresholds
        self._put(row, Scalar.GREEN, thresholds.green)
        self._put(row, Scalar.YELLOW, thresholds.yellow)
        for month in range(13):

            def span(block: Block, month: int = month) -> str:
                return f"{letters(block, month)}${first}:{letters(block, month)}${last}"

            due = f'SUMIF({span(Block.COMPLIANCE)},">=0",{weights})'
            total = f"SUM({weights})"
            at = figures[month]
            for block, value, formula in (
                (
                    Block.PROGRAMMED,
                    at.programmed,
                    f"IF({total}=0,0,SUMPRODUCT({weights},{span(Block.PROGRAMMED)})/{total})",
                ),
                (
                    Block.PROGRESS,
                    at.progress,
                    f"IF({total}=0,0,SUMPRODUCT({weights},{span(Block.PROGRESS)})/{total})",
                ),
                (
                    Block.COMPLIANCE,
                    at.compliance,
                    f'IF({due}=0,"",SUMPRODUCT({weights},{span(Block.COMPLIANCE)})/{due})',
                ),
                (
                    Block.REPORTED,
                    at.reported,
                    f'IF({due}=0,"",SUMPRODUCT({weights},{span(Block.REPORTED)})/{due})',
                ),
            ):
                self._put(row, column(block, month), _EMPTY if value is None else value, formula)


def _numerator(indicator: Indicator, reading: Reading, *, divides: bool) -> Shown:
    if reading.numerator is None:
        return _EMPTY
    if indicator.kind in {Kind.SUM, Kind.RATIO} or not divides:
        return reading.numerator
    return reading.numerator / reading.denominator if reading.denominator else _EMPTY


def _figure(measured: Measure, block: Block) -> Shown:
    value = {
        Block.PROGRAMMED: measured.programmed,
        Block.REPORTED: measured.reported,
        Block.RESULT: measured.result,
        Block.RAW: measured.raw,
        Block.COMPLIANCE: measured.compliance,
        Block.PROGRESS: measured.progress,
    }[block]
    return _EMPTY if value is None else value
