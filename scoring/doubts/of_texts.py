"""Doubts about texts of the form that no longer say what the plan's fields say, each with the edit that settles it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring.doubts.doubt import Doubt
from scoring.messages import _
from scoring.model import Direction, Indicator, Objective, Plan
from scoring.model.fields import value_of
from scoring.model.formula import Negative, Node, Number, Operation, parse
from scoring.model.structure import address_of
from scoring.text.field_words import field_word
from scoring.text.following_texts import Following, texts_of

_GOALS: Final = frozenset({"text.goal"})
_NUMBERS: Final = re.compile(r"(\d+(?:,\d+)?) ?%|(?<![\d.,])(\d{1,3}(?:\.\d{3})+)(?![\d.,])")
"""A percentage, or an amount with its thousands grouped."""
_LONGEST: Final = 40
"""Letters of a number that are looked at."""
_CEILINGS: Final = re.compile(
    r"por debajo de|menos de|m[aá]xim[oa]|no (?:superar|exceder|pasar)|sin (?:superar|exceder)|a lo sumo|hasta un|≤|<=",
    re.IGNORECASE,
)
"""Words by which a goal is one not to be passed."""


def check_texts(plan: Plan) -> Iterator[Doubt]:
    """Yield where a text says something else than its field, and where a target's words contradict its direction."""
    for objective in plan.objectives:
        yield from _unsaid(plan, objective)
        for indicator in objective.indicators:
            yield from dict.fromkeys(_unsaid(plan, indicator))  # an own one's goal is in its objective's texts too
            yield from _number(indicator)
            yield from _direction(indicator, objective)


def _unsaid(plan: Plan, node: Objective | Indicator) -> Iterator[Doubt]:
    name = address_of(node)
    where = name if isinstance(node, Indicator) else _("objetivo {number}").format(number=node.number)
    for pair in texts_of(plan, name):
        in_words = pair.text.name in _GOALS and isinstance(node, Indicator) and _names_it(plan, node, pair)
        if pair.said(plan) or in_words:
            continue
        text = str(value_of(plan, pair.text))
        sentence = _("el {text} dice «{said}», y el plan {value}").format(
            text=field_word(pair.text.name), said=text, value=pair.in_place(plan)
        )
        edit = None if pair.text.name in _GOALS else f"{pair.text}={pair.in_place(plan)}"
        indicator = name if isinstance(node, Indicator) else None
        yield Doubt("text", where, sentence, indicator, edit)


def _names_it(plan: Plan, indicator: Indicator, pair: Following) -> bool:
    """Tell whether a goal in words names the target, or an amount of the formula; one without amounts says nothing."""
    text = str(value_of(plan, pair.text))
    named = [
        _written(percent[:_LONGEST]).scaleb(-2) if percent else _written(amount[:_LONGEST])
        for percent, amount in _NUMBERS.findall(text)
    ]
    formula = parse(indicator.formula)
    literals = {number for node in (formula.numerator, formula.denominator) if node for number in _literals(node)}
    return not named or not {indicator.target, *literals}.isdisjoint(named)


def _written(figure: str) -> Decimal:
    """Return a number as the form writes it, whatever the plan's locale: points for thousands, a comma for decimals."""
    return Decimal(figure.replace(".", "").replace(",", "."))


def _literals(node: Node) -> Iterator[Decimal]:
    match node:
        case Number(value):
            yield value
        case Negative(operand):
            yield from _literals(operand)
        case Operation(_operator, left, right):
            yield from _literals(left)
            yield from _literals(right)


def _number(indicator: Indicator) -> Iterator[Doubt]:
    number = indicator.texts.number.strip()
    if number and number != indicator.id and number.isdecimal() and indicator.id.isdecimal():
        sentence = _("el formulario le imprime el número {number}, y su id es {id}")
        text = sentence.format(number=number, id=indicator.id)
        yield Doubt("text", indicator.id, text, indicator.id, f"{indicator.id}.number={indicator.id}")


def _direction(indicator: Indicator, objective: Objective) -> Iterator[Doubt]:
    if indicator.direction is not Direction.AT_LEAST or not indicator.kind.can_be_limit:
        return
    edit = f"{indicator.id}.direction={Direction.AT_MOST.value}"
    goal = objective.texts.goal if objective.own[:1] == (indicator,) else indicator.texts.goal
    if indicator.target is not None and not indicator.target:
        sentence = _("hay que llegar a una meta de cero, que todo cumple: cuenta como si faltara; ¿es un máximo?")
        yield Doubt("target", indicator.id, sentence, indicator.id, edit)
    elif found := _CEILINGS.search(goal) or _CEILINGS.search(indicator.name):
        sentence = _("la meta dice «{words}» y se toma por una que hay que alcanzar; ¿es un máximo?")
        yield Doubt("target", indicator.id, sentence.format(words=found[0]), indicator.id, edit)
