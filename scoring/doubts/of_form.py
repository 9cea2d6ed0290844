"""Doubts about the wording of the official form, which contradicts itself here and there.

The rules read the form's own Spanish and know no plan by name.
"""

import re
from collections.abc import Iterator
from typing import Final

from scoring.doubts.doubt import Doubt
from scoring.doubts.of_formula import check_formula
from scoring.doubts.of_goal import check_goal
from scoring.messages import _, ngettext
from scoring.model import Action, Objective, Plan
from scoring.model.resources import code_of, resources_of

_PESOS_IN_MILLIONS: Final = re.compile(r"\$ ?(\d{1,3}(?:\.\d{3}){2,})(?: de)? millones", re.IGNORECASE)


def check_form(plan: Plan) -> Iterator[Doubt]:
    """Yield what contradicts itself in the form's texts."""
    for objective in plan.objectives:
        yield from _objective(plan, objective)
    yield from _numbering(plan)
    yield from _header(plan)
    for signature in plan.texts.signatures:
        if signature.name and not signature.signed:
            yield Doubt(
                "signature",
                _("firmas"),
                _("{role} {name}: sin firmar").format(role=signature.role, name=signature.name),
            )


def _objective(plan: Plan, objective: Objective) -> Iterator[Doubt]:
    where = _("objetivo {number}").format(number=objective.number)
    texts = objective.texts
    yield from _millions(where, texts.goal, texts.own_funds, texts.ley_715, texts.other_funds)
    budgets = [plan.values.get(item.budget) for item in resources_of(plan, code_of(objective.number))]
    if not (texts.own_funds or texts.ley_715 or texts.other_funds or any(budgets)):
        yield Doubt("funds", where, _("no dice con qué recursos se hace"))
    for indicator in objective.own:
        yield from check_formula(plan, indicator, texts.indicator)
    for action in objective.actions:
        yield from _action(plan, action)


def _action(plan: Plan, action: Action) -> Iterator[Doubt]:
    yield from _millions(_("acción {number}").format(number=action.number), action.text)
    for indicator in action.indicators:
        yield from _millions(indicator.id, indicator.texts.goal)
        yield from check_goal(plan, action, indicator)
        yield from check_formula(plan, indicator, indicator.texts.formula)
        if indicator.texts.months.isdigit() and int(indicator.texts.months) != len(indicator.months):
            text = ngettext(
                "dice {count} mes, y sus fechas abarcan {touched}",
                "dice {count} meses, y sus fechas abarcan {touched}",
                int(indicator.texts.months),
            ).format(touched=len(indicator.months))
            yield Doubt("dates", indicator.id, text, indicator.id)


def _millions(where: str, *texts: str) -> Iterator[Doubt]:
    for text in texts:
        for match in _PESOS_IN_MILLIONS.finditer(text):
            yield Doubt(
                "millions", where, _("«{text}»: la cifra ya está en pesos, sobra «millones»").format(text=match[0])
            )


def _numbering(plan: Plan) -> Iterator[Doubt]:
    for indicator in plan.indicators:
        if not indicator.texts.number:
            reading = _("se lee como {id}").format(id=indicator.id) if indicator.id.isdigit() else _("queda sin número")
            yield Doubt(
                "number",
                indicator.id,
                _("el formulario no le imprime número: {reading}").format(reading=reading),
                indicator.id,
            )


def _header(plan: Plan) -> Iterator[Doubt]:
    first, second = plan.texts.header
    if "responsable" in f"{first[16]} {second[16]}".lower() and "und" in f"{first[17]} {second[17]}".lower():
        yield Doubt("header", _("encabezado"), _("los títulos Und y Responsable están cambiados de columna"))
