"""Who answers for an indicator, and whom a name means, whatever its spelling."""

import unicodedata
from collections.abc import Sequence

from scoring.model import Alias, Indicator, Plan


def responsible_of(plan: Plan, indicator: Indicator) -> str:
    """Return who answers for an indicator: its own responsible, else the plan's; empty where neither is known.

    Whoever goes by several names goes by the one that the plan's aliases say.
    """
    name = indicator.responsible.strip() or plan.responsible.strip()
    if not plan.aliases:
        return name
    return next((item.name for item in plan.aliases if spelt_alike(item.alias) == spelt_alike(name)), name)


def indicators_of(plan: Plan, name: str) -> tuple[Indicator, ...]:
    """Return the indicators for which somebody of that name answers; a part of one of their names is enough."""
    sought = spelt_alike(name)
    meant = {item.name for item in plan.aliases if sought in spelt_alike(item.alias)}
    answering = ((item, responsible_of(plan, item)) for item in plan.indicators)
    return tuple(item for item, who in answering if sought and (who in meant or sought in spelt_alike(who)))


def perhaps_the_same(plan: Plan, indicators: Sequence[Indicator]) -> tuple[Alias, ...]:
    """Return who may be one of those who answer for `indicators`, by the words of their names in another order.

    Of names that somebody has spoken of already, in the plan's aliases, nothing is asked.
    """
    known = {spelt_alike(item.alias) for item in plan.aliases}
    meant = {_words(name): name for name in (responsible_of(plan, item) for item in indicators)}
    others = dict.fromkeys(responsible_of(plan, item) for item in plan.indicators)
    return tuple(
        Alias(other, meant[_words(other)])
        for other in others
        if _words(other) in meant and spelt_alike(other) not in {*known, *map(spelt_alike, meant.values())}
    )


def _words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others."""
    return frozenset(word for word in spelt_alike(name).split() if len(word) > len("del"))


def answers_for_plan(plan: Plan, name: str) -> bool:
    """Tell whether somebody of that name, or of several names, answers for the plan, and so for its money."""
    own, sought = spelt_alike(plan.responsible), spelt_alike(name)
    return bool(own and sought) and (sought in own or own in sought)


def without_responsible(plan: Plan) -> tuple[Indicator, ...]:
    """Return the indicators that name no responsible of their own."""
    return tuple(item for item in plan.indicators if not item.responsible.strip())


def spelt_alike(name: str) -> str:
    """Return what the spellings of a name have in common: no accents, case, signs or double spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = (char for char in decomposed if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in bare).split())
