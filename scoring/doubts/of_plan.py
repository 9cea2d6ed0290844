"""Doubts about the plan itself: what a person should settle before trusting its scores.

A doubt never stops anything. Every rule looks at the plan as data, so that it finds the fault in any plan.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from scoring.arithmetic.measure import TARGET, measure
from scoring.doubts.doubt import Doubt
from scoring.doubts.of_form import check_form
from scoring.doubts.of_resources import check_resources
from scoring.doubts.of_texts import check_texts
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.precision import ONE, ZERO
from scoring.text.numbers import format_percent
from scoring.text.words import missing_word


class Weighed(NamedTuple):
    """A group of weights that should share 100 %."""

    where: str
    weights: tuple[Decimal, ...]


def check(plan: Plan) -> tuple[Doubt, ...]:
    """Return every doubt about the plan: weights, what is missing, the form's own texts, and the assumptions made."""
    return (
        *_weights(plan),
        *(doubt for indicator in plan.indicators for doubt in _indicator(plan, indicator)),
        *check_form(plan),
        *check_texts(plan),
        *check_resources(plan),
        *_assumptions(plan),
    )


def _weights(plan: Plan) -> Iterator[Doubt]:
    groups = [Weighed(_("plan"), tuple(objective.weight for objective in plan.objectives))]
    for objective in plan.objectives:
        where = _("objetivo {number}").format(number=objective.number)
        groups.append(Weighed(where, tuple(indicator.weight for indicator in objective.indicators)))
    for group in groups:
        if not group.weights:
            yield Doubt("weights", group.where, _("no tiene nada que medir"))
        elif (total := sum(group.weights, ZERO)) != ONE:
            yield Doubt(
                "weights",
                group.where,
                _("los pesos suman {total} y no 100 %; se reparten en proporción hasta que alguien lo resuelva").format(
                    total=format_percent(total, plan.locale)
                ),
            )


def _indicator(plan: Plan, indicator: Indicator) -> Iterator[Doubt]:
    measured = measure(indicator, plan.values, 12)
    missing = [name for name in measured.missing if name != TARGET or indicator.target is None]
    if measured.extreme:
        text = _("sus cifras son de tamaños tan distintos que no dan un resultado: cuenta como cero")
        yield Doubt("extreme", indicator.id, text, indicator.id)
    if missing:
        lacking = ", ".join(missing_word(name) for name in missing)
        yield Doubt(
            "missing", indicator.id, _("falta {what}: sin eso cuenta como cero").format(what=lacking), indicator.id
        )
    if not indicator.responsible:
        yield Doubt("responsible", indicator.id, _("no tiene responsable"), indicator.id)
    if not indicator.weight:
        yield Doubt("weights", indicator.id, _("no tiene peso: no cuenta"), indicator.id)
    if indicator.target is not None and indicator.target < 0:
        yield Doubt("target", indicator.id, _("su meta es negativa"), indicator.id)
    if indicator.programme and not any(indicator.programme):
        yield Doubt("programme", indicator.id, _("su programación es de ceros: se reparte por igual"), indicator.id)


def _assumptions(plan: Plan) -> Iterator[Doubt]:
    for indicator in plan.indicators:
        for assumption in indicator.assumptions:
            yield Doubt("assumption", indicator.id, _("supuesto: {text}").format(text=assumption), indicator.id)
