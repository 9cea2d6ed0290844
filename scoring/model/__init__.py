"""What a plan is: its nodes, its cells and their values, its formulas, and what makes it unusable."""

from scoring.model.cells import MONTHS, Cell, CellChange, Mark, Value
from scoring.model.level import Level
from scoring.model.plan import (
    Action,
    Aggregate,
    Alias,
    Constant,
    Direction,
    Indicator,
    Kind,
    Objective,
    Plan,
    Thresholds,
    Variable,
)
from scoring.model.policy import Policy, Role, Trigger
from scoring.model.texts import FormTexts, IndicatorTexts, ObjectiveTexts, Signature

__all__ = [
    "MONTHS",
    "Action",
    "Aggregate",
    "Alias",
    "Cell",
    "CellChange",
    "Constant",
    "Direction",
    "FormTexts",
    "Indicator",
    "IndicatorTexts",
    "Kind",
    "Level",
    "Mark",
    "Objective",
    "ObjectiveTexts",
    "Plan",
    "Policy",
    "Role",
    "Signature",
    "Thresholds",
    "Trigger",
    "Value",
    "Variable",
]
