"""Who answers for an indicator, and whom a name means, whatever its spelling."""

import unicodedata

from scoring.model import Indicator, Plan


def responsible_of(plan: Plan, indicator: Indicator) -> str:
    """Return who answers for an indicator: its own responsible, else the plan's; empty where neither is known."""
    return indicator.responsible.strip() or plan.responsible.strip()


def indicators_of(plan: Plan, name: str) -> tuple[Indicator, ...]:
    """Return the indicators for which somebody of that name answers; a part of the name is enough."""
    sought = spelt_alike(name)
    return tuple(item for item in plan.indicators if sought and sought in spelt_alike(responsible_of(plan, item)))


def without_responsible(plan: Plan) -> tuple[Indicator, ...]:
    """Return the indicators that name no responsible of their own."""
    return tuple(item for item in plan.indicators if not item.responsible.strip())


def spelt_alike(name: str) -> str:
    """Return what the spellings of a name have in common: no accents, case, signs or double spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = (char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())
