"""How an indicator's score comes about, step by step, from its cells up to the plan."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

from scoring.arithmetic.attainment import clamp
from scoring.arithmetic.kind_rules import Result
from scoring.arithmetic.kinds import rules_of
from scoring.arithmetic.measure import Measure, is_limit
from scoring.arithmetic.readings import Reading, constants, readings, reported_values
from scoring.arithmetic.rollup import Figures, IndicatorScore, ObjectiveScore, PlanScore, score
from scoring.messages import _
from scoring.model import Indicator, Mark, Plan
from scoring.model.formula import Formula, parse, write
from scoring.precision import PRECISION, ZERO
from scoring.text.months import month_name
from scoring.text.numbers import format_number, format_percent
from scoring.text.quantities import format_operand, format_quantity
from scoring.text.words import kind_word, level_word, missing_word


class Step(NamedTuple):
    """One step of an explanation: what is computed, and the computation with its values in place."""

    depth: int
    """0 for the plan's own headings, 1 for the figures of one indicator, 2 for its months."""
    label: str
    text: str


def explain(plan: Plan, id_: str, month: int) -> tuple[Step, ...]:
    """Explain the indicator called `id_` at the cut-off `month`; KeyError where the plan has none of that name."""
    whole = score(plan, month)
    for objective in whole.objectives:
        for scored in objective.indicators:
            if scored.indicator.id == id_:
                with localcontext(PRECISION):
                    return (*_indicator_steps(plan, scored), *_roll_up_steps(whole, objective, scored))
    raise KeyError(id_)


def _indicator_steps(plan: Plan, scored: IndicatorScore) -> Iterator[Step]:
    indicator, measured = scored.indicator, scored.measure
    yield Step(0, f"{_label(indicator)} {indicator.name}", _heading(plan, indicator))
    formula = parse(indicator.formula)
    for reading in readings(indicator, plan.values):
        if reading.month <= measured.month:
            name = month_name(reading.month, plan.locale)
            yield Step(2, name, _month(plan, indicator, formula, reading))
    yield Step(1, _("Programado"), _programmed(plan, measured))
    if measured.missing:
        lacking = ", ".join(missing_word(name) for name in measured.missing)
        yield Step(1, _("Resultado"), _("no hay: falta {what}").format(what=lacking))
    elif measured.result is None:
        yield Step(1, _("Resultado"), _("no hay: no se ha reportado nada"))
    else:
        yield Step(1, _("Resultado"), _result(plan, measured))
        if measured.raw is not None and indicator.kind.needs_target:
            yield Step(1, _("Frente a la meta"), _against_target(plan, measured))
    yield Step(1, _("Cumplimiento"), _compliance(plan, scored))
    yield Step(1, _("Avance anual"), _progress(plan, measured))


def _label(indicator: Indicator) -> str:
    number = indicator.texts.number or indicator.id
    return _("N° {number} ·").format(number=number) if number.isdigit() else f"{number} ·"


def _heading(plan: Plan, indicator: Indicator) -> str:
    target = _target(plan, indicator)
    return _("{kind}; meta {target}; {formula}").format(
        kind=kind_word(indicator.kind), target=target, formula=indicator.formula
    )


def _target(plan: Plan, indicator: Indicator) -> str:
    if not indicator.kind.needs_target:
        return _("cumplirlo")
    if indicator.target is None:
        return _("sin definir")
    limit = _("máximo ") if is_limit(indicator) else ""
    return limit + format_quantity(indicator.target, indicator.unit, plan.locale)


def _month(plan: Plan, indicator: Indicator, formula: Formula, reading: Reading) -> str:
    held = reported_values(indicator, plan.values, reading.month)
    if Mark.NP in held.values():
        return _("NP: no programado, no cuenta")
    if not reading.reported and reading.active:
        blank = ", ".join(item.name for item in indicator.variables if item.name not in held)
        return _("sin reportar: {names}").format(names=blank)
    known = {name: value for name, value in held.items() if isinstance(value, Decimal)}
    known |= constants(indicator, plan.values)
    text = _substituted(plan, formula, known)
    if not reading.active:
        return _("{text}: cero de cero, no cuenta").format(text=text)
    if reading.numerator is None or not _computes(formula):
        return text
    value = reading.numerator if reading.denominator is None else reading.numerator / reading.denominator
    return f"{text} = {format_operand(value, plan.locale)}"


def _substituted(plan: Plan, formula: Formula, known: Mapping[str, Decimal]) -> str:
    """Write a formula with the `known` values in place of the names."""
    written = {name: format_number(value, plan.locale) for name, value in known.items()}
    text = write(formula.numerator, written, 2 if formula.denominator else 0)
    return text if formula.denominator is None else f"{text} / {write(formula.denominator, written, 3)}"


def _computes(formula: Formula) -> bool:
    """Whether there is anything to compute beyond one value that is the result by itself."""
    return formula.denominator is not None or len(formula.above) > 1


def _programmed(plan: Plan, measured: Measure) -> str:
    if not measured.due:
        return _("nada programado hasta el corte")
    return _("{months} de los meses activos, {share} del año; reportado {reported}").format(
        months=len(measured.due),
        share=format_percent(measured.programmed, plan.locale, 2),
        reported=format_percent(measured.reported or ZERO, plan.locale, 2),
    )


def _result(plan: Plan, measured: Measure) -> str:
    numerator, denominator, value = measured.numerator, measured.denominator, measured.result
    if numerator is None or value is None:
        return ""
    result, indicator = Result(numerator, denominator, value), measured.indicator
    return rules_of(indicator).result_in_words(indicator, result, plan.locale)


def _against_target(plan: Plan, measured: Measure) -> str:
    indicator, raw = measured.indicator, measured.raw
    if measured.result is None or indicator.target is None or raw is None:
        return ""
    result = format_quantity(measured.result, indicator.unit, plan.locale)
    held_to = format_quantity(indicator.target, indicator.unit, plan.locale)
    if indicator.kind.adds_up:
        share = format_percent(measured.programmed, plan.locale, 2)
        held_to = _("({target} × {share})").format(target=held_to, share=share)
    shown = format_percent(raw, plan.locale, 2)
    if not is_limit(indicator):
        return f"{result} / {held_to} = {shown}"
    if raw == 1:
        return _("{result} no pasa de {limit}: {shown}").format(result=result, limit=held_to, shown=shown)
    return f"2 - {result} / {held_to} = {shown}"


def _compliance(plan: Plan, scored: IndicatorScore) -> str:
    measured = scored.measure
    if measured.compliance is None:
        return _("ninguno: nada programado hasta el corte")
    shown = _("{compliance}, {level}").format(
        compliance=format_percent(measured.compliance, plan.locale, 2), level=level_word(scored.level)
    )
    if measured.raw is None or measured.compliance == clamp(measured.raw):
        return shown
    return _("{capped} × reportado {reported} = {shown}").format(
        capped=format_percent(clamp(measured.raw), plan.locale, 2),
        reported=format_percent(measured.reported or ZERO, plan.locale, 2),
        shown=shown,
    )


def _progress(plan: Plan, measured: Measure) -> str:
    indicator = measured.indicator
    shown = format_percent(measured.progress, plan.locale, 2)
    if measured.compliance is None or measured.result is None or not indicator.kind.needs_target:
        return shown
    if indicator.kind.adds_up and not is_limit(indicator) and indicator.target is not None:
        target = format_quantity(indicator.target, indicator.unit, plan.locale)
        return f"{format_quantity(measured.result, indicator.unit, plan.locale)} / {target} = {shown}"
    return _("cumplimiento {compliance} × programado {programmed} = {shown}").format(
        compliance=format_percent(measured.compliance, plan.locale, 2),
        programmed=format_percent(measured.programmed, plan.locale, 2),
        shown=shown,
    )


def _roll_up_steps(whole: PlanScore, objective: ObjectiveScore, scored: IndicatorScore) -> Iterator[Step]:
    locale = whole.plan.locale
    yield Step(
        0,
        _("Objetivo {number}").format(number=objective.objective.number),
        _("este indicador pesa {weight}: aporta {progress} de avance; {figures}").format(
            weight=format_percent(scored.weight, locale, 2),
            progress=format_percent(scored.weight * scored.measure.progress, locale, 2),
            figures=_figures(objective.figures, locale),
        ),
    )
    yield Step(
        0,
        _("Plan"),
        _("el objetivo pesa {weight}: el indicador aporta {progress} de avance; {figures}").format(
            weight=format_percent(objective.weight, locale, 2),
            progress=format_percent(scored.global_weight * scored.measure.progress, locale, 2),
            figures=_figures(whole.figures, locale),
        ),
    )


def _figures(figures: Figures, locale: str) -> str:
    compliance = "–" if figures.compliance is None else format_percent(figures.compliance, locale, 2)
    return _("avance {progress}, cumplimiento {compliance}, programado {programmed}").format(
        progress=format_percent(figures.progress, locale, 2),
        compliance=compliance,
        programmed=format_percent(figures.programmed, locale, 2),
    )
