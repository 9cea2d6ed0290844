"""Doubts about the wording of the official form: amounts, goals and formulas that contradict themselves.

The rules read the form's own Spanish and know no plan by name (design: plan_2024.md, "What is wrong in the form").
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from scoring.doubts.doubt import Doubt
from scoring.messages import _
from scoring.model import Action, Indicator, Kind, Objective, Plan
from scoring.text.numbers import format_number, parse_number

_GROUPED: Final = r"\d{1,3}(?:\.\d{3})+(?![\d.,])"
_PESOS: Final = re.compile(rf"\$ ?({_GROUPED})")
_COUNT: Final = re.compile(rf"(?<![\d.,$])(?<!\$ )({_GROUPED}|\d+(?![\d.,]| ?%))")
_NOT_AMOUNTS: Final = re.compile(r"^\d{1,2}\.\d{1,2}\s|\b20\d\d\b|(?<=diciembre de )2\.0\d\d\b")
"""The number a text begins with, and years."""
_PERCENT: Final = re.compile(r"(\d+(?:,\d+)?) ?%")
_PESOS_IN_MILLIONS: Final = re.compile(r"\$ ?(\d{1,3}(?:\.\d{3}){2,})(?: de)? millones", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_MONTHLY: Final = r"\b(?:x|por)\s+mes\b"


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
    if not (texts.own_funds or texts.ley_715 or texts.other_funds):
        yield Doubt("funds", where, _("no dice con qué recursos se hace"))
    for line in objective.own:
        yield from _formula(plan, line, texts.indicator)
    for action in objective.actions:
        yield from _action(plan, action)


def _action(plan: Plan, action: Action) -> Iterator[Doubt]:
    yield from _millions(_("acción {number}").format(number=action.number), action.text)
    for indicator in action.indicators:
        yield from _millions(indicator.id, indicator.texts.goal)
        yield from _goal(plan, action, indicator)
        yield from _formula(plan, indicator, indicator.texts.formula)
        if indicator.texts.months.isdigit() and int(indicator.texts.months) != len(indicator.months):
            text = _("dice {months} meses, y sus fechas abarcan {touched}").format(
                months=indicator.texts.months, touched=len(indicator.months)
            )
            yield Doubt("dates", indicator.id, text, indicator.id)


def _millions(where: str, *texts: str) -> Iterator[Doubt]:
    for text in texts:
        for match in _PESOS_IN_MILLIONS.finditer(text):
            yield Doubt(
                "millions", where, _("«{text}»: la cifra ya está en pesos, sobra «millones»").format(text=match[0])
            )


def _goal(plan: Plan, action: Action, indicator: Indicator) -> Iterator[Doubt]:
    """Hold a goal against what the text of its action says."""

    def doubt(text: str) -> Doubt:
        return Doubt("goal", indicator.id, text, indicator.id)

    goal = indicator.texts.goal
    percentages = _PERCENT.findall(goal)
    spoken = _PERCENT.findall(action.text)
    if percentages and spoken and percentages[0] not in spoken:
        yield doubt(
            _("la meta dice {goal} % y la acción {text} %").format(goal=percentages[0], text=" %, ".join(spoken))
        )
    amounts = _amounts(plan, goal, pesos="$" in goal)
    told = _amounts(plan, action.text, pesos="$" in goal)
    if re.search(r"\bincrementar\b", action.text, re.IGNORECASE) and spoken and indicator.baseline is None:
        yield doubt(_("la acción habla de crecer un porcentaje y no hay línea base con qué compararlo"))
    if not amounts or not told:
        return
    wanted = amounts[0]
    if spoken and (share := _share_told(plan, spoken, told, wanted)):
        yield doubt(share)
        return
    runs = [sum(told[a:b], Decimal(0)) for a in range(len(told)) for b in range(a + 1, len(told) + 1)]
    if wanted not in runs:
        listed = " + ".join(format_number(amount, plan.locale) for amount in told[:2])
        total = f" = {format_number(sum(told[:2], Decimal(0)), plan.locale)}" if len(told) > 1 else ""
        yield doubt(
            _("la meta {goal} no sale de las cifras de la acción ({figures})").format(
                goal=format_number(wanted, plan.locale), figures=listed + total
            )
        )


def _amounts(plan: Plan, text: str, *, pesos: bool) -> list[Decimal]:
    """Return the amounts of pesos in a text, or its other amounts: no percentages, years or the text's own number."""
    bare = _NOT_AMOUNTS.sub("", text)
    found = [parse_number(match, plan.locale) for match in (_PESOS if pesos else _COUNT).findall(bare)]
    return [amount for amount in found if amount > 12]


def _share_told(plan: Plan, spoken: list[str], told: list[Decimal], wanted: Decimal) -> str | None:
    """Say so where the goal is nearly, and not quite, the percentage of an amount that the action names."""
    for percentage in spoken:
        for amount in told:
            share = parse_number(percentage, plan.locale).scaleb(-2) * amount
            if share != wanted and abs(share - wanted) < share / 100:
                return _("el {percentage} % de {amount} es {share}, y la meta {goal}").format(
                    percentage=percentage,
                    amount=format_number(amount, plan.locale),
                    share=format_number(share.normalize(), plan.locale),
                    goal=format_number(wanted, plan.locale),
                )
    return None


def _formula(plan: Plan, indicator: Indicator, formula: str) -> Iterator[Doubt]:
    for text in _formula_doubts(plan, indicator, formula):
        yield Doubt(
            "formula", indicator.id, _("fórmula «{formula}»: {text}").format(formula=formula, text=text), indicator.id
        )


def _formula_doubts(plan: Plan, indicator: Indicator, formula: str) -> Iterator[str]:
    above, slash, below = formula.partition("/")
    if indicator.action is not None and not re.search(r"[/Σ*+\u00d7]|\s-\s", formula):
        if indicator.unit == "%" and re.match(r"N°|N[úu]mero|Total", formula):
            yield _("cuenta, y la unidad es %")
        else:
            yield _("no dice qué se calcula")
    if slash and re.search(r"\s-\s", above) and not re.search(r"[(\[]", above):
        yield _("faltan los paréntesis de la resta")
    if indicator.kind in {Kind.REDUCTION, Kind.CEILING} and formula.count("/") > 1:
        yield _("divide dos veces, y una variación se calcula restando")
    if strange := sorted({year for year in _YEAR.findall(formula) if int(year) < plan.year - 1}):
        yield _("habla de {years}, y el plan es de {year}").format(years=", ".join(strange), year=plan.year)
    minuend, minus, subtrahend = above.strip(" [](").partition(" - ")
    if minus and indicator.kind in {Kind.REDUCTION, Kind.CEILING}:
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
