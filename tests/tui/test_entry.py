"""Typing values, as a person does it every month."""

from decimal import Decimal
from pathlib import Path

import pytest
from hands import Person, on_disk, person_at

from plans import worked_example
from scoring.model import Cell
from store import open_store
from tui.grid.spans import Role
from tui.modes.conflict import ConflictQuestion
from tui.modes.pending_places import go_to_first_pending
from tui.modes.screen_content import ScreenContent


def test_three_keys_enter_a_value_of_two_digits_and_arrive_at_the_next_cell(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    person.type("42⏎")
    assert on_disk(path) == {"1.facturado@3": "42"}
    assert person.controller.tree.cell == Cell("2", "urbanos", 3)


def test_a_month_takes_no_more_keys_than_its_digits_and_one_a_cell(path: Path) -> None:
    person = person_at(path)
    go_to_first_pending(person.controller)
    plan = worked_example()
    inputs = [cell for line in plan.indicators for cell in line.cells(3)]
    figures = ["".join(str(plan.values.get(cell, 12))) for cell in inputs]
    person.type("".join(f"{figure}⏎" for figure in figures))
    assert on_disk(path) == {str(cell): figure for cell, figure in zip(inputs, figures, strict=True)}


def test_the_score_follows_every_digit_before_anything_is_saved(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    person.type("4200000000")
    shown = person.screen()
    assert "Cumplimiento 4,4 %" in shown
    assert "N° 1 Facturado · Mar · COP   plan 0,0 → 4,4  = 4.200.000.000" in shown
    assert on_disk(path) == {}
    person.type("⎋")
    assert "Cumplimiento 0,0 %" in person.screen()


def test_the_hints_follow_what_is_typed_after_everything_was_drawn(person: Person) -> None:
    content, controller = ScreenContent(person.stack), person.controller
    go_to_first_pending(controller)
    person.type("5")
    content.take_touched()
    person.type("⎋")
    controller.touch_all()
    assert content.take_touched() is None
    person.type("7")
    assert controller.height - 1 in (content.take_touched() or [])


def test_the_worked_example_typed_in_shows_its_values(path: Path) -> None:
    person = person_at(path)
    plan = worked_example()
    person.type("B")
    for cell, value in plan.values.items():
        person.controller.tree.go(cell)
        person.type(f"{value}⏎".replace(".", ","))
    shown = person.screen()
    assert "Cumplimiento 89,1 % ■A  Avance 22,5 %  Prog. 25,0 %" in shown
    assert person.controller.session.score.figures.compliance is not None
    assert abs(person.controller.session.score.figures.compliance - Decimal("0.8915")) < Decimal("0.00005")


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("7⏎", ("2", "veredales", 3)),
        ("7↓", ("2", "veredales", 3)),
        ("7↑↑↑", ("1", "facturado", 3)),
        ("7⇥", ("2", "urbanos", 4)),
        ("7→", ("2", "urbanos", 4)),
        ("7⇤", ("2", "urbanos", 2)),
        ("7⇥8⇥9⏎", ("2", "veredales", 3)),
        ("7⎋", ("2", "urbanos", 3)),
    ],
)
def test_the_key_that_ends_an_entry_says_where_the_cursor_goes(
    person: Person, keys: str, where: tuple[str, str, int]
) -> None:
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type(keys)
    assert person.controller.tree.cell == Cell(*where)


def test_a_value_is_edited_in_place_from_its_end(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.type("e⌫5⏎")
    assert on_disk(filled)["4.efectivas@3"] == "96205"


def test_a_number_in_the_wrong_form_is_refused_in_place_and_kept_for_correction(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    person.type("2.5⏎")
    assert person.editor is not None
    assert person.editor.text == "2.5"
    assert person.controller.message[0].role is Role.RED
    assert "2,5" in person.screen()
    person.type("⌫⌫,5⏎")
    assert on_disk(path) == {"1.facturado@3": "2.5"}


def test_something_over_zero_is_refused(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("4", "efectivas", 3))
    person.type("5⏎0⏎")
    assert person.editor is not None
    assert on_disk(path) == {"4.efectivas@3": "5"}


def test_a_doubtful_value_is_saved_with_its_mark_and_the_reason(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("5", "m3", 3))
    full_person.type("9000000⏎")
    assert on_disk(filled)["5.m3@3"] == "9000000"
    assert "9.000.000!" in full_person.screen()
    assert "parece el acumulado" in full_person.screen()


def test_clearing_and_undoing_it(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("5", "m3", 3))
    before = on_disk(filled)
    full_person.type("x")
    assert "5.m3@3" not in on_disk(filled)
    full_person.type("↑↑u")
    assert on_disk(filled) == before
    assert full_person.controller.tree.cell == Cell("5", "m3", 3)


def test_undo_outlives_the_program_and_redo_brings_it_back(path: Path) -> None:
    first = person_at(path)
    go_to_first_pending(first.controller)
    first.type("42⏎")
    second = person_at(path)
    second.type("u")
    assert on_disk(path) == {}
    second.type("↻")
    assert on_disk(path) == {"1.facturado@3": "42"}


def test_np_marks_every_variable_of_the_month_and_goes_on(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type("n⏎")
    assert on_disk(path) == {"2.urbanos@3": "NP", "2.veredales@3": "NP"}
    assert person.controller.tree.cell == Cell("2", "veredales", 3)


def test_typing_a_value_that_is_there_already_writes_nothing(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    before = filled.read_bytes()
    full_person.type("400⏎")
    assert filled.read_bytes() == before


def test_a_baseline_is_a_line_of_the_tree(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("7", "base"))
    person.type("50000000⏎")
    assert on_disk(path) == {"7.base": "50000000"}


def test_nothing_is_typed_where_figures_are_computed(person: Person) -> None:
    person.type("5")
    assert person.editor is None
    assert "la cifra se calcula" in person.screen()


def test_a_completed_month_is_said(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("6", "m3", 3))
    full_person.type("1140000⏎")
    assert "Marzo está completo" in full_person.screen()


def test_another_session_changing_the_same_cell_asks_whose_value_is_kept(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        go_to_first_pending(person.controller)
    theirs.type("10⏎")
    mine.type("20⏎")
    assert isinstance(mine.stack.top, ConflictQuestion)
    assert on_disk(path) == {"1.facturado@3": "10"}
    assert "10" in mine.screen()
    mine.type("⎋")
    assert on_disk(path) == {"1.facturado@3": "10"}
    assert "10 " in mine.screen()
    mine.type("20⏎")
    assert on_disk(path) == {"1.facturado@3": "20"}


def test_writing_over_anothers_value_after_being_asked(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        go_to_first_pending(person.controller)
    theirs.type("10⏎")
    mine.type("20⏎⏎")
    assert on_disk(path) == {"1.facturado@3": "20"}


def test_anothers_change_of_another_cell_arrives_with_the_next_commit(path: Path) -> None:
    mine = person_at(path)
    go_to_first_pending(mine.controller)
    other = open_store(path)
    other.load()
    theirs = person_at(path)
    theirs.controller.tree.go(Cell("3", "alcantarillado", 3))
    theirs.type("99⏎")
    mine.type("42⏎")
    assert on_disk(path) == {"1.facturado@3": "42", "3.alcantarillado@3": "99"}
    assert mine.controller.session.plan.values[Cell("3", "alcantarillado", 3)] == 99


def test_a_note_stands_in_the_history_of_a_cell_and_can_be_taken_back(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    before = on_disk(filled)
    full_person.type("410⏎↑↑↑↑↑mradicado 2024-118⏎")
    assert [row.note for row in full_person.controller.session.store.history(Cell("8", "numero", 3))][
        -1
    ] == "radicado 2024-118"
    full_person.controller.tree.go(Cell("8", "numero", 3))
    full_person.type("→←")
    assert "410*" in full_person.screen()
    assert "* radicado 2024-118" in full_person.screen()
    full_person.type("h")
    assert "radicado 2024-118" in full_person.screen()
    full_person.type("⎋uu")
    assert on_disk(filled) == before


def test_notes_are_seen_by_whoever_opens_the_plan_next(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("8", "numero", 3))
    full_person.type("macta 12⏎")
    other = person_at(filled)
    other.controller.tree.go(Cell("8", "numero", 3))
    assert "acta 12" not in other.screen()
    other.controller.show_notes()
    assert "* acta 12" in other.screen()


@pytest.mark.parametrize("sign", "$+-−‐‑‒–﹣－,.")
def test_a_sign_begins_a_value_like_a_digit(person: Person, sign: str) -> None:
    go_to_first_pending(person.controller)
    person.type(sign)
    assert person.editor is not None
    assert person.editor.text == sign


def test_a_value_may_begin_with_its_sign_of_money(person: Person, path: Path) -> None:
    go_to_first_pending(person.controller)
    person.type("$ 4.200.000.000⏎")
    assert on_disk(path) == {"1.facturado@3": "4200000000"}


@pytest.mark.parametrize("figure", ["9" * 95, "9" * 87 + ",9", "0," + "0" * 60 + "1", "1E+99", "9" * 20_000])
@pytest.mark.parametrize("pasted", [False, True])
def test_a_figure_that_no_plan_holds_is_refused_and_nothing_is_saved(
    person: Person, path: Path, figure: str, *, pasted: bool
) -> None:
    go_to_first_pending(person.controller)
    (person.paste if pasted else person.type)(figure[: 20_000 if pasted else 200])
    shown = person.screen()
    person.type("⏎")
    assert on_disk(path) == {}
    assert "«" in shown + person.screen()
    assert max(map(len, person.screen().splitlines())) <= 80
