"""Getting about: pending cells, names, texts, months, folding."""

from pathlib import Path

import pytest
from desks import desk_on, screen, type_keys

from scoring.model import Cell
from tui.actions import press
from tui.desk import Desk
from tui.going import open_at_pending


def test_the_cursor_begins_on_the_first_pending_cell_of_the_month_due(full_desk: Desk) -> None:
    open_at_pending(full_desk)
    assert full_desk.sheet.cell == Cell("6", "m3", 3)
    assert "falta un dato hasta marzo" in screen(full_desk)


def test_pending_cells_are_visited_month_by_month_down_the_tree_and_round(desk: Desk) -> None:
    open_at_pending(desk)
    assert desk.sheet.cell == Cell("1", "facturado", 3)
    type_keys(desk, "b")
    assert desk.sheet.cell == Cell("2", "urbanos", 3)
    type_keys(desk, "BB")
    assert desk.sheet.cell == Cell("13", "programadas", 2)
    desk.sheet.go(Cell("13", "programadas", 3))
    type_keys(desk, "b")
    assert desk.sheet.cell == Cell("1", "facturado", 1)


@pytest.mark.parametrize(
    ("said", "row", "month"),
    [
        ("4", "i4", 3),
        ("2", "i2", 3),
        ("4@ene", "i4", 1),
        ("mar", "o1", 3),
        ("septiembre", "o1", 9),
        ("10.generadas@feb", "i10.generadas", 2),
        ("o2", "o2", 3),
        ("1.3", "a1.3", 3),
        ("7.base", "i7.base", 3),
        ("O3", "iO3", 3),
    ],
)
def test_going_to_what_is_named(desk: Desk, said: str, row: str, month: int) -> None:
    type_keys(desk, f"g{said}⏎")
    assert (desk.sheet.at.id, desk.sheet.month) == (row, month)


def test_a_name_that_is_nowhere_is_said(desk: Desk) -> None:
    type_keys(desk, "g99@mar⏎")
    assert "No hay ningún indicador «99»" in screen(desk)


def test_a_search_goes_round_what_it_found_and_n_is_np_again_after_it(desk: Desk, path: Path) -> None:
    type_keys(desk, "/cartera⏎")
    found = [desk.sheet.at.id]
    for _again in range(3):
        type_keys(desk, "n")
        found.append(desk.sheet.at.id)
    assert found[0] == "o2"
    assert len(set(found)) > 2
    type_keys(desk, "N⎋")
    assert desk.sheet.at.id == found[2]
    desk.sheet.go(Cell("3", "alcantarillado", 3))
    type_keys(desk, "n")
    assert "NP" in screen(desk)
    assert desk_on(path).session.plan.values[Cell("3", "alcantarillado", 3)]


def test_a_folded_objective_keeps_its_figures_and_opens_for_what_is_sought(full_desk: Desk) -> None:
    type_keys(full_desk, " ")
    shown = screen(full_desk)
    assert "▸ 1. MEJORAR" in shown
    assert "Urbanos" not in shown
    assert "90,5 ●V" in shown
    type_keys(full_desk, "g2@mar⏎")
    assert "Urbanos" in screen(full_desk)


def test_the_objective_stays_in_sight_when_its_row_is_scrolled_away(full_desk: Desk) -> None:
    press(full_desk, "pagedown")
    press(full_desk, "pagedown")
    assert "MEJORAR LA FACT" not in screen(full_desk).splitlines()[3]
    heading = screen(full_desk).splitlines()[2]
    assert heading.startswith((" 1. MEJORAR", " 2. RECUPERACIÓN"))


def test_the_cut_off_moves_between_no_month_and_december(full_desk: Desk) -> None:
    type_keys(full_desk, "[[[[")
    assert "corte ninguno" in screen(full_desk)
    assert "Cumplimiento –" in screen(full_desk)
    type_keys(full_desk, "]" * 14)
    assert "corte Dic" in screen(full_desk)


@pytest.mark.parametrize("month", range(13))
def test_every_cut_off_can_be_looked_at_from_every_page(filled: Path, month: int) -> None:
    desk = desk_on(filled, month=month)
    for keys in ("s", "P", "c", "w", "z"):
        type_keys(desk, keys)
        assert screen(desk).strip()
        type_keys(desk, "⎋")


def test_enter_on_a_page_leads_to_the_line(full_desk: Desk) -> None:
    type_keys(full_desk, "P⏎")
    assert full_desk.page is None
    assert full_desk.sheet.cell == Cell("6", "m3", 3)


def test_the_palette_leaves_too(full_desk: Desk) -> None:
    type_keys(full_desk, ":salir⏎")
    assert full_desk.leaving


def test_a_click_or_the_wheel_moves_nothing_under_a_question(full_desk: Desk) -> None:
    full_desk.sheet.go(Cell("8", "numero", 3))
    type_keys(full_desk, "m")
    full_desk.point(45, 9)
    assert full_desk.sheet.cell == Cell("8", "numero", 3)


@pytest.mark.parametrize("width", [0, 1, 2])
def test_a_screen_of_hardly_any_width_can_be_told_something(full_desk: Desk, width: int) -> None:
    full_desk.resize(width, 1)
    full_desk.tell("no se pega nada")
    assert screen(full_desk).strip() in {"", "La ventana"[:width]}


def test_the_palette_runs_what_is_typed(full_desk: Desk) -> None:
    type_keys(full_desk, ":año⏎")
    assert full_desk.sheet.year


def test_one_column_to_the_right_and_back_over_the_edge_of_the_screen(full_desk: Desk) -> None:
    full_desk.sheet.go(Cell("4", "efectivas", 1))
    for month in range(2, 13):
        type_keys(full_desk, "→")
        assert month in [column.month for column in full_desk.sheet.columns.months]
        assert full_desk.sheet.cell == Cell("4", "efectivas", month)
