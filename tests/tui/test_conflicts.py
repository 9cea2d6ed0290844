"""Two people on one plan: values appear on the other's screen, and nobody's vanishes under somebody else's."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hands import Person, on_disk, person_at

from scoring.model import Cell, CellChange
from scoring.model.structure import Node, NodeChange
from store import ConflictError, open_store
from tui.modes.edit import Edit, resume
from tui.modes.open_page import OpenPage
from tui.modes.other_sessions import look_again

URBANOS = "2.urbanos@3"


@pytest.fixture
def mine(path: Path) -> Person:
    """Return my person, with 120 typed into a cell and not saved, that somebody else has filled with 130 meanwhile."""
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        person.controller.tree.go(Cell("2", "urbanos", 3))
    mine.type("120")
    theirs.type("130⏎")
    return mine


@pytest.mark.parametrize("seen", [False, True], ids=["unseen", "seen on the screen"])
def test_the_same_cell_is_asked_about(mine: Person, path: Path, *, seen: bool) -> None:
    if seen:
        look_again(mine.stack)
        assert "otra persona acaba de cambiar esta celda" in mine.screen()
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "130"}
    shown = mine.screen()
    assert "escribió 130 en N° 2 Urbanos · Mar a las " in shown
    assert "usted 120" in shown
    assert "F2 corrige lo suyo  Enter escribe lo suyo  Esc deja lo que hay" in shown


def test_what_is_typed_behind_a_key_that_is_no_answer_is_none_either(mine: Person) -> None:
    mine.type("⏎7")
    assert mine.stack.halted
    assert "escribió 130 en N° 2 Urbanos · Mar a las " in mine.screen()


def test_theirs_can_stay(mine: Person, path: Path) -> None:
    mine.type("⏎⎋")
    assert on_disk(path) == {URBANOS: "130"}
    assert mine.controller.session.plan.values[Cell("2", "urbanos", 3)] == 130
    shown = mine.screen()
    assert "Esc deja lo que hay" not in shown
    assert "NO GUARDADO" not in shown
    assert "sin cambios" in shown


@pytest.mark.parametrize("begun", ["", "12"], ids=["browsing", "typing"])
def test_what_is_typed_when_the_row_under_the_cursor_is_taken_away_goes_into_no_other(path: Path, begun: str) -> None:
    mine = person_at(path)
    mine.controller.tree.go(Cell("2", "urbanos", 3))
    mine.type(begun)
    plan = json.loads(path.read_text(encoding="utf-8"))
    [number] = [key for key, indicator in plan["indicators"].items() if indicator["id"] == "2"]
    del plan["indicators"][number]
    path.write_text(json.dumps(plan), encoding="utf-8")
    look_again(mine.stack)
    mine.type("34⏎")
    assert "ya no está" in mine.screen()
    assert mine.host.asked == ["hold"]
    assert not {"34", "1234"} & set(on_disk(path).values())


def test_a_value_taken_back_by_a_restore_is_asked_about(mine: Person, path: Path) -> None:
    store = open_store(path)
    look_again(mine.stack)
    mine.type("⏎")
    mine.type("⎋")
    mine.type("140")
    store.restore(store.states()[-1].path)
    mine.type("⏎")
    assert "NO GUARDADO" in mine.screen()
    look_again(mine.stack)
    assert "Un estado anterior" in mine.screen()
    mine.type("a⏎")
    assert "El archivo volvió a un estado anterior y N° 2 Urbanos · Mar a –; usted 140." in mine.screen()
    with pytest.raises(ConflictError, match="como estaba antes y"):
        store.commit([CellChange(Cell("2", "urbanos", 3), Decimal(140))], base={Cell("2", "urbanos", 3): 1})


def test_a_value_offered_again_after_somebody_else_wrote_is_asked_about(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        person.controller.tree.go(Cell("2", "urbanos", 3))
    mine.type("120")
    edit = mine.stack.find(Edit)
    assert edit is not None
    theirs.type("130⏎")
    again = person_at(path)
    draft = edit.kept()
    assert draft is not None
    resume(again.stack, draft)
    again.type("⏎")
    assert "escribió 130" in again.screen()
    assert on_disk(path) == {URBANOS: "130"}


def test_what_is_typed_goes_into_no_other_row_when_its_own_is_gone(path: Path) -> None:
    person = person_at(path)
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type("140")
    tables = json.loads(path.read_bytes())
    for line in tables["indicators"].values():
        if line["id"] == "2":
            line["inputs"] = [item for item in line["inputs"] if item["name"] != "urbanos"]
            line["expression"] = line["expression"].replace("urbanos", "veredales")
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert look_again(person.stack)
    assert "«140» no se guardó" in person.screen()
    person.type("⏎")
    assert on_disk(path) == {}


def test_the_others_notes_and_doubts_appear(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        person.controller.tree.go(Cell("4", "efectivas", 3))
    theirs.type("97000⏎")
    look_again(mine.stack)
    theirs.type("50000⏎")
    mine.controller.take_touched()
    look_again(mine.stack)
    assert {"i4.efectivas", "i4.programadas"} <= (mine.controller.take_touched() or set())
    theirs.controller.tree.go(Cell("4", "efectivas", 3))
    theirs.type("macta 5⏎")
    look_again(mine.stack)
    assert "i4.efectivas" in (mine.controller.take_touched() or set())


def test_a_note_sends_the_terminal_no_orders(path: Path) -> None:
    person = person_at(path)
    cell = Cell("2", "urbanos", 3)
    open_store(path).commit([CellChange(cell, Decimal(5))], note="malo \x1b[2J\x1b[31mrojo\a\x9b")
    look_again(person.stack)
    person.controller.tree.go(cell)
    shown = person.screen()
    person.type("h")
    assert "malo ␛[2J␛[31mrojo␇�" in person.screen()
    assert all(line.isprintable() for line in (shown + person.screen()).splitlines())


def test_what_is_pasted_while_it_is_asked_changes_nothing(mine: Person, path: Path) -> None:
    mine.type("⏎")
    mine.paste("77")
    assert "escribió 130" in mine.screen()
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "120"}


def test_mine_can_stand_with_theirs_in_the_history(mine: Person, path: Path) -> None:
    mine.type("⏎⏎")
    assert on_disk(path) == {URBANOS: "120"}
    rows = mine.controller.session.store.history(Cell("2", "urbanos", 3))
    assert [(str(row.old), str(row.new)) for row in rows] == [("None", "130"), ("130", "120")]


def test_it_can_be_typed_anew(mine: Person, path: Path) -> None:
    mine.type("⏎e⌫⌫5⏎")
    assert on_disk(path) == {URBANOS: "15"}


def test_a_third_hand_is_asked_about_as_well(mine: Person, path: Path) -> None:
    mine.type("⏎")
    third = person_at(path)
    third.controller.tree.go(Cell("2", "urbanos", 3))
    third.type("140⏎")
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "140"}
    assert "escribió 140" in mine.screen()


def test_a_paste_previewed_before_somebody_else_wrote_is_asked_about(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        person.controller.tree.go(Cell("2", "urbanos", 3))
    mine.paste("120\n50")
    theirs.type("130⏎")
    look_again(mine.stack)
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "130"}
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "120", "2.veredales@3": "50"}


def test_different_cells_merge_unasked(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    mine.controller.tree.go(Cell("2", "urbanos", 3))
    theirs.controller.tree.go(Cell("2", "veredales", 3))
    mine.type("120")
    theirs.type("50⏎")
    mine.type("⏎")
    assert on_disk(path) == {URBANOS: "120", "2.veredales@3": "50"}


def test_an_amendment_made_with_an_editor_is_shown_and_told(path: Path) -> None:
    person = person_at(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"weight":"0.40"', '"weight":"0.45"', 1), encoding="utf-8")
    assert look_again(person.stack)
    shown = person.screen()
    assert "objetivo 1: peso 0.40 → 0.45" in shown
    assert person.controller.session.plan.objectives[0].weight == Decimal("0.45")
    assert not look_again(person.stack)


def test_an_open_page_shows_what_others_write_at_the_place_that_is_read(path: Path) -> None:
    mine, theirs = person_at(path), person_at(path)
    for person in (mine, theirs):
        person.controller.tree.go(Cell("2", "urbanos", 3))
    theirs.type("130⏎")
    look_again(mine.stack)
    mine.type("h")
    assert "130" in mine.screen()
    theirs.controller.tree.go(Cell("2", "urbanos", 3))
    theirs.type("140⏎")
    assert look_again(mine.stack)
    shown = mine.screen()
    assert "140" in shown
    assert "Historial" in shown
    mine.type("⎋P↓↓↓↓")
    chosen = mine.stack.find(OpenPage)
    assert chosen is not None
    assert chosen.page.chosen is not None
    before = chosen.page.chosen.begins
    theirs.controller.tree.go(Cell("1", "facturado", 1))
    theirs.type("5⏎")
    look_again(mine.stack)
    assert chosen.page.chosen is not None
    assert chosen.page.chosen.begins == before


def test_a_page_of_a_row_that_somebody_takes_out_stays_as_it_was(path: Path) -> None:
    mine = person_at(path)
    mine.controller.tree.go(Cell("2", "urbanos", 3))
    mine.type("w")
    before = mine.screen()
    assert "Por qué esta cifra" in before
    open_store(path).commit([NodeChange(Node("2"), None)])
    look_again(mine.stack)
    page = mine.stack.find(OpenPage)
    assert page is not None
    assert page.page.lines
