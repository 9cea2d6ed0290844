"""Doubts about a goal of the form: whether it follows from the amounts and percentages that its action names."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Final

from scoring.doubts.doubt import Doubt
from scoring.messages import _
from scoring.model import Action, Indicator, Plan
from scoring.precision import ZERO
from scoring.text.numbers import NumberError, format_number, parse_number

_GROUPED: Final = r"\d{1,3}(?:\.\d{3})+(?![\d.,])"
_PESOS: Final = re.compile(rf"\$ ?({_GROUPED})")
_COUNT: Final = re.compile(rf"(?<![\d.,$])(?<!\$ )({_GROUPED}|\d+(?![\d.,]| ?%))")
_NOT_AMOUNTS: Final = re.compile(r"^\d{1,2}\.\d{1,2}\s|\b20\d\d\b|(?<=diciembre de )2\.0\d\d\b")
"""The number a text begins with, and years."""
_COMPARED: Final = 20
"""Numbers of one text that are looked at, each run of them compared with the goal; more is no sentence of a plan."""
_PERCENT: Final = re.compile(r"(\d+(?:,\d+)?) ?%")


def check_goal(plan: Plan, action: Action, indicator: Indicator) -> Iterator[Doubt]:
    """Yield where the goal that the form prints does not follow from the text of its action."""

    def doubt(text: str) -> Doubt:
        return Doubt("goal", indicator.id, text, indicator.id)

    goal = indicator.texts.goal
    percentages = _PERCENT.findall(goal)
    shares = _PERCENT.findall(action.text)
    if percentages and shares and percentages[0] not in shares:
        yield doubt(
            _("la meta dice {goal} % y la acción {text} %").format(goal=percentages[0], text=" %, ".join(shares))
        )
    amounts = _amounts(plan, goal, pesos="$" in goal)
    named = _amounts(plan, action.text, pesos="$" in goal)
    if re.search(r"\bincrementar\b", action.text, re.IGNORECASE) and shares and indicator.baseline is None:
        yield doubt(_("la acción habla de crecer un porcentaje y no hay línea base con qué compararlo"))
    if not amounts or not named:
        return
    wanted = amounts[0]
    if shares and (share := _share_named(plan, shares, named, wanted)):
        yield doubt(share)
        return
    runs = [sum(named[a:b], Decimal(0)) for a in range(len(named)) for b in range(a + 1, len(named) + 1)]
    if wanted not in runs:
        listed = " + ".join(format_number(amount, plan.locale) for amount in named[:2])
        total = f" = {format_number(sum(named[:2], Decimal(0)), plan.locale)}" if len(named) > 1 else ""
        yield doubt(
            _("la meta {goal} no sale de las cifras de la acción ({figures})").format(
                goal=format_number(wanted, plan.locale), figures=listed + total
            )
        )


def _amounts(plan: Plan, text: str, *, pesos: bool) -> list[Decimal]:
    """Return the amounts of pesos in a text, or its other amounts: no percentages, years or the text's own number."""
    bare = _NOT_AMOUNTS.sub("", text)
    matches = islice((_PESOS if pesos else _COUNT).finditer(bare), _COMPARED)
    found = (_number(plan, match[1]) for match in matches)
    return [amount for amount in found if amount is not None and amount > 12]


def _number(plan: Plan, text: str) -> Decimal | None:
    """Return the number that a text spells, None where it is none in the plan's locale."""
    try:
        return parse_number(text, plan.locale)
    except NumberError:
        return None


def _share_named(plan: Plan, shares: list[str], named: list[Decimal], wanted: Decimal) -> str | None:
    """Say so where the goal is nearly, and not quite, the percentage of an amount that the action names."""
    for percentage in shares[:_COMPARED]:
        for amount in named:
            share = (_number(plan, f"{percentage}%") or ZERO) * amount
            if share != wanted and abs(share - wanted) < share / 100:
                return _("el {percentage} % de {amount} es {share}, y la meta {goal}").format(
                    percentage=percentage,
                    amount=format_number(amount, plan.locale),
                    share=format_number(share.normalize(), plan.locale),
                    goal=format_number(wanted, plan.locale),
                )
    return None
