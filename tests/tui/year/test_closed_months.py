"""Months closed and opened again by keys, and what a closed month refuses."""

from decimal import Decimal
from pathlib import Path

import pytest
from acts import CORRECTED, close, reopen
from hands import foot, lines, person_at, sound_plan

from scoring.model import Cell
from scoring.model.acts import Act, ActKind, Close, Reopening, close_of, is_closed
from scoring.year.remarks import remark_of
from tui.modes.confirm import Confirm
from tui.modes.other_sessions import look_again


@pytest.mark.parametrize("keys", ["5", "n", "e", "x"], ids=["a digit", "NP", "editing", "clearing"])
def test_a_closed_cell_refuses_before_anything_is_typed(path: Path, keys: str) -> None:
    close(path)
    before, person = path.read_bytes(), person_at(path)
    person.type("g4.efectivas@mar⏎" + keys)
    assert "4.efectivas@3: marzo está cerrado; lo cerró " in foot(person)
    assert "Para corregirlo: r lo reabre" in foot(person)
    assert person.editor is None
    person.type("9⏎")
    assert path.read_bytes() == before


def test_an_open_month_is_typed_as_before(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g4.efectivas@abr⏎96000⏎")
    assert sound_plan(path).values[CORRECTED._replace(indicator="4", name="efectivas", month=4)] == Decimal(96000)


def test_a_paste_over_a_closed_month_is_refused_whole(path: Path) -> None:
    close(path, 2)
    before, person = path.read_bytes(), person_at(path)
    person.type("g5.m3@feb⏎")
    person.paste("1\t2")
    assert "no se pega nada: 5.m3@2: febrero está cerrado" in foot(person)
    assert "r lo reabre" in foot(person)
    assert path.read_bytes() == before


def test_what_was_typed_before_a_close_is_not_undone_behind_it(path: Path) -> None:
    person = person_at(path)
    person.type("g5.m3@mar⏎1430001⏎")
    close(path)
    look_again(person.stack)
    person.type("u")
    assert "marzo está cerrado" in foot(person)
    assert sound_plan(path).values[CORRECTED._replace(indicator="5")] == Decimal(1430001)


def test_closed_cells_are_marked_with_or_without_a_value(path: Path) -> None:
    close(path)
    person = person_at(path)
    [reported] = [line for line in lines(person) if "N° 5 " in line]
    [missing] = [line for line in lines(person) if "N° 6 " in line]
    assert "1.430.000= " in reported
    assert " = " in missing
    person.type("g5.m3@mar⏎")
    assert "= mes cerrado" in foot(person)


def test_a_close_shows_what_is_missing_asks_once_and_is_on_disk(path: Path) -> None:
    person = person_at(path)
    person.type("K")
    shown = person.screen()
    assert "Falta: 1 dato pendiente, 3 análisis pendientes." in shown
    assert "N° 6 Alcantarillado facturado · Mar" in shown
    assert "N° 9 [Cartera Total 2024" in shown
    person.type("⏎")
    assert "¿Cerrar marzo, con 1 dato pendiente, 3 análisis pendientes?" in foot(person)
    assert "Cerrar marzo" in lines(person)[0], "the page is still there to be read"
    person.type("x")
    assert person.stack.find(Confirm) is not None
    assert sound_plan(path).acts == {}
    person.type("⏎")
    assert foot(person).startswith("marzo queda cerrado")
    assert close_of(sound_plan(path), 3) is not None
    assert "marzo está cerrado" in lines(person)[0].lower()


def test_a_close_that_is_left_closes_nothing(path: Path) -> None:
    person = person_at(path)
    person.type("K⏎⎋⎋")
    assert sound_plan(path).acts == {}


def test_what_is_missing_is_done_from_the_page_of_the_close(path: Path) -> None:
    person = person_at(path)
    person.type("K↓↓⏎La bodega no entregó.↓↓↓↓↓⏎")
    assert "Falta: 1 dato pendiente, 2 análisis pendientes." in person.screen()
    assert remark_of(sound_plan(path), "6", 3) is not None
    person.type("↓⏎")
    assert person.controller.tree.cell == CORRECTED


def test_two_people_close_the_same_month_and_the_second_is_told(path: Path) -> None:
    person = person_at(path)
    person.type("K⏎")
    close(path)
    person.type("⏎")
    assert "marzo ya está cerrado: lo cerró " in foot(person)
    look_again(person.stack)
    assert "Lo cerró " in person.screen()


def test_the_indicator_of_the_row_is_reopened_with_a_reason(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g6.m3@mar⏎r")
    assert "solo N° 6 13.675.001 m3 Alcantarillado" in person.screen()
    person.type("⏎acta 9⏎")
    assert foot(person).startswith("reapertura de marzo para N° 6, hasta el próximo cierre")
    plan = sound_plan(path)
    made = plan.acts[Act(3, ActKind.REOPENING, "6")]
    assert isinstance(made, Reopening)
    assert made.reason == "acta 9"
    assert not is_closed(plan, CORRECTED)
    assert is_closed(plan, CORRECTED._replace(indicator="5"))
    person.type("1120000⏎")
    person.type("K")
    assert "N° 6 Alcantarillado facturado · Mar: – → 1.120.000" in person.screen()
    person.type("⏎⏎")
    made_again = close_of(sound_plan(path), 3)
    assert isinstance(made_again, Close)
    assert made_again.corrected == (str(CORRECTED),)


def test_all_of_a_month_is_reopened_from_the_page_of_its_close(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("g6⏎K⏎↓⏎error de digitación⏎")
    assert Act(3, ActKind.REOPENING) in sound_plan(path).acts


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("r", "abril no está cerrado: no hay nada que reabrir"),
        ("←r⏎⏎", "pide un motivo"),
    ],
    ids=["an open month", "no reason"],
)
def test_what_cannot_be_reopened_is_said(path: Path, keys: str, said: str) -> None:
    close(path)
    person = person_at(path)
    person.type("g4.efectivas@abr⏎" + keys)
    assert said in foot(person)
    assert len(sound_plan(path).acts) == 1


def test_a_month_reopened_already_is_said(path: Path) -> None:
    close(path)
    reopen(path)
    person = person_at(path)
    person.type("r")
    assert "marzo ya está reabierto, hasta el próximo cierre" in foot(person)


def test_the_money_of_an_objective_is_reopened_alone(path: Path) -> None:
    close(path)
    person = person_at(path)
    person.type("R")
    person.controller.move(lambda: person.controller.tree.go(Cell("R2", "propios", 3)))
    person.type("5")
    assert "marzo está cerrado" in foot(person)
    person.type("⎋r⏎acta 9⏎")
    plan = sound_plan(path)
    assert not is_closed(plan, Cell("R2", "propios", 3))
    assert is_closed(plan, CORRECTED)


def test_december_is_said_to_close_the_plan(path: Path) -> None:
    person = person_at(path, month=12)
    person.type("K")
    assert "con él queda cerrado el plan del año" in person.screen()


@pytest.mark.parametrize("word", ["cierre", "firmar", "reabrir", "acción de mejora"])
def test_the_palette_knows_the_year_by_its_spanish_names(path: Path, word: str) -> None:
    person = person_at(path)
    person.type(f":{word}⏎")
    assert "no es una orden" not in person.screen()
    assert person.stack.top is not person.stack.modes[0]
