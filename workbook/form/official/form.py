"""The form as it was read: its texts in their places, before they become a plan."""

import re
from typing import Final, NamedTuple

from scoring.model import FormTexts, IndicatorTexts, ObjectiveTexts

LOCALE: Final = "es_CO"
"""How the form writes its numbers."""
PERCENTAGE: Final = re.compile(r"\d{1,6}(?:[.,]\d+)?\s?%")
"""How the form writes a percentage."""
WEIGHT: Final = re.compile(rf"{PERCENTAGE.pattern}|\d{{1,3}}(?:[.,]\d{{1,6}})?")
"""How the form writes a weight: `40%`, `40` or `0,4`."""


class FormIndicator(NamedTuple):
    """An indicator of an action and the row it was found in."""

    row: int
    texts: IndicatorTexts


class FormAction(NamedTuple):
    """An action's number, its text as printed, and the indicators it is measured by."""

    number: str
    text: str
    indicators: tuple[FormIndicator, ...]


class OwnGoal(NamedTuple):
    """One of an objective's own indicators as printed: its name or formula, its goal and its weight."""

    indicator: str
    goal: str
    weight: str


class FormObjective(NamedTuple):
    """An objective's texts with the actions that have its number; row 0 where the form lost its row."""

    number: int
    row: int
    texts: ObjectiveTexts
    actions: tuple[FormAction, ...]
    further: tuple[OwnGoal, ...] = ()
    """Own indicators in the rows below the objective's, which hold a second and third one."""

    @property
    def own(self) -> tuple[OwnGoal, ...]:
        """The objective's own indicators; none where its row has none."""
        texts = self.texts
        first = OwnGoal(texts.indicator, texts.goal, texts.goal_weight)
        return ((first,) if any(first) else ()) + self.further


class Form(NamedTuple):
    """Everything the form prints, in its places, and the doubts about where they are."""

    texts: FormTexts
    objectives: tuple[FormObjective, ...]
    doubts: tuple[str, ...]
