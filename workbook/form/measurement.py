"""How an indicator is measured, inferred from the form's words: how its months become a result.

The form says what is wanted and not how it is computed, so each choice here is stated as an assumption that
a person confirms. The choices are the plain ones: a goal in units accumulates, a percentage is one count over
another, "reducir" compares with a baseline and "crecimiento" is a ceiling over one.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from scoring.messages import _
from scoring.model import Constant, Kind, Variable
from scoring.text.numbers import parse_number
from workbook.form.form import LOCALE

MAX_LABEL: Final = 60
"""Characters of a part of a formula that still serve as the name of a variable."""

_AMOUNT: Final = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_MONEY: Final = re.compile(rf"\$\s?({_AMOUNT.pattern})")
_PERCENT: Final = re.compile(r"\d+(?:,\d+)?\s?%")
_COUNTED: Final = re.compile(rf"(?:{_AMOUNT.pattern})\s+([^\W\d]\w*)")
_MONTHLY: Final = re.compile(r"\s+(?:por|x)\s+mes$", re.IGNORECASE)
_REDUCTION: Final = re.compile(r"\b(?:reducir|disminuir)\b", re.IGNORECASE)
_CEILING: Final = re.compile(r"\bcrecimiento\b", re.IGNORECASE)


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
    """The constants whose value the goal itself gives."""


def infer_measurement(goal: str, formula: str, unit: str) -> Measurement:
    """Return the measurement that an indicator's goal, formula and unit suggest, the choice said as an assumption."""
    percent = _PERCENT.search(goal)
    money = _MONEY.search(goal)
    if percent and _REDUCTION.search(goal):
        return _against_baseline(Kind.REDUCTION, goal)
    if percent and _CEILING.search(goal):
        return _against_baseline(Kind.CEILING, goal)
    if percent:
        return _ratio(parse_number(percent[0], LOCALE), formula)
    amount = _amount(money[1] if money else goal)
    counted = _COUNTED.search(goal)
    label = _sides(formula)[0] or _("Valor del mes")
    if unit == "%" and amount:
        return _share_of(amount, Variable("valor", label, "COP" if money else counted[1] if counted else ""))
    return _sum(amount, Variable("valor", label, "COP" if money else unit))


def _against_baseline(kind: Kind, goal: str) -> Measurement:
    percent, money = _PERCENT.search(goal), _MONEY.search(goal)
    sentence = (
        _("Se mide cuánto baja el promedio del año frente a la línea base")
        if kind is Kind.REDUCTION
        else _("Se mide cuánto crece el último saldo frente a la línea base")
    )
    source = _("tomada del texto de la meta") if money else _("que falta por suministrar")
    return Measurement(
        kind,
        (Variable("valor", _("Valor del mes"), "COP" if money else ""),),
        "valor",
        parse_number(percent[0], LOCALE) if percent else None,
        "%",
        (f"{sentence}, {source}.",),
        (Constant("base", _("Línea base"), "COP" if money else ""),),
        "base",
        {"base": parse_number(money[1], LOCALE)} if money else {},
    )


def _ratio(target: Decimal, formula: str) -> Measurement:
    over, under = _sides(formula)
    named = bool(over and under)
    variables = (
        Variable("numerador", over if named else _("Numerador"), ""),
        Variable("denominador", under if named else _("Denominador"), ""),
    )
    sentence = (
        _("Se mide como la fórmula dice, «{formula}», con los dos datos de cada mes.")
        if named
        else _("Se mide como numerador sobre denominador; la fórmula dice «{formula}» y no cuáles son.")
    )
    return Measurement(
        Kind.RATIO, variables, "numerador / denominador", target, "%", (sentence.format(formula=formula),)
    )


def _share_of(amount: Decimal, item: Variable) -> Measurement:
    sentence = _("Se acumula lo del año sobre la cantidad de la meta: todo es el 100 %.")
    return Measurement(Kind.SUM, (item,), f"{item.name} / {amount:f}", Decimal(1), "%", (sentence,))


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


def _amount(text: str) -> Decimal | None:
    match = _AMOUNT.search(text)
    return parse_number(match[0], LOCALE) if match else None
