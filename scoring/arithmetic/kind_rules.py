"""What every kind of indicator defines: its result, how that compares with the target, and what a month asks for."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from scoring.arithmetic.attainment import attained, clamp, respected
from scoring.arithmetic.readings import Reading
from scoring.model import Cell, Direction, Indicator, Value
from scoring.text.quantities import format_operand, format_quantity

Known: TypeAlias = Mapping[str, Decimal]
"""The values of an indicator's constants, by name."""


class Result(NamedTuple):
    """R, and what it is made of."""

    numerator: Decimal
    """A sum of numerators, or the last or mean value."""
    denominator: Decimal | None
    """What the numerator is divided by or compared with: a sum of denominators, a constant, or the baseline."""
    value: Decimal


class Score(NamedTuple):
    """Compliance C and progress V of an indicator with something due."""

    compliance: Decimal
    progress: Decimal


class Rules(ABC):
    """The arithmetic of one kind. What is here holds for a kind unless its class says otherwise."""

    def is_limit(self, indicator: Indicator) -> bool:
        """Whether the target is a limit not to be passed."""
        return indicator.direction is Direction.AT_MOST

    @abstractmethod
    def result(self, indicator: Indicator, reported: Sequence[Reading], known: Known) -> Result | None:
        """Return the result over the `reported` months, at least one, with the constants `known`; None if undefined."""

    def held_to(self, indicator: Indicator, share: Decimal) -> Decimal | None:
        """Return what a result is compared with when `share` of the year is due; None where there is no such thing."""
        return indicator.target

    def raw(self, indicator: Indicator, result: Decimal, share: Decimal) -> Decimal | None:
        """Return the result divided by the target or compared with it, uncapped."""
        target = self.held_to(indicator, share)
        if target is None:
            return None
        return respected(result, target) if self.is_limit(indicator) else attained(result, target)

    def score(
        self, indicator: Indicator, result: Decimal, raw: Decimal, counted: Decimal, programmed: Decimal
    ) -> Score:
        """Return C and V, where `counted` is κ (1 in the provisional view) and `programmed` is p."""
        compliance = clamp(raw) * counted
        return Score(compliance, compliance * programmed)

    def month_goal(self, indicator: Indicator, values: Mapping[Cell, Value], month: int) -> Decimal | None:
        """Return what a month asks for, in the unit that is typed, or as a fraction; None where that is not known."""
        return indicator.target

    def result_in_words(self, indicator: Indicator, result: Result, locale: str) -> str:
        """Return how the result comes about."""
        shown = format_quantity(result.value, indicator.unit, locale)
        if result.denominator is None:
            return shown
        above, below = format_operand(result.numerator, locale), format_operand(result.denominator, locale)
        return f"{above} / {below} = {shown}"
