"""The kinds of indicator: how each makes a result of its months, compares it with the target, and says so.

The arithmetic is that of docs/scoring.md, "Kinds". Each kind is one class, found by `rules_of`; what the rest of
`scoring` asks of a kind are properties of `Kind`, and its word is in `scoring.text.words`.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from scoring.arithmetic.attainment import attained, clamp
from scoring.arithmetic.kind_rules import Known, Result, Rules, Score
from scoring.arithmetic.readings import Reading, constants, readings, shares
from scoring.messages import _
from scoring.model import Aggregate, Cell, Indicator, Kind, Value
from scoring.model.formula import evaluate, parse
from scoring.precision import ONE, ZERO
from scoring.text.quantities import format_operand, format_quantity


class _Sum(Rules):
    """A flow (*acumulado*): the months add up to the target."""

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result:
        total = sum(_numerators(reported), ZERO)
        by = next((month.denominator for month in reversed(reported) if month.denominator is not None), None)
        return Result(total, by, total if by is None else total / by)

    def held_to(self, indicator: Indicator, share: Decimal) -> Decimal | None:
        return None if indicator.target is None or not share else indicator.target * share

    def score(
        self, indicator: Indicator, result: Decimal, raw: Decimal, counted: Decimal, programmed: Decimal
    ) -> Score:
        if self.is_limit(indicator) or indicator.target is None:
            return super().score(indicator, result, raw, counted, programmed)
        # What is not reported adds nothing, so a sum needs no κ.
        return Score(clamp(raw), clamp(attained(result, indicator.target)))

    def month_goal(self, indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
        whole = typed_target(indicator, constants(indicator, values))
        share = shares(indicator, readings(indicator, values))
        total = sum(share.values(), ZERO)
        if whole is None or month not in share or not total:
            return None
        return whole * share[month] / total


class _Ratio(Rules):
    """A *razón*: numerators and denominators are pooled, never percentages averaged."""

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result | None:
        total = sum(_numerators(reported), ZERO)
        by = sum((month.denominator for month in reported if month.denominator is not None), ZERO)
        return Result(total, by, total / by) if by else None


class _Level(Rules):
    """A *nivel*: the last value, or the mean."""

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result:
        values = _month_values(reported)
        value = _mean(values) if indicator.aggregate is Aggregate.MEAN else values[-1]
        return Result(value, None, value)

    def result_in_words(self, indicator: Indicator, result: Result, locale: str) -> str:
        shown = format_quantity(result.value, indicator.unit, locale)
        if indicator.aggregate is Aggregate.MEAN:
            return _("promedio {shown}").format(shown=shown)
        return _("último {shown}").format(shown=shown)


class _Reduction(Rules):
    """How far the mean lies below the baseline."""

    def is_limit(self, indicator: Indicator) -> bool:
        return False

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result:
        mean, base = _mean(_month_values(reported)), known[indicator.baseline or ""]
        return Result(mean, base, (base - mean) / base)

    def month_goal(self, indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
        return _changed_baseline(indicator, values, -(indicator.target or ZERO))

    def result_in_words(self, indicator: Indicator, result: Result, locale: str) -> str:
        return _("(base {below} - promedio {above}) / {below} = {shown}").format(**_parts(indicator, result, locale))


class _Ceiling(Rules):
    """A *tope*: how much the last value of a stock has grown from the baseline, which is not to pass the target."""

    def is_limit(self, indicator: Indicator) -> bool:
        return True

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result:
        last, base = _month_values(reported)[-1], known[indicator.baseline or ""]
        return Result(last, base, last / base - ONE)

    def month_goal(self, indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
        return _changed_baseline(indicator, values, indicator.target or ZERO)

    def result_in_words(self, indicator: Indicator, result: Result, locale: str) -> str:
        return _("último {above} / base {below} - 1 = {shown}").format(**_parts(indicator, result, locale))


class _Milestone(Rules):
    """A *hito*: reached by any value above zero, due once; the result is its own compliance and progress."""

    def is_limit(self, indicator: Indicator) -> bool:
        return False

    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result:
        reached = ONE if any(value > 0 for value in _numerators(reported)) else ZERO
        return Result(reached, None, reached)

    def raw(self, indicator: Indicator, result: Decimal, share: Decimal) -> Decimal:
        return result

    def score(
        self, indicator: Indicator, result: Decimal, raw: Decimal, counted: Decimal, programmed: Decimal
    ) -> Score:
        return Score(clamp(raw), clamp(raw))

    def month_goal(self, indicator: Indicator, values: Mapping[Cell, Value], month: int) -> None:
        return None

    def result_in_words(self, indicator: Indicator, result: Result, locale: str) -> str:
        return _("cumplido") if result.value else _("no cumplido")


_RULES: Final[Mapping[Kind, Rules]] = {
    Kind.SUM: _Sum(),
    Kind.RATIO: _Ratio(),
    Kind.LEVEL: _Level(),
    Kind.REDUCTION: _Reduction(),
    Kind.CEILING: _Ceiling(),
    Kind.MILESTONE: _Milestone(),
}


def rules_of(indicator: Indicator) -> Rules:
    """Return the rules of an indicator's kind."""
    return _RULES[indicator.kind]


def typed_target(indicator: Indicator, known: Known) -> Decimal | None:
    """Return a target in the unit of the numerator that is typed: 100 % of 2 205 users is 2 205; None if not known."""
    denominator = parse(indicator.formula).denominator
    if indicator.target is None or denominator is None:
        return indicator.target
    try:
        return indicator.target * evaluate(denominator, known)
    except (KeyError, ArithmeticError):
        return None


def _numerators(reported: Sequence[Reading]) -> list[Decimal]:
    return [month.numerator for month in reported if month.numerator is not None]


def _month_values(reported: Sequence[Reading]) -> list[Decimal]:
    """Return each month's own value: its numerator over its denominator, where the formula divides."""
    return [
        month.numerator if month.denominator is None else month.numerator / month.denominator
        for month in reported
        if month.numerator is not None
    ]


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, ZERO) / len(values)


def _changed_baseline(indicator: Indicator, values: Mapping[Cell, Value], change: Decimal) -> Decimal | None:
    base = constants(indicator, values).get(indicator.baseline or "")
    return None if base is None else base * (ONE + change)


def _parts(indicator: Indicator, result: Result, locale: str) -> dict[str, str]:
    return {
        "above": format_operand(result.numerator, locale),
        "below": format_operand(result.denominator or ZERO, locale),
        "shown": format_quantity(result.value, indicator.unit, locale),
    }
