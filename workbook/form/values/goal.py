"""What a goal says, and what is beside it that tells how it is to be read."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from workbook.form.doubts import Question
from workbook.form.values.amounts import PERCENT
from workbook.form.values.quantities import LOCAL


class Sense(StrEnum):
    """Which way a goal is reached."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    FALL = "fall"
    """To come down by that much against the baseline."""
    GROWTH_LIMIT = "growth_limit"
    """Not to grow by more than that against the baseline."""


class Goal(NamedTuple):
    """What a goal says; percentages are fractions."""

    value: Decimal | None
    unit: str
    sense: Sense
    baseline: Decimal | None = None
    """What the goal itself says that it starts from."""
    questions: tuple[Question, ...] = ()

    @property
    def is_percentage(self) -> bool:
        """Whether the number is a percentage."""
        return self.unit == PERCENT


class GoalContext(NamedTuple):
    """What is beside a goal and tells how it is to be read."""

    unit: str = ""
    """The text of the column of units."""
    name: str = ""
    """What the indicator is called."""
    sense: str = ""
    """The text of a column that says which way is better."""
    habit: str = LOCAL
    """The decimal sign that the column is written with."""
    fractions: bool = False
    """Whether bare numbers of the column's percentages are fractions: 0.9 and not 90."""
    percent_heading: bool = False
    """Whether the column's heading says that it holds percentages."""
