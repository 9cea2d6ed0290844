"""The level of a compliance (docs/scoring.md, "Levels")."""

from decimal import Decimal
from typing import Final

from scoring.model import Level, Thresholds
from scoring.precision import round_half_up

SHOWN: Final = Decimal("0.001")
"""Levels are computed from compliance as it is shown: 0.1 %, half-up."""


def level_of(compliance: Decimal | None, thresholds: Thresholds) -> Level:
    """Return the level of a compliance, as rounded for showing."""
    if compliance is None:
        return Level.GREY
    shown = round_half_up(compliance, SHOWN)
    if shown >= thresholds.green:
        return Level.GREEN
    return Level.YELLOW if shown >= thresholds.yellow else Level.RED
