"""Typing figures, as a person does it every month."""

from decimal import Decimal
from pathlib import Path

import pytest
from desks import desk_on, on_disk, screen, type_keys

from plans import worked_example
from scoring.model import Cell
from store import open_store
from tui.desk import Desk
from tui.going import first_pending
from tui.grid.spans import Ink


def test_three_keys_enter_a_value_of_two_digits_and_arrive_at_the_next_cell(desk: Desk, path: Path) -> None:
    first_pending(desk)
    type_keys(desk, "42⏎")
    assert on_disk(path) == {"1.facturado@3": "42"}
    assert desk.sheet.cell == Cell("2", "urbanos", 3)


def test_a_month_takes_no_more_keys_than_its_digits_and_one_a_cell(path: Path) -> None:
    desk = desk_on(path)
    first_pending(desk)
    plan = worked_example()
    inputs = [cell for line in plan.indicators for cell in line.cells(3)]
    figures = ["".join(str(plan.values.get(cell, 12))) for cell in inputs]
    type_keys(desk, "".join(f"{figure}⏎" for figure in figures))
    assert on_disk(path) == {str(cell): figure for cell, figure in zip(inputs, figures, strict=True)}


def test_the_score_follows_every_digit_before_anything_is_saved(desk: Desk, path: Path) -> None:
    first_pending(desk)
    type_keys(desk, "4200000000")
    shown = screen(desk)
    assert "Cumplimiento 4,4 %" in shown
    assert "N° 1 Facturado · Mar   plan 0,0 → 4,4 ▲R  avance +1,11  = 4.200.000.000 COP" in shown
    assert on_disk(path) == {}
    type_keys(desk, "⎋")
    assert "Cumplimiento 0,0 %" in screen(desk)


def test_the_worked_example_typed_in_shows_its_figures(path: Path) -> None:
    desk = desk_on(path)
    plan = worked_example()
    type_keys(desk, "B")
    for cell, value in plan.values.items():
        desk.sheet.go(cell)
        type_keys(desk, f"{value}⏎".replace(".", ","))
    shown = screen(desk)
    assert "Cumplimiento 89,1 % ■A  Avance 22,5 %  Prog. 25,0 %" in shown
    assert desk.session.score.figures.compliance is not None
    assert abs(desk.session.score.figures.compliance - Decimal("0.8915")) < Decimal("0.00005")


@pytest.mark.parametrize(
    ("keys", "where"),
    [
        ("7⏎", ("2", "veredales", 3)),
        ("7↓", ("2", "veredales", 3)),
        ("7↑", ("1", "facturado", 3)),
        ("7⇥", ("2", "urbanos", 4)),
        ("7→", ("2", "urbanos", 4)),
        ("7⇤", ("2", "urbanos", 2)),
        ("7⇥8⇥9⏎", ("2", "veredales", 3)),
        ("7⎋", ("2", "urbanos", 3)),
    ],
)
def test_the_key_that_ends_an_entry_says_where_the_cursor_goes(
    desk: Desk, keys: str, where: tuple[str, str, int]
) -> None:
    desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(desk, keys)
    assert desk.sheet.cell == Cell(*where)


def test_enter_on_a_value_edits_it_in_place(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("4", "efectivas", 3))
    type_keys(full_desk, "⏎⌫5⏎")
    assert on_disk(filled)["4.efectivas@3"] == "96205"


def test_a_number_in_the_wrong_form_is_refused_in_place_and_kept_for_correction(desk: Desk, path: Path) -> None:
    first_pending(desk)
    type_keys(desk, "2.5⏎")
    assert desk.painter.editor is not None
    assert desk.painter.editor.text == "2.5"
    assert desk.message[0].ink is Ink.RED
    assert "2,5" in screen(desk)
    type_keys(desk, "⌫⌫,5⏎")
    assert on_disk(path) == {"1.facturado@3": "2.5"}


def test_something_over_zero_is_refused(desk: Desk, path: Path) -> None:
    desk.sheet.go(Cell("4", "efectivas", 3))
    type_keys(desk, "5⏎0⏎")
    assert desk.painter.editor is not None
    assert on_disk(path) == {"4.efectivas@3": "5"}


def test_a_doubtful_value_is_saved_with_its_mark_and_the_reason(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("5", "m3", 3))
    type_keys(full_desk, "9000000⏎")
    assert on_disk(filled)["5.m3@3"] == "9000000"
    assert "9.000.000!" in screen(full_desk)
    assert "parece el acumulado" in screen(full_desk)


def test_clearing_and_undoing_it(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("5", "m3", 3))
    before = on_disk(filled)
    type_keys(full_desk, "x")
    assert "5.m3@3" not in on_disk(filled)
    type_keys(full_desk, "↑↑u")
    assert on_disk(filled) == before
    assert full_desk.sheet.cell == Cell("5", "m3", 3)


def test_undo_outlives_the_program_and_redo_brings_it_back(path: Path) -> None:
    first = desk_on(path)
    first_pending(first)
    type_keys(first, "42⏎")
    second = desk_on(path)
    type_keys(second, "u")
    assert on_disk(path) == {}
    type_keys(second, "↻")
    assert on_disk(path) == {"1.facturado@3": "42"}


def test_np_marks_every_input_of_the_month_and_goes_on(desk: Desk, path: Path) -> None:
    desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(desk, "n")
    assert on_disk(path) == {"2.urbanos@3": "NP", "2.veredales@3": "NP"}
    assert desk.sheet.cell == Cell("2", "veredales", 3)


def test_typing_a_value_that_is_there_already_writes_nothing(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("8", "numero", 3))
    before = filled.read_bytes()
    type_keys(full_desk, "400⏎")
    assert filled.read_bytes() == before


def test_a_baseline_is_a_line_of_the_tree(desk: Desk, path: Path) -> None:
    desk.sheet.go(Cell("7", "base"))
    type_keys(desk, "50000000⏎")
    assert on_disk(path) == {"7.base": "50000000"}


def test_nothing_is_typed_where_figures_are_computed(desk: Desk) -> None:
    type_keys(desk, "5")
    assert desk.painter.editor is None
    assert "la cifra se calcula" in screen(desk)


def test_a_completed_month_is_said(full_desk: Desk) -> None:
    full_desk.sheet.go(Cell("6", "m3", 3))
    type_keys(full_desk, "1140000⏎")
    assert "Marzo está completo" in screen(full_desk)


def test_another_session_crossing_the_same_cell_asks_whose_figure_stands(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        first_pending(desk)
    type_keys(theirs, "10⏎")
    type_keys(mine, "20⏎")
    assert mine.question is not None
    assert on_disk(path) == {"1.facturado@3": "10"}
    assert "10" in screen(mine)
    type_keys(mine, "⎋")
    assert on_disk(path) == {"1.facturado@3": "10"}
    assert "10 " in screen(mine)
    type_keys(mine, "20⏎")
    assert on_disk(path) == {"1.facturado@3": "20"}


def test_writing_over_anothers_figure_after_being_asked(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        first_pending(desk)
    type_keys(theirs, "10⏎")
    type_keys(mine, "20⏎⏎")
    assert on_disk(path) == {"1.facturado@3": "20"}


def test_anothers_change_of_another_cell_arrives_with_the_next_commit(path: Path) -> None:
    mine = desk_on(path)
    first_pending(mine)
    other = open_store(path)
    other.load()
    theirs = desk_on(path)
    theirs.sheet.go(Cell("3", "alcantarillado", 3))
    type_keys(theirs, "99⏎")
    type_keys(mine, "42⏎")
    assert on_disk(path) == {"1.facturado@3": "42", "3.alcantarillado@3": "99"}
    assert mine.session.plan.values[Cell("3", "alcantarillado", 3)] == 99


def test_a_note_stands_in_the_history_of_a_cell_and_can_be_taken_back(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("8", "numero", 3))
    before = on_disk(filled)
    type_keys(full_desk, "410⏎↑↑↑mradicado 2024-118⏎")
    assert [row.note for row in full_desk.session.store.history(Cell("8", "numero", 3))][-1] == "radicado 2024-118"
    full_desk.sheet.go(Cell("8", "numero", 3))
    type_keys(full_desk, "→←")
    assert "410*" in screen(full_desk)
    assert "* radicado 2024-118" in screen(full_desk)
    type_keys(full_desk, "h")
    assert "radicado 2024-118" in screen(full_desk)
    type_keys(full_desk, "⎋uu")
    assert on_disk(filled) == before


def test_notes_are_seen_by_whoever_opens_the_plan_next(full_desk: Desk, filled: Path) -> None:
    full_desk.sheet.go(Cell("8", "numero", 3))
    type_keys(full_desk, "macta 12⏎")
    other = desk_on(filled)
    other.sheet.go(Cell("8", "numero", 3))
    assert "acta 12" not in screen(other)
    other.show_notes()
    assert "* acta 12" in screen(other)
