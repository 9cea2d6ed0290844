"""Blocks: marking, copying, pasting, filling, clearing, each one step of the history."""

from pathlib import Path

from hands import Person, on_disk, person_at

from scoring.model import Cell
from tui.modes.paste import Paste


def test_a_value_far_too_large_is_named_before_it_is_pasted(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    before = filled.read_bytes()
    full_person.paste("1.130.000\n")
    shown = " ".join(full_person.screen().split())
    assert "¿N° 8 Número de reformados · Mar = 1.130.000? Es más de mil veces la cifra de los meses" in shown
    assert "Enter pega" in shown
    assert filled.read_bytes() == before


def test_a_marked_block_is_copied_and_pasted_elsewhere_as_one_step(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("2", "urbanos", 1))
    full_person.type("v↓→→y")
    full_person.controller.tree.go(Cell("2", "urbanos", 4))
    full_person.type("p")
    assert on_disk(filled) == before
    full_person.type("⏎")
    assert on_disk(filled) == before | {
        "2.urbanos@4": "110",
        "2.urbanos@5": "120",
        "2.urbanos@6": "140",
        "2.veredales@4": "40",
        "2.veredales@5": "50",
        "2.veredales@6": "50",
    }
    full_person.type("u")
    assert on_disk(filled) == before


def test_what_a_paste_writes_over_is_counted_in_its_own_number(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("3", "alcantarillado", 3))
    full_person.paste("1\t2\t3")
    assert "cambian 3 celdas, 1 ya tenía cifra" in full_person.screen()
    full_person.type("⎋")
    full_person.controller.tree.go(Cell("3", "alcantarillado", 4))
    full_person.paste("1")
    assert "cambia 1 celda, 0 ya tenían cifra" in full_person.screen()


def test_escape_drops_a_paste_that_was_only_shown(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("3", "alcantarillado", 4))
    full_person.paste("1\t2\t3")
    assert "pegar 1 × 3: cambian 3 celdas" in full_person.screen()
    full_person.type("⎋")
    assert on_disk(filled) == before
    assert not isinstance(full_person.stack.top, Paste)


def test_a_paste_with_a_bad_field_says_which_and_changes_nothing(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("3", "alcantarillado", 4))
    full_person.paste("1\tdos\t3")
    assert "no se pega nada: fila 1, columna 2" in full_person.screen()
    full_person.type("⏎")
    assert on_disk(filled) == before


def test_one_pasted_value_goes_into_what_is_being_typed(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("3", "alcantarillado", 3))
    person.type("1")
    person.paste("60\n")
    person.type("⏎")
    assert on_disk(path) == {"3.alcantarillado@3": "160"}


def test_filling_copies_the_month_before_into_empty_cells_only(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("6", "m3", 3))
    full_person.type("f")
    assert on_disk(filled) == before | {"6.m3@3": "1130000"}


def test_filling_a_block_leaves_the_rest_of_the_month_alone(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("2", "urbanos", 4))
    full_person.type("v↓f")
    assert on_disk(filled) == before | {"2.urbanos@4": "140", "2.veredales@4": "50"}


def test_clearing_a_block_is_one_step(full_person: Person, filled: Path) -> None:
    before = on_disk(filled)
    full_person.controller.tree.go(Cell("4", "efectivas", 2))
    full_person.type("v↓→x")
    gone = {f"4.{name}@{month}" for name in ("efectivas", "programadas") for month in (2, 3)}
    assert before.keys() - on_disk(filled).keys() == gone
    full_person.type("u")
    assert on_disk(filled) == before


def test_a_number_in_an_np_month_takes_the_mark_off_its_siblings(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type("n⏎")
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type("5⏎")
    assert on_disk(path) == {"2.urbanos@3": "5"}


def test_a_paste_into_a_page_or_a_small_screen_changes_nothing(path: Path) -> None:
    person = person_at(path)
    person.press("f1")
    person.paste("1\t2")
    person.press("escape")
    person.resize(40, 10)
    person.paste("1\t2")
    assert on_disk(path) == {}
    assert not isinstance(person.stack.top, Paste)


def test_a_paste_narrows_the_palette_down(person: Person) -> None:
    person.press("ctrl+p")
    person.paste("deshacer\n")
    assert "deshacer" in person.screen().splitlines()[0]
    assert len(person.screen().split("\n\n")[0].splitlines()) < 10
