"""The checks find by rule what is wrong in the 2024 form, and nothing in a sound plan."""

from decimal import Decimal

import pytest

from plans import indicator, monthly, objective, plan_2024, plan_of, plan_with, ratio
from scoring.arithmetic.measure import measure
from scoring.doubts.of_plan import check
from scoring.entry.edits import read_edits
from scoring.model import Cell, Direction, FormTexts, IndicatorTexts, Kind, ObjectiveTexts, Plan
from scoring.text.numbers import format_percent
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
    expected |= {"number": 3, "header": 1, "signature": 3, "resources": 1}
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
    sound = plan_with(
        (objective(1, own=(one,))._replace(texts=ObjectiveTexts("1. X", own_funds="$ 1")),),
        {Cell("R1", "propios"): Decimal(1)},
    )
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


def told(plan: Plan, *assignments: str) -> list[tuple[str, str, str | None]]:
    """Return the doubts that a plan has once it is edited so and had not before: rule, where, edit."""
    before = set(check(plan))
    after = check(plan.with_changes(read_edits(plan, assignments)))
    return [(doubt.rule, doubt.where, doubt.edit) for doubt in after if doubt not in before]


@pytest.mark.parametrize(
    ("assignments", "doubts"),
    [
        (("4.text.weight=20%",), [("text", "4", "4.text.weight=25%")]),
        (("4.text.start=01/03/2024",), [("text", "4", "4.text.start=16/01/2024")]),
        (("4.text.unit=usuarios",), [("text", "4", "4.text.unit=%")]),
        (("4.number=44",), [("text", "4", "4.number=4")]),
        (("4.target=90%",), [("text", "4", None)]),
        (("1.target=50.000.000.000",), [("text", "1", None)]),
        (("objective.2.text.weight=30%",), [("text", "objetivo 2", "objective.2.text.weight=40%")]),
        (("4.target=0%", "4.text.goal=nada"), [("target", "4", "4.direction=at_most")]),
        (("4.text.goal=máximo 99%",), [("target", "4", "4.direction=at_most")]),
        (("4.text.goal=máximo 99%", "4.direction=at_most"), []),
        (("13.target=90%",), []),
        (("4.name=otro",), []),
    ],
    ids=str,
)
def test_texts_that_no_longer_say_what_the_fields_say(
    assignments: tuple[str, ...], doubts: list[tuple[str, str, str | None]]
) -> None:
    assert told(plan_2024(), *assignments) == doubts


def test_the_edit_of_a_doubt_settles_it() -> None:
    plan = plan_2024()
    broken = plan.with_changes(read_edits(plan, ["4.text.weight=20%", "4.text.months=3", "4.text.goal=máximo 99%"]))
    edits = [doubt.edit for doubt in check(broken) if doubt.edit]
    assert len(edits) == 4
    mended = broken.with_changes(read_edits(broken, edits))
    assert [doubt for doubt in check(mended) if doubt.edit] == []


def test_a_zero_to_be_reached_counts_as_no_target_and_a_zero_of_a_limit_or_a_reduction_does_not() -> None:
    values = monthly("1", "a", *[5] * 12)
    zero = indicator(target=Decimal(0))
    assert measure(zero, values, 12).compliance == 0
    assert measure(zero._replace(direction=Direction.AT_MOST), values, 12).result == 60
    reduction = indicator(kind=Kind.REDUCTION, target=Decimal(0))
    assert measure(reduction, {**values, Cell("1", "base"): Decimal(9)}, 12).compliance == 1


def test_figures_whose_sizes_do_not_belong_together_give_no_result_and_a_doubt() -> None:
    few = {**monthly("1", "a", *[1] * 12), **monthly("1", "b", *[1] * 12)}
    far = {cell: Decimal("1e-23") if cell.name == "b" else Decimal("1e30") for cell in few}
    found = measure(ratio(), far, 12)
    assert (found.result, found.compliance, found.progress, found.extreme) == (None, Decimal(0), Decimal(0), True)
    assert "extreme" in {doubt.rule for doubt in check(plan_of([ratio()], far))}
    assert "extreme" not in {doubt.rule for doubt in check(plan_of([ratio()], few))}
    assert format_percent(Decimal("1e60"), "es_CO").startswith("1")


def test_an_indicator_without_a_formula_in_words_is_told_so() -> None:
    plan = plan_2024()
    emptied = plan.with_changes(read_edits(plan, ["4.text.formula="]))
    assert "sin fórmula: no dice qué se calcula" in [doubt.text for doubt in check(emptied) if doubt.where == "4"]
