"""How an indicator is measured, inferred from its goal and formula: how its months become a result.

The form says what is wanted and not how it is computed, so each choice here is stated as an assumption that
a person confirms. The choices are the plain ones: a goal in units accumulates, a percentage is one count over
another, what is measured anew each month is not added up, and a fall or a growth compares with a baseline.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Aggregate, Constant, Direction, Indicator, Kind, Variable
from workbook.form.values.amounts import MONEY, PERCENT
from workbook.form.values.goal import Goal, Sense
from workbook.form.values.units import is_of_level, names_level

MAX_LABEL: Final = 60
"""Characters of a part of a formula that still serve as the name of a variable."""
BASE: Final = "base"
"""The name of the constant that is the baseline."""

_MONTHLY: Final = re.compile(r"\s+(?:por|x)\s+mes$", re.IGNORECASE)


class Measurement(NamedTuple):
    """What the arithmetic needs of an indicator, and the assumptions under which it was read."""

    kind: Kind
    variables: tuple[Variable, ...]
    formula: str
    target: Decimal | None
    unit: str
    assumptions: tuple[str, ...]
    constants: tuple[Constant, ...] = ()
    baseline: str | None = None
    values: Mapping[str, Decimal] = {}
    """The constants whose value the form gives."""
    direction: Direction = Direction.AT_LEAST
    aggregate: Aggregate = Aggregate.LAST

    def put_into(self, indicator: Indicator) -> Indicator:
        """Return an indicator that is measured so; what it assumes already stays."""
        return indicator._replace(
            kind=self.kind,
            variables=self.variables,
            formula=self.formula,
            target=self.target,
            unit=self.unit,
            constants=self.constants,
            baseline=self.baseline,
            direction=self.direction,
            aggregate=self.aggregate,
            assumptions=(*indicator.assumptions, *self.assumptions),
        )


def infer_measurement(goal: Goal, formula: str, unit: str, base_unit: str = "", name: str = "") -> Measurement:
    """Return the measurement that a goal and a formula suggest, the choice said as an assumption.

    `unit` is the column's text, `base_unit` what the baseline is counted in where that is not the goal's unit, `name`
    what the form calls the indicator.
    """
    if goal.sense in {Sense.FALL, Sense.GROWTH_LIMIT}:
        return _against_baseline(goal, MONEY if goal.baseline is not None and not base_unit else base_unit)
    measured = _of_goal(goal, formula, unit, name)
    if goal.baseline is None:
        return measured
    return measured._replace(
        constants=(Constant(BASE, _("Línea base"), base_unit or measured.unit),),
        baseline=BASE,
        values={BASE: goal.baseline},
    )


def _of_goal(goal: Goal, formula: str, unit: str, name: str) -> Measurement:
    direction = Direction.AT_MOST if goal.sense is Sense.AT_MOST else Direction.AT_LEAST
    if goal.is_percentage and goal.value is not None:
        return _ratio(goal.value, formula)._replace(direction=direction)
    label = _sides(formula)[0] or _("Valor del mes")
    if unit == PERCENT and goal.value and goal.unit != PERCENT:
        return _share_of(goal.value, Variable("valor", label, goal.unit))
    item = Variable("valor", label, goal.unit)
    if is_of_level(goal.unit) or names_level(name):
        return _level(goal.value, item, direction)
    return _sum(goal.value, item)._replace(direction=direction)


def _against_baseline(goal: Goal, base_unit: str) -> Measurement:
    falls, known = goal.sense is Sense.FALL, goal.baseline is not None
    sentence = (
        _("Se mide cuánto baja el promedio del año frente a la línea base")
        if falls
        else _("Se mide cuánto crece el último saldo frente a la línea base")
    )
    source = _("tomada del texto de la meta") if known else _("que falta por suministrar")
    return Measurement(
        Kind.REDUCTION if falls else Kind.CEILING,
        (Variable("valor", _("Valor del mes"), base_unit),),
        "valor",
        goal.value,
        PERCENT,
        (f"{sentence}, {source}.",),
        (Constant(BASE, _("Línea base"), base_unit),),
        BASE,
        {BASE: goal.baseline} if goal.baseline is not None else {},
    )


def _ratio(target: Decimal, formula: str) -> Measurement:
    over, under = _sides(formula)
    named = bool(over and under)
    variables = (
        Variable("numerador", over if named else _("Numerador"), ""),
        Variable("denominador", under if named else _("Denominador"), ""),
    )
    if named:
        sentence = _("Se mide como la fórmula dice, «{formula}», con los dos datos de cada mes.")
    elif formula:
        sentence = _("Se mide como numerador sobre denominador; la fórmula dice «{formula}» y no cuáles son.")
    else:
        sentence = _("Se mide como numerador sobre denominador; el formulario no dice cuáles son.")
    return Measurement(
        Kind.RATIO, variables, "numerador / denominador", target, PERCENT, (sentence.format(formula=formula),)
    )


def _share_of(amount: Decimal, item: Variable) -> Measurement:
    sentence = _("Se acumula lo del año sobre la cantidad de la meta: todo es el 100 %.")
    return Measurement(Kind.SUM, (item,), f"{item.name} / {amount:f}", Decimal(1), PERCENT, (sentence,))


def _level(amount: Decimal | None, item: Variable, direction: Direction) -> Measurement:
    mean = direction is Direction.AT_MOST
    sentence = (
        _("No se acumula: cuenta el promedio de los meses reportados.")
        if mean
        else _("No se acumula: cuenta el último mes reportado.")
    )
    aggregate = Aggregate.MEAN if mean else Aggregate.LAST
    measured = Measurement(Kind.LEVEL, (item,), item.name, amount, item.unit, (sentence,))
    return measured._replace(direction=direction, aggregate=aggregate)


def _sum(amount: Decimal | None, item: Variable) -> Measurement:
    sentence = (
        _("La meta no trae una cantidad: hay que darla. Se acumula mes a mes.")
        if amount is None
        else _("Se acumula mes a mes hasta la meta del año.")
    )
    return Measurement(Kind.SUM, (item,), item.name, amount, item.unit, (sentence,))


def _sides(formula: str) -> tuple[str, str]:
    """Return what the formula names over and under its division, as labels; empty where it is not so plain."""
    over, _slash, under = (_MONTHLY.sub("", part.strip(" []()")) for part in formula.partition("/"))
    if max(len(over), len(under)) > MAX_LABEL or "/" in under:
        return "", ""
    return over, under
