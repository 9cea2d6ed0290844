"""Doubts about the money of a plan: budgets that only a text says, and amounts that do not go together."""

from collections.abc import Iterator
from decimal import Decimal, localcontext

from scoring.arithmetic.execution import NodeExecution, PlanExecution, budget_in_form, execution
from scoring.doubts.doubt import Doubt
from scoring.messages import _
from scoring.model import Cell, Objective, Plan, Value
from scoring.model.resources import FORM_SOURCES, Resource, resource_of, resources_of
from scoring.precision import PRECISION, ZERO
from scoring.text.numbers import format_number, format_value
from scoring.text.words import source_label

RULE = "resources"


def check_resources(plan: Plan) -> Iterator[Doubt]:
    """Yield where a text of the form and a budget disagree, and where more is executed than there is."""
    year = execution(plan, 12)
    for objective, found in zip(plan.objectives, year.objectives, strict=True):
        where = _("objetivo {number}").format(number=objective.number)
        for resource in resources_of(plan, found.code):
            yield from _text(plan, objective, resource, where)
        yield from _amounts(plan, found, where)
        yield from _actions(plan, year, objective, where)
    for found in year.actions:
        yield from _amounts(plan, found, _("acción {number}").format(number=found.node.partition(".")[2]))


def amount_doubt(plan: Plan, cell: Cell, value: Value | None, *, ended: int = 12) -> str | None:
    """Return why an amount looks wrong in its cell of a resource, or None; `ended` is the last month that has ended."""
    resource = resource_of(plan, cell)
    if resource is None or cell.month is None or not isinstance(value, Decimal):
        return None
    if cell.month > ended:
        return _("el mes no ha terminado")
    before = [
        held for month in range(1, cell.month) if isinstance(held := plan.values.get(resource.executed(month)), Decimal)
    ]
    with localcontext(PRECISION):
        if value < 0:
            return _("un mes con ejecución negativa solo sirve para devolver lo ya ejecutado")
        if len(before) >= 2 and before[-1] > 0 and value >= sum(before, ZERO):
            return _("parece el acumulado del año y no la cifra del mes")
        budget = plan.values.get(resource.budget)
        if isinstance(budget, Decimal) and sum(before, value) > budget:
            return _("lo ejecutado pasa del presupuesto ({budget})").format(budget=format_value(budget, plan.locale))
    return None


def _text(plan: Plan, objective: Objective, resource: Resource, where: str) -> Iterator[Doubt]:
    """Yield what has to be settled between a text of the form and the budget."""
    name = FORM_SOURCES.get(resource.source)
    text = getattr(objective.texts, name) if name else ""
    if not any(letter.isdigit() for letter in text):
        return
    said, held = budget_in_form(objective, resource.source), plan.values.get(resource.budget)
    label = source_label(resource.source)
    if said is None:
        if held is None:
            sentence = _("{label}: «{text}» no es una cifra; escriba el presupuesto en {cell}")
            yield Doubt(RULE, where, sentence.format(label=label, text=text, cell=resource.budget))
    elif held is None:
        sentence = _("{label}: el presupuesto se toma del texto «{text}», {amount} pesos; confírmelo en {cell}")
        amount = format_number(said, plan.locale)
        told = sentence.format(label=label, text=text, amount=amount, cell=resource.budget)
        yield Doubt(RULE, where, told, edit=f"{resource.budget}={amount}")
    elif held != said:
        sentence = _("{label}: el texto dice «{text}», y {cell} es {amount}")
        amount = format_value(held, plan.locale)
        told = sentence.format(label=label, text=text, amount=amount, cell=resource.budget)
        yield Doubt(RULE, where, told, edit=f"{resource.node}.text.{name}=$ {amount}")


def _amounts(plan: Plan, found: NodeExecution, where: str) -> Iterator[Doubt]:
    for item in found.resources:
        label, figures = source_label(item.resource.source), item.figures
        if figures.executed is None:
            continue
        executed = format_number(figures.executed, plan.locale)
        if figures.executed < 0:
            yield Doubt(
                RULE,
                where,
                _("{label}: lo ejecutado del año es negativo ({executed})").format(label=label, executed=executed),
            )
        elif figures.budget is None:
            sentence = _("{label}: se ejecutaron {executed} pesos y no hay presupuesto")
            yield Doubt(RULE, where, sentence.format(label=label, executed=executed))
        elif figures.executed > figures.budget:
            sentence = _("{label}: se ejecutaron {executed} pesos, más que el presupuesto de {budget}")
            budget = format_number(figures.budget, plan.locale)
            yield Doubt(RULE, where, sentence.format(label=label, executed=executed, budget=budget))


def _actions(plan: Plan, year: PlanExecution, objective: Objective, where: str) -> Iterator[Doubt]:
    """Yield where the budgets of an objective's actions are more than the objective has from a source."""
    of = year.of(f"objective.{objective.number}")
    numbers = {f"action.{action.number}" for action in objective.actions}
    for item in of.resources if of else ():
        below = [
            each.figures.budget
            for action in year.actions
            if action.node in numbers
            for each in action.resources
            if each.resource.source == item.resource.source and each.figures.budget is not None
        ]
        with localcontext(PRECISION):
            total = sum(below, ZERO)
        if item.figures.budget is not None and total > item.figures.budget:
            sentence = _("{label}: los presupuestos de sus acciones suman {total}, más que los {budget} del objetivo")
            amounts = {
                "total": format_number(total, plan.locale),
                "budget": format_number(item.figures.budget, plan.locale),
            }
            yield Doubt(RULE, where, sentence.format(label=source_label(item.resource.source), **amounts))
