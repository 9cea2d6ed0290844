"""What is typed behind a key that was refused, or behind the last cell, changes nothing until the person moves."""

from pathlib import Path

import pytest
from hands import Person, on_disk, person_at

from scoring.model import Cell
from tui.modes.paste import Paste
from tui.modes.refusal import Refusal
from tui.personal import drafts

HEADING = "a1.1"


def on_heading(person: Person) -> Person:
    """Put the cursor on a heading, in March."""
    person.controller.tree.go_row(HEADING, 3)
    return person


@pytest.mark.parametrize("ahead", ["5⏎7⏎", "5⇥7⏎", "5nx⏎", "5⏎u8⏎f", "5k3⏎", "j42⏎", "5p⏎y", "5m7⏎"])
def test_what_is_typed_on_a_heading_changes_nothing(full_person: Person, filled: Path, ahead: str) -> None:
    before = filled.read_bytes()
    on_heading(full_person).type(ahead)
    assert filled.read_bytes() == before
    assert full_person.controller.tree.at.id == HEADING
    assert "la celda siguiente es N° 2 Urbanos · Mar" in " ".join(full_person.screen().split())


@pytest.mark.parametrize("move", ["↓", "↑", "←", "→", "b", "B", "⎋"])
def test_a_key_that_moves_ends_a_refusal_and_moves(full_person: Person, move: str) -> None:
    moved = on_heading(person_at(Path(full_person.controller.session.store.address)))
    moved.type(move)
    on_heading(full_person).type(f"5{move}")
    assert not isinstance(full_person.stack.top, Refusal)
    assert full_person.controller.tree.at == moved.controller.tree.at
    assert full_person.controller.tree.month == moved.controller.tree.month


@pytest.mark.parametrize("key", ["home", "end", "pageup", "pagedown"])
def test_so_does_a_key_that_moves_far(full_person: Person, key: str) -> None:
    on_heading(full_person).type("5")
    full_person.press(key)
    assert not isinstance(full_person.stack.top, Refusal)


def test_a_question_where_to_go_ends_it_too(full_person: Person, filled: Path) -> None:
    on_heading(full_person).type("5g4@mar⏎96500⏎")
    assert on_disk(filled)["4.efectivas@3"] == "96500"


@pytest.mark.parametrize(
    "asked", ["g99⏎", "g4@nunca⏎", "gcorte nunca⏎", "/nada de esto⏎", "p", "i", "b"], ids=lambda asked: asked.strip("⏎")
)
@pytest.mark.parametrize("ahead", ["77⏎88⏎", "⏎77⏎", "⇥77⏎", "n⏎", "x"])
def test_what_is_typed_behind_a_command_that_was_refused_changes_nothing(
    full_person: Person, filled: Path, asked: str, ahead: str
) -> None:
    full_person.controller.tree.go(Cell("6", "m3", 3))
    full_person.type("1100000⏎")
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    before = filled.read_bytes()
    full_person.type(asked + ahead)
    assert filled.read_bytes() == before
    assert full_person.controller.tree.cell == Cell("2", "urbanos", 3)
    full_person.type("↓↑77⏎")
    assert on_disk(filled)["2.urbanos@3"] == "77"


@pytest.mark.parametrize("pasted", ["1\nabc\n", "120\n50\n", "1\t2\t3\t4\t5\t6\t7\t8\t9\t10\t11\n"])
def test_what_is_typed_behind_a_paste_that_was_refused_changes_nothing(
    full_person: Person, filled: Path, pasted: str
) -> None:
    """The second one is what is in the cells already: there is nothing that Enter could write."""
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.paste(pasted.replace("120\n", "140\n"))
    before = filled.read_bytes()
    full_person.type("⏎77⏎")
    assert filled.read_bytes() == before
    assert full_person.controller.tree.cell == Cell("2", "urbanos", 3)


@pytest.mark.parametrize("typed", ["77⏎", "n⏎", "⇥77⏎", "p⏎", "i⏎"])
def test_what_is_typed_over_a_paste_that_waits_changes_nothing(full_person: Person, filled: Path, typed: str) -> None:
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    before = filled.read_bytes()
    full_person.paste("7\n8\n")
    full_person.type(typed)
    assert full_person.stack.find(Paste) is None
    assert filled.read_bytes() == before
    assert full_person.controller.tree.cell == Cell("2", "urbanos", 3)


def test_an_arrow_over_a_paste_that_waits_drops_it_and_moves(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.paste("7\n8\n")
    full_person.type("↓51⏎")
    assert on_disk(filled) | {"2.veredales@3": "51"} == on_disk(filled)
    assert on_disk(filled)["2.urbanos@3"] == "140"


def test_a_second_paste_over_one_that_waits_drops_both(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    before = filled.read_bytes()
    full_person.paste("7\n")
    full_person.paste("8\n")
    full_person.type("⏎")
    assert filled.read_bytes() == before


@pytest.mark.parametrize(
    ("cell", "first", "beyond"),
    [
        (Cell("13", "programadas", 3), "99⏎", "88⏎"),
        (Cell("13", "programadas", 3), "99↓", "88↓"),
        (Cell("13", "programadas", 3), "99⏎", "n⏎"),
        (Cell("13", "programadas", 3), "99⏎", "⏎88⏎"),
        (Cell("13", "programadas", 3), "99⏎", "x"),
        (Cell("2", "urbanos", 12), "99⇥", "88⇥"),
        (Cell("2", "urbanos", 12), "99→", "88→"),
        (Cell("2", "urbanos", 1), "99⇤", "88⏎"),
    ],
)
def test_behind_the_last_cell_nothing_takes_the_place_of_what_was_saved(
    full_person: Person, filled: Path, cell: Cell, first: str, beyond: str
) -> None:
    full_person.controller.tree.go(cell)
    full_person.type(first + beyond)
    assert on_disk(filled)[str(cell)] == "99"
    assert full_person.controller.tree.cell == cell
    full_person.type("⎋88⏎")
    assert on_disk(filled)[str(cell)] == "88"


@pytest.mark.parametrize("typed", ["5⌫⏎", "57⌫⌫⏎", "5⌫⇥", "5⌫↓", "n⌫⌫⏎"])
def test_a_digit_typed_by_mistake_and_deleted_again_clears_nothing(
    full_person: Person, filled: Path, typed: str
) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    before = filled.read_bytes()
    full_person.type("5⌫")
    assert "89,1 %" in full_person.screen(), "nor is the plan scored as if it were cleared"
    full_person.type("⎋" + typed)
    assert filled.read_bytes() == before


def test_nor_is_it_offered_again_at_the_next_start(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.type("5⌫")
    full_person.stack.quit()
    assert drafts.load(str(filled)) is None


def test_a_value_that_is_edited_away_is_cleared_and_said(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.type("e")
    full_person.press("ctrl+u")
    full_person.type("⏎")
    assert "4.efectivas@3" not in on_disk(filled)
    assert "borrado: N° 4 Lecturas efectivas · Mar = 96.200; u lo deshace" in full_person.screen()


def test_behind_the_last_cell_commands_work_at_once(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("13", "programadas", 3))
    full_person.type("99⏎u")
    assert on_disk(filled)["13.programadas@3"] == "100"
    full_person.type("99⏎s")
    assert "Estado" in full_person.screen()


def test_without_anything_typed_enter_does_not_stay_on_the_last_cell_unsaid(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("13", "programadas", 3))
    before = filled.read_bytes()
    full_person.type("⏎88⏎")
    assert filled.read_bytes() == before
    assert "abajo no hay más celdas" in full_person.screen()


def test_a_block_pasted_into_a_value_that_is_typed_holds_what_is_typed_behind_it(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.type("7")
    full_person.paste("1\t2\n")
    assert full_person.stack.halted
    assert "termine o cancele la celda" in full_person.screen()


def test_help_and_palette_open_over_a_refusal_and_leave_it_as_it_was(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    on_heading(full_person).type("5?")
    assert "Ayuda" in full_person.screen()
    full_person.type("⎋5⏎")
    assert isinstance(full_person.stack.top, Refusal)
    full_person.type(":q⏎")
    assert full_person.stack.leaving
    assert filled.read_bytes() == before


def test_a_paste_on_a_refusal_changes_nothing(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    on_heading(full_person).type("5")
    full_person.paste("1\t2\n")
    full_person.type("⏎")
    assert filled.read_bytes() == before


@pytest.mark.parametrize(("opens", "shown"), [("/", "Buscar:"), ("?", "Moverse")], ids=["a prompt", "a page"])
def test_a_cut_paste_is_told_over_what_is_open_and_nothing_of_it_is_typed_there(
    full_person: Person, filled: Path, opens: str, shown: str
) -> None:
    before = filled.read_bytes()
    full_person.type(opens)
    full_person.stack.cut_paste()
    assert "lo pegado llegó cortado" in full_person.screen()
    assert full_person.host.asked == ["hold"], "what is still to come of it comes as keys"
    full_person.type("↓")
    assert "lo pegado llegó cortado" not in full_person.screen()
    assert shown in full_person.screen()
    assert filled.read_bytes() == before
