"""What makes a plan unusable: checked once, when it is loaded, so that scoring need not doubt what it is given."""

import re
from collections.abc import Iterator
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.model import Indicator, Plan
from scoring.model.formula import Formula, FormulaError, Number, divisors, parse
from scoring.model.plan import LONGEST_CONTROL, LONGEST_PATH, LONGEST_SHORT
from scoring.model.policy import Policy, faults
from scoring.model.resources import source_faults
from scoring.quoting import quoted

_NAME: Final = re.compile(r"[^\W\d]\w*")
_ID: Final = re.compile(r"[^\s.@=]+")


class InvalidPlanError(PlanError):
    """The plan's structure contradicts itself; the sentence lists every contradiction."""


def validate(plan: Plan, *, sound: Plan | None = None) -> None:
    """Raise InvalidPlanError where the structure of a plan cannot be scored.

    `sound` is a plan that was found sound before: the indicators that are the very same in it are not looked at again.
    """
    known = {id(item) for item in sound.indicators} if sound and sound.year == plan.year else set[int]()
    same_control = sound is not None and _control(sound) == _control(plan)
    found = [*(() if same_control else _control_faults(plan)), *_plan_faults(plan, known)]
    if found:
        raise InvalidPlanError(_("El plan no puede ser así: {faults}").format(faults=" ".join(found)))


def _plan_faults(plan: Plan, known: set[int]) -> Iterator[str]:
    if plan.roles or plan.policy != Policy():
        yield from faults(plan.roles, plan.policy)
    if plan.sources:
        yield from source_faults(plan.sources)
    seen: set[str] = set()
    for objective in plan.objectives:
        if objective.weight < 0:
            yield _("objetivo {number}: el peso es negativo.").format(number=objective.number)
    for indicator in plan.indicators:
        if indicator.id in seen:
            yield _("hay dos indicadores con el id {id}.").format(id=indicator.id)
        seen.add(indicator.id)
        for fault in () if id(indicator) in known else _indicator_faults(plan, indicator):
            yield _("indicador {id}: {fault}.").format(id=indicator.id, fault=fault)


def _control(plan: Plan) -> tuple[str, str, str]:
    return plan.code, plan.version, plan.logo


def _control_faults(plan: Plan) -> Iterator[str]:
    """Yield what the document control cannot print."""
    sentence = _("{what} es de una línea y de {limit} letras a lo sumo, sin espacios en los bordes.")
    for what, text, limit in (
        (_("el código"), plan.code, LONGEST_CONTROL),
        (_("la versión"), plan.version, LONGEST_CONTROL),
        (_("la ruta del logo"), plan.logo, LONGEST_PATH),
    ):
        if len(text) > limit or not text.isprintable() or text != text.strip():
            yield sentence.format(what=what, limit=limit)
    if plan.logo:
        yield from _logo_faults(plan.logo)


def _logo_faults(logo: str) -> Iterator[str]:
    from pathlib import PurePath  # few plans have one, and it takes long to load

    path = PurePath(logo)
    if path.is_absolute() or ".." in path.parts:
        yield _("el logo «{path}» no está en la carpeta del plan: póngalo ahí.").format(path=quoted(logo))


def _indicator_faults(plan: Plan, indicator: Indicator) -> Iterator[str]:
    known = [item.name for item in indicator.variables] + [item.name for item in indicator.constants]
    if not (_ID.fullmatch(indicator.id) and indicator.id.isprintable()):
        yield _("el id no puede llevar espacios, signos invisibles ni . @ =")
    yield from (_("«{name}» no sirve de nombre").format(name=name) for name in known if not _NAME.fullmatch(name))
    if not indicator.variables:
        yield _("no tiene ningún dato que reportar")
    if len(set(known)) != len(known):
        yield _("dos de sus datos se llaman igual")
    if indicator.weight < 0:
        yield _("el peso es negativo")
    short = indicator.short
    if len(short) > LONGEST_SHORT or not short.isprintable() or short != short.strip():
        sentence = _("el nombre corto es de una línea y de {limit} letras a lo sumo, sin espacios en los bordes")
        yield sentence.format(limit=LONGEST_SHORT)
    if indicator.start > indicator.end or {indicator.start.year, indicator.end.year} != {plan.year}:
        yield _("las fechas no caben en el año {year}").format(year=plan.year)
    if indicator.programme and (len(indicator.programme) != 12 or min(indicator.programme) < 0):
        yield _("la programación no son doce cifras de cero en adelante")
    if indicator.kind.needs_baseline and indicator.baseline is None:
        yield _("le falta el nombre de su línea base")
    if indicator.baseline is not None and indicator.baseline not in {item.name for item in indicator.constants}:
        yield _("su línea base «{name}» no está entre sus constantes").format(name=indicator.baseline)
    try:
        formula = parse(indicator.formula)
    except FormulaError as error:
        yield str(error).removesuffix(".")
    else:
        yield from _formula_faults(indicator, formula, known)


def _formula_faults(indicator: Indicator, formula: Formula, known: list[str]) -> Iterator[str]:
    variables = {item.name for item in indicator.variables}
    below = formula.denominator
    spoken = formula.above | formula.below
    yield from (
        _("la fórmula habla de «{name}», que no es ni dato ni constante").format(name=name)
        for name in sorted(spoken - set(known))
    )
    yield from (_("la fórmula no usa el dato «{name}»").format(name=name) for name in sorted(variables - spoken))
    inner = divisors(formula.numerator) + (divisors(below) if below else ())
    if any(not isinstance(divisor, Number) or not divisor.value for divisor in inner):
        yield _("dentro de la fórmula solo se puede dividir por un número distinto de cero")
    if isinstance(below, Number) and not below.value:
        yield _("la fórmula divide por cero")
    divides_by_variable = below is not None and bool(formula.below & variables)
    if divides_by_variable != indicator.kind.divides_by_variable:
        yield _("solo una razón, y toda razón, divide por un dato")
