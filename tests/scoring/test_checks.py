"""The checks find by rule what is wrong in the 2024 form, and nothing in a sound plan."""

from decimal import Decimal

import pytest

from plans import indicator, objective, plan_2024, plan_of, plan_with
from scoring.doubts.of_plan import check
from scoring.model import FormTexts, IndicatorTexts, ObjectiveTexts
from work import calls_of

BLANK = ("",) * 19


@pytest.mark.parametrize(
    ("rule", "where", "text"),
    [
        ("weights", "objetivo 3", "suman 200,0 %"),
        ("missing", "7", "falta la constante «base»"),
        ("missing", "8", "falta la constante «base»"),
        ("responsible", "10", "no tiene responsable"),
        ("millions", "objetivo 1", "$53.090.367.849 millones"),
        ("millions", "objetivo 2", "$ 660.000.000 Millones"),
        ("millions", "acción 2.3", "$2.832.573.172 millones"),
        ("millions", "12", "$ 1.132.800.000 Millones"),
        ("goal", "2", "la meta 2.205 no sale de las cifras de la acción (2.076 + 550 = 2.626)"),
        ("goal", "5", "no hay línea base"),
        ("goal", "6", "no hay línea base"),
        ("goal", "10", "la meta dice 35 % y la acción 25 %"),
        ("goal", "11", "la meta 2.743 no sale de las cifras de la acción (170)"),
        ("goal", "12", "el 40 % de 2.832.573.172 es 1.133.029.268,8, y la meta 1.132.800.000"),
        ("formula", "4", "no dice qué se calcula"),
        ("formula", "7", "faltan los paréntesis"),
        ("formula", "8", "divide dos veces"),
        ("formula", "8", "habla de 2021, 2022"),
        ("formula", "9", "dos cifras del mismo año"),
        ("formula", "9", "un aumento sale negativo"),
        ("formula", "11", "lista de palabras"),
        ("formula", "12", "falta un operador"),
        ("formula", "13", "cuenta, y la unidad es %"),
        ("funds", "objetivo 1", "recursos"),
        ("funds", "objetivo 3", "recursos"),
        ("number", "1", "se lee como 1"),
        ("number", "9", "se lee como 9"),
        ("number", "O3", "queda sin número"),
        ("header", "encabezado", "Und y Responsable"),
        ("signature", "firmas", "FABIO DIAZ: sin firmar"),
        ("signature", "firmas", "JEIVER TAPIA CIFUENTES: sin firmar"),
        ("signature", "firmas", "JOHN DIEGO PARRA: sin firmar"),
    ],
)
def test_the_2024_form_is_doubted_where_it_should_be(rule: str, where: str, text: str) -> None:
    found = [doubt for doubt in check(plan_2024()) if (doubt.rule, doubt.where) == (rule, where)]
    assert any(text in doubt.text for doubt in found), found


def test_nothing_else_in_the_2024_form_is_doubted() -> None:
    rules = [doubt.rule for doubt in check(plan_2024()) if doubt.rule != "assumption"]
    expected = {"weights": 1, "missing": 2, "responsible": 1, "millions": 4, "goal": 6, "formula": 9, "funds": 2}
    expected |= {"number": 3, "header": 1, "signature": 3}
    assert {rule: rules.count(rule) for rule in rules} == expected


def test_every_assumption_is_told_with_its_indicator() -> None:
    plan = plan_2024()
    told = [(doubt.indicator, doubt.text) for doubt in check(plan) if doubt.rule == "assumption"]
    assert told == [
        (indicator.id, f"supuesto: {text}") for indicator in plan.indicators for text in indicator.assumptions
    ]
    assert told


def test_a_sound_plan_raises_no_doubt() -> None:
    one = indicator(weight=Decimal(1), texts=IndicatorTexts(number="1"))
    sound = plan_with((objective(1, own=(one,))._replace(texts=ObjectiveTexts("1. X", own_funds="$ 1")),), {})
    assert check(sound._replace(texts=FormTexts((), (BLANK, BLANK), "", (), ()))) == ()


def test_weights_and_programmes_that_measure_nothing_are_doubted() -> None:
    indicators = [indicator("1", weight=Decimal(0)), indicator("2", programme=(Decimal(0),) * 12, target=Decimal(-1))]
    rules = {(doubt.rule, doubt.where) for doubt in check(plan_of(indicators))}
    assert {("weights", "1"), ("programme", "2"), ("target", "2")} <= rules


@pytest.mark.parametrize("locale", ["es_CO", "en_US", "ar_EG"])
@pytest.mark.parametrize("text", ["17.023.587 m3", "1 " * 3000, "9" * 300, " ".join(str(n) for n in range(13, 3000))])
def test_texts_that_name_no_amounts_or_too_many_stop_no_check(locale: str, text: str) -> None:
    plan = plan_2024()
    first = plan.objectives[0]
    actions = [
        action._replace(
            text=text, indicators=tuple(item._replace(texts=IndicatorTexts(goal=text)) for item in action.indicators)
        )
        for action in first.actions
    ]
    plan = plan._replace(locale=locale, objectives=(first._replace(actions=tuple(actions)), *plan.objectives[1:]))
    assert calls_of(lambda: check(plan)) < 100_000
