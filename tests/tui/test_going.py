"""Getting about: pending cells, names, texts, months, folding."""

from pathlib import Path

import pytest
from hands import Person, person_at

from scoring.model import Cell
from tui.modes.pending_places import open_at_pending


def test_the_cursor_begins_on_the_first_pending_cell_of_the_month_due(full_person: Person) -> None:
    open_at_pending(full_person.controller)
    assert full_person.controller.tree.cell == Cell("6", "m3", 3)
    assert "falta 1 dato hasta marzo" in full_person.screen()


def test_pending_cells_are_visited_month_by_month_down_the_tree_and_round(person: Person) -> None:
    open_at_pending(person.controller)
    assert person.controller.tree.cell == Cell("1", "facturado", 3)
    person.type("b")
    assert person.controller.tree.cell == Cell("2", "urbanos", 3)
    person.type("BB")
    assert person.controller.tree.cell == Cell("13", "programadas", 2)
    person.controller.tree.go(Cell("13", "programadas", 3))
    person.type("b")
    assert person.controller.tree.cell == Cell("7", "base")


@pytest.mark.parametrize(
    ("said", "row", "month"),
    [
        ("4", "i4.efectivas", 3),
        ("2", "i2.urbanos", 3),
        ("4@ene", "i4.efectivas", 1),
        ("mar", "i1", 3),
        ("septiembre", "i1", 9),
        ("10.generadas@feb", "i10.generadas", 2),
        ("o2", "i9", 3),
        ("1.3", "i5", 3),
        ("7.base", "i7.base", 3),
        ("O3", "iO3.satisfechos", 3),
        ("N° 4 Lecturas programadas · Feb", "i4.programadas", 2),
        ("6.m3@ene:", "i6", 1),
    ],
)
def test_going_to_what_is_named(person: Person, said: str, row: str, month: int) -> None:
    person.type(f"g{said}⏎")
    assert (person.controller.tree.at.id, person.controller.tree.month) == (row, month)


def test_a_name_that_is_nowhere_is_said(person: Person) -> None:
    person.type("g99@mar⏎")
    assert "No hay ningún indicador «99»" in person.screen()


def test_a_search_goes_round_what_it_found_and_n_is_np_again_after_it(person: Person, path: Path) -> None:
    person.type("/cartera⏎")
    found = [person.controller.tree.at.id]
    for _again in range(3):
        person.type("n")
        found.append(person.controller.tree.at.id)
    assert found[0] == "o2"
    assert len(set(found)) > 2
    person.type("N⎋")
    assert person.controller.tree.at.id == found[2]
    person.controller.tree.go(Cell("3", "alcantarillado", 3))
    person.type("n⏎")
    assert "NP" in person.screen()
    assert person_at(path).controller.session.plan.values[Cell("3", "alcantarillado", 3)]


def test_a_folded_objective_keeps_its_figures_and_opens_for_what_is_sought(full_person: Person) -> None:
    full_person.type(" ")
    shown = full_person.screen()
    assert "▸ 1. MEJ" in shown
    assert "Urbanos" not in shown
    assert "90,5 ●V" in shown
    full_person.type("g2@mar⏎")
    assert "Urbanos" in full_person.screen()


def test_the_objective_stays_in_sight_when_its_row_is_scrolled_away(full_person: Person) -> None:
    full_person.press("pagedown")
    full_person.press("pagedown")
    assert "MEJORAR LA FACT" not in full_person.screen().splitlines()[3]
    heading = full_person.screen().splitlines()[2]
    assert heading.startswith((" 1. MEJORAR", " 2. RECUPERACIÓN"))


def test_the_cut_off_moves_between_no_month_and_december(full_person: Person) -> None:
    full_person.type("[[[[")
    assert "corte ninguno" in full_person.screen()
    assert "Cumplimiento –" in full_person.screen()
    full_person.type("]" * 14)
    assert "corte Dic" in full_person.screen()


@pytest.mark.parametrize("month", range(13))
def test_every_cut_off_can_be_looked_at_from_every_page(filled: Path, month: int) -> None:
    person = person_at(filled, month=month)
    for keys in ("s", "P", "c", "w", "z"):
        person.type(keys)
        assert person.screen().strip()
        person.type("⎋")


def test_enter_on_a_page_leads_to_the_line(full_person: Person) -> None:
    full_person.type("P⏎")
    assert full_person.stack.top.page is None
    assert full_person.controller.tree.cell == Cell("6", "m3", 3)


def test_the_palette_leaves_too(full_person: Person) -> None:
    full_person.type(":salir⏎")
    assert full_person.stack.leaving


def test_a_click_or_the_wheel_moves_nothing_under_a_question(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    full_person.type("m")
    full_person.point(45, 9)
    assert full_person.controller.tree.cell == Cell("8", "numero", 3)


@pytest.mark.parametrize("width", [0, 1, 2])
def test_a_screen_of_hardly_any_width_can_be_told_something(full_person: Person, width: int) -> None:
    full_person.resize(width, 1)
    full_person.controller.tell("no se pega nada")
    assert full_person.screen().strip() in {"", "La ventana"[:width]}


def test_the_year_fits_beside_whatever_is_told(full_person: Person) -> None:
    full_person.type("zgR2.propios@mar⏎5⏎")
    for width in range(40, 81):
        full_person.resize(width, 24)
        full_person.controller.tell("ya está guardada; " * 9)
        assert max(map(len, full_person.screen().splitlines())) <= width


@pytest.mark.parametrize("keys", ["", "4", "n", "p", "m4", "z", "z4", "e", "99⏎", "D", "a"])
@pytest.mark.parametrize("place", ["9@mar", "R2.propios@mar", "4.efectivas@abr", "1.1"])
def test_no_line_is_wider_than_a_window_that_is_made_narrower(full_person: Person, place: str, keys: str) -> None:
    full_person.type(f"g{place}⏎{keys}")
    for width in (120, 100, 90, 80, 72, 66, 60):
        full_person.resize(width, 24)
        assert max(map(len, full_person.screen().splitlines())) <= width


def test_the_palette_runs_what_is_typed(full_person: Person) -> None:
    full_person.type(":año⏎")
    assert full_person.controller.tree.year


def test_one_column_to_the_right_and_back_over_the_edge_of_the_screen(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 1))
    for month in range(2, 13):
        full_person.type("→")
        assert month in [column.month for column in full_person.controller.tree.columns.months]
        assert full_person.controller.tree.cell == Cell("4", "efectivas", month)
