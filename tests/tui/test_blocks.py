"""Blocks: marking, copying, pasting, filling, clearing, each one step of the history."""

from pathlib import Path

from desks import desk_on, on_disk, screen, type_keys

from scoring.model import Cell
from tui.actions import press
from tui.blocks import pasted
from tui.desk import Desk


def test_a_marked_block_is_copied_and_pasted_elsewhere_as_one_step(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("2", "urbanos", 1))
    type_keys(full_desk, "v↓→→y")
    full_desk.sheet.go(Cell("2", "urbanos", 4))
    type_keys(full_desk, "p")
    assert on_disk(filled) == before
    type_keys(full_desk, "⏎")
    assert on_disk(filled) == before | {
        "2.urbanos@4": "110",
        "2.urbanos@5": "120",
        "2.urbanos@6": "140",
        "2.veredales@4": "40",
        "2.veredales@5": "50",
        "2.veredales@6": "50",
    }
    type_keys(full_desk, "u")
    assert on_disk(filled) == before


def test_escape_drops_a_paste_that_was_only_shown(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("3", "alcantarillado", 4))
    pasted(full_desk, "1\t2\t3")
    assert "pegar 1 × 3: cambian 3 celdas" in screen(full_desk)
    type_keys(full_desk, "⎋")
    assert on_disk(filled) == before
    assert full_desk.pasting is None


def test_a_paste_with_a_bad_field_says_which_and_changes_nothing(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("3", "alcantarillado", 4))
    pasted(full_desk, "1\tdos\t3")
    assert "no se pega nada: fila 1, columna 2" in screen(full_desk)
    type_keys(full_desk, "⏎")
    assert on_disk(filled) == before


def test_one_pasted_value_goes_into_what_is_being_typed(desk: Desk, path: Path) -> None:
    desk.sheet.go(Cell("3", "alcantarillado", 3))
    type_keys(desk, "1")
    pasted(desk, "60\n")
    type_keys(desk, "⏎")
    assert on_disk(path) == {"3.alcantarillado@3": "160"}


def test_filling_copies_the_month_before_into_empty_cells_only(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("6", "m3", 3))
    type_keys(full_desk, "f")
    assert on_disk(filled) == before | {"6.m3@3": "1130000"}


def test_filling_a_block_leaves_the_rest_of_the_month_alone(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("2", "urbanos", 4))
    type_keys(full_desk, "v↓f")
    assert on_disk(filled) == before | {"2.urbanos@4": "140", "2.veredales@4": "50"}


def test_clearing_a_block_is_one_step(full_desk: Desk, filled: Path) -> None:
    before = on_disk(filled)
    full_desk.sheet.go(Cell("4", "efectivas", 2))
    type_keys(full_desk, "v↓→x")
    gone = {f"4.{name}@{month}" for name in ("efectivas", "programadas") for month in (2, 3)}
    assert before.keys() - on_disk(filled).keys() == gone
    type_keys(full_desk, "u")
    assert on_disk(filled) == before


def test_a_number_in_an_np_month_takes_the_mark_off_its_siblings(desk: Desk, path: Path) -> None:
    desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(desk, "n")
    desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(desk, "5⏎")
    assert on_disk(path) == {"2.urbanos@3": "5"}


def test_a_paste_into_a_page_or_a_small_screen_changes_nothing(path: Path) -> None:
    desk = desk_on(path)
    press(desk, "f1")
    pasted(desk, "1\t2")
    press(desk, "escape")
    desk.resize(40, 10)
    pasted(desk, "1\t2")
    assert on_disk(path) == {}
    assert desk.pasting is None


def test_a_paste_narrows_the_palette_down(desk: Desk) -> None:
    press(desk, "ctrl+p")
    pasted(desk, "deshacer\n")
    assert "deshacer" in screen(desk).splitlines()[0]
    assert len(screen(desk).split("\n\n")[0].splitlines()) < 10
