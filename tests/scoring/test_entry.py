"""What a person types, read against the plan."""

from datetime import date
from decimal import Decimal

import pytest

from plans import YEAR, indicator, monthly, plan_of, ratio
from scoring.doubts.of_value import doubt
from scoring.entry.acceptance import accept
from scoring.entry.addresses import parse_cell
from scoring.entry.values import changes_for, parse_assignment, parse_value
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Constant, Kind, Mark, Plan, Variable
from scoring.text.numbers import format_value


def plan() -> Plan:
    reduction = indicator("7", Kind.REDUCTION)
    late = indicator("9", start=date(YEAR, 3, 1), constants=(Constant("k", "", ""),))
    return plan_of([ratio("4"), reduction, indicator("O3"), late], monthly("4", "a", 5) | monthly("4", "b", 10))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("4.a@mar", Cell("4", "a", 3)),
        (" 4.B@2024-12 ", Cell("4", "b", 12)),
        ("O3@3", Cell("O3", "a", 3)),
        ("o3.a@marzo", Cell("O3", "a", 3)),
        ("7.base", Cell("7", "base")),
        ("N° 4.a@mar", Cell("4", "a", 3)),
        ("#4.a @ mar", Cell("4", "a", 3)),
        ("4.a@3:", Cell("4", "a", 3)),
    ],
)
def test_addresses(text: str, cell: Cell) -> None:
    assert parse_cell(plan(), text) == cell


def test_an_assignment_is_a_cell_and_a_value() -> None:
    assert parse_assignment(plan(), "7.base=50.000.000") == (CellChange(Cell("7", "base"), Decimal(50_000_000)),)
    assert parse_assignment(plan(), "O3@3=") == (CellChange(Cell("O3", "a", 3), None),)


def test_a_value_has_the_unit_of_its_cell_or_none() -> None:
    pesos = plan_of([indicator("1")._replace(variables=(Variable("a", "", "COP"),))])
    (change,) = parse_assignment(pesos, "1@mar=$ 4.500.000")
    assert change.value == Decimal(4_500_000)
    with pytest.raises(PlanError, match="1@mar: «95 %»: aquí la cifra va en COP; escríbala sin %"):
        parse_assignment(pesos, "1@mar=95 %")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("4.a@mar", "no es una asignación"),
        ("99.a@mar=1", "No hay ningún indicador «99» en este plan; hay: 4, 7, O3, 9"),
        ("4.c@mar=1", "el indicador 4 no tiene «c» entre sus datos; tiene: a, b"),
        ("4@mar=1", "tiene varios datos, diga cuál: a, b"),
        ("4.a=1", "falta el mes"),
        ("O3=1", "falta el mes"),
        ("7.nada=1", "entre sus constantes; tiene: base"),
        ("7.base@mar=1", "escriba 7.base, sin el mes"),
        ("4.a@trece=1", "no es un mes"),
        ("4.a@mar=2.5", "4.a@mar: «2.5»"),
        ("4.a@mar=NaN", "no es un número"),
    ],
)
def test_what_the_plan_has_no_place_for_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(PlanError) as refused:
        parse_assignment(plan(), text)
    assert sentence in str(refused.value)


def test_np_marks_the_whole_month_and_a_number_takes_the_mark_off() -> None:
    marked = changes_for(plan(), Cell("4", "a", 1), Mark.NP)
    assert marked == (CellChange(Cell("4", "a", 1), Mark.NP), CellChange(Cell("4", "b", 1), Mark.NP))
    after = plan().with_changes(marked)
    assert changes_for(after, Cell("4", "b", 1), Decimal(3)) == (
        CellChange(Cell("4", "b", 1), Decimal(3)),
        CellChange(Cell("4", "a", 1), None),
    )
    assert changes_for(after, Cell("4", "a", 1), None)[1] == CellChange(Cell("4", "b", 1), None)


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        (Cell("4", "b", 1), Decimal(0), "4, enero: hay 5 sobre cero"),
        (Cell("7", "base"), Decimal(0), "mayor que cero"),
        (Cell("7", "base"), Mark.NP, "una constante no puede ser NP"),
        (Cell("9", "a", 2), Decimal(1), "en febrero el indicador 9 no está programado; va de marzo a diciembre"),
        (Cell("4", "a", 1), Decimal("NaN"), "no es una cifra"),
        (Cell("4", "a", 1), Decimal("1e40"), "no es una cifra"),
        (Cell("4", "z", 1), Decimal(1), "no es una celda"),
        (Cell("8", "a", 1), Decimal(1), "No hay ningún indicador"),
    ],
)
def test_figures_that_cannot_stand_are_refused(cell: Cell, value: Decimal | Mark, sentence: str) -> None:
    with pytest.raises(PlanError) as refused:
        accept(plan(), [CellChange(cell, value)])
    assert sentence in str(refused.value)


def test_zero_over_zero_is_accepted() -> None:
    changes = [CellChange(Cell("4", "a", 1), Decimal(0)), CellChange(Cell("4", "b", 1), Decimal(0))]
    assert accept(plan(), changes).values[Cell("4", "b", 1)] == 0


def test_values_are_read_and_written_in_the_plans_locale() -> None:
    for text in ("96.200", "NP", "", "0,5"):
        assert format_value(parse_value(plan(), text), "es_CO") == text


@pytest.mark.parametrize(
    ("before", "value", "sentence"),
    [
        ((100, 110), 400, "parece el acumulado"),
        ((100,), 301, "pasa de tres veces la mediana"),
        ((100, 110, 105, 102), 34, "no llega a un tercio"),
        ((100, 110, 105, 102), 120, None),
        ((), 5, None),
        ((0, 0), 5, None),
    ],
)
def test_doubtful_figures_say_why(before: tuple[int, ...], value: int, sentence: str | None) -> None:
    found = doubt(plan_of([indicator()], monthly("1", "a", *before)), Cell("1", "a", len(before) + 1), Decimal(value))
    assert found is None if sentence is None else sentence in (found or "")


def test_a_numerator_above_its_denominator_is_doubtful() -> None:
    assert "numerador" in (doubt(plan(), Cell("4", "a", 1), Decimal(11)) or "")
    assert doubt(plan(), Cell("4", "a", 1), Decimal(10)) is None
