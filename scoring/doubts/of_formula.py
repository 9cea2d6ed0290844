"""Doubts about a formula in words, as the form prints it."""

import re
from collections.abc import Iterator
from typing import Final

from scoring.doubts.doubt import Doubt
from scoring.messages import _
from scoring.model import Indicator, Kind, Plan

_YEAR: Final = re.compile(r"\b20\d\d\b")
_MONTHLY: Final = r"\b(?:x|por)\s+mes\b"


def check_formula(plan: Plan, indicator: Indicator, formula: str) -> Iterator[Doubt]:
    """Yield what is wrong with a formula as the form prints it."""
    sentence = _("fórmula «{formula}»: {text}") if formula.strip() else _("sin fórmula: {text}")
    for text in _faults(plan, indicator, formula):
        yield Doubt("formula", indicator.id, sentence.format(formula=formula, text=text), indicator.id)


def _faults(plan: Plan, indicator: Indicator, formula: str) -> Iterator[str]:
    above, slash, below = formula.partition("/")
    if indicator.action is not None and not re.search(r"[/Σ*+\u00d7]|\s-\s", formula):
        if indicator.unit == "%" and re.match(r"N°|N[úu]mero|Total", formula):
            yield _("cuenta, y la unidad es %")
        else:
            yield _("no dice qué se calcula")
    if slash and re.search(r"\s-\s", above) and not re.search(r"[(\[]", above):
        yield _("faltan los paréntesis de la resta")
    if indicator.kind.needs_baseline and formula.count("/") > 1:
        yield _("divide dos veces, y una variación se calcula restando")
    if strange := sorted({year for year in _YEAR.findall(formula) if int(year) < plan.year - 1}):
        yield _("habla de {years}, y el plan es de {year}").format(years=", ".join(strange), year=plan.year)
    minuend, minus, subtrahend = above.strip(" [](").partition(" - ")
    if minus and indicator.kind.needs_baseline:
        if set(_YEAR.findall(minuend)) & set(_YEAR.findall(subtrahend)):
            yield _("resta dos cifras del mismo año")
        if indicator.kind is Kind.CEILING and re.search(_MONTHLY, subtrahend, re.IGNORECASE):
            yield _("resta el mes de la base, y así un aumento sale negativo")
    if "," in below:
        yield _("el denominador es una lista de palabras")
    divisor = below.split("*")[0].strip(" [])(")
    joined = above.strip(" [])(")
    if (
        slash
        and divisor
        and joined.startswith(f"{divisor} ")
        and not re.match(r"[-+*\u2013]", joined[len(divisor) :].strip())
    ):
        yield _("falta un operador después de «{term}»; un menos mediría lo que falta y no lo logrado").format(
            term=divisor
        )
