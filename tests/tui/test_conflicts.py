"""Two people on one plan: figures appear on the other's screen, and nobody's vanishes under somebody else's."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from desks import desk_on, on_disk, screen, type_keys

from scoring.model import Cell, CellChange
from store import ConflictError, open_store
from tui.blocks import pasted
from tui.desk import Desk
from tui.entry import being_typed, resume

URBANOS = "2.urbanos@3"


@pytest.fixture
def mine(path: Path) -> Desk:
    """Return my desk, with 120 typed into a cell and not saved, that somebody else has filled with 130 meanwhile."""
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(mine, "120")
    type_keys(theirs, "130⏎")
    return mine


@pytest.mark.parametrize("seen", [False, True], ids=["unseen", "seen on the screen"])
def test_the_same_cell_is_asked_about(mine: Desk, path: Path, *, seen: bool) -> None:
    if seen:
        mine.look_again()
        assert "otra persona acaba de cambiar esta celda" in screen(mine)
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "130"}
    shown = screen(mine)
    assert "escribió 130 en N° 2 Urbanos · Mar a las " in shown
    assert "usted 120" in shown
    assert "Enter escribe lo suyo  Esc deja lo que hay  F2 corrige lo suyo" in shown


def test_theirs_can_stay(mine: Desk, path: Path) -> None:
    type_keys(mine, "⏎⎋")
    assert on_disk(path) == {URBANOS: "130"}
    assert mine.session.plan.values[Cell("2", "urbanos", 3)] == 130
    shown = screen(mine)
    assert "Esc deja lo que hay" not in shown
    assert "NO GUARDADO" not in shown
    assert "sin cambios" in shown


def test_a_figure_taken_back_by_a_restore_is_asked_about(mine: Desk, path: Path) -> None:
    store = open_store(path)
    mine.look_again()
    type_keys(mine, "⏎")
    type_keys(mine, "⎋")
    type_keys(mine, "140")
    store.restore(store.states()[-1].path)
    type_keys(mine, "⏎")
    assert "El archivo volvió a un estado anterior y N° 2 Urbanos · Mar a –; usted 140." in screen(mine)
    with pytest.raises(ConflictError, match="como estaba antes y"):
        store.commit([CellChange(Cell("2", "urbanos", 3), Decimal(140))], base={Cell("2", "urbanos", 3): 1})


def test_a_figure_offered_again_after_somebody_else_wrote_is_asked_about(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(mine, "120")
    draft = being_typed(mine)
    assert draft is not None
    type_keys(theirs, "130⏎")
    again = desk_on(path)
    resume(again, draft)
    type_keys(again, "⏎")
    assert "escribió 130" in screen(again)
    assert on_disk(path) == {URBANOS: "130"}


def test_what_is_typed_goes_into_no_other_row_when_its_own_is_gone(path: Path) -> None:
    desk = desk_on(path)
    desk.sheet.go(Cell("2", "urbanos", 3))
    type_keys(desk, "140")
    tables = json.loads(path.read_bytes())
    for line in tables["indicators"].values():
        if line["id"] == "2":
            line["inputs"] = [item for item in line["inputs"] if item["name"] != "urbanos"]
            line["expression"] = line["expression"].replace("urbanos", "veredales")
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert desk.look_again()
    assert "«140» no se guardó" in screen(desk)
    type_keys(desk, "⏎")
    assert on_disk(path) == {}


def test_the_others_notes_and_doubts_appear(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        desk.sheet.go(Cell("4", "efectivas", 3))
    type_keys(theirs, "97000⏎")
    mine.look_again()
    type_keys(theirs, "50000⏎")
    mine.take_touched()
    mine.look_again()
    assert {"i4.efectivas", "i4.programadas"} <= (mine.take_touched() or set())
    theirs.sheet.go(Cell("4", "efectivas", 3))
    type_keys(theirs, "macta 5⏎")
    mine.look_again()
    assert "i4.efectivas" in (mine.take_touched() or set())


def test_a_note_sends_the_terminal_no_orders(path: Path) -> None:
    desk = desk_on(path)
    cell = Cell("2", "urbanos", 3)
    open_store(path).commit([CellChange(cell, Decimal(5))], note="malo \x1b[2J\x1b[31mrojo\a\x9b")
    desk.look_again()
    desk.sheet.go(cell)
    shown = screen(desk)
    type_keys(desk, "h")
    assert "malo  [2J [31mrojo" in screen(desk)
    assert all(line.isprintable() for line in (shown + screen(desk)).splitlines())


def test_what_is_pasted_while_it_is_asked_changes_nothing(mine: Desk, path: Path) -> None:
    type_keys(mine, "⏎")
    pasted(mine, "77")
    assert "escribió 130" in screen(mine)
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "120"}


def test_mine_can_stand_with_theirs_in_the_history(mine: Desk, path: Path) -> None:
    type_keys(mine, "⏎⏎")
    assert on_disk(path) == {URBANOS: "120"}
    rows = mine.session.store.history(Cell("2", "urbanos", 3))
    assert [(str(row.old), str(row.new)) for row in rows] == [("None", "130"), ("130", "120")]


def test_it_can_be_typed_anew(mine: Desk, path: Path) -> None:
    type_keys(mine, "⏎e⌫⌫5⏎")
    assert on_disk(path) == {URBANOS: "15"}


def test_a_third_hand_is_asked_about_as_well(mine: Desk, path: Path) -> None:
    type_keys(mine, "⏎")
    third = desk_on(path)
    third.sheet.go(Cell("2", "urbanos", 3))
    type_keys(third, "140⏎")
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "140"}
    assert "escribió 140" in screen(mine)


def test_a_paste_previewed_before_somebody_else_wrote_is_asked_about(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    for desk in (mine, theirs):
        desk.sheet.go(Cell("2", "urbanos", 3))
    pasted(mine, "120\n50")
    type_keys(theirs, "130⏎")
    mine.look_again()
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "130"}
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "120", "2.veredales@3": "50"}


def test_different_cells_merge_unasked(path: Path) -> None:
    mine, theirs = desk_on(path), desk_on(path)
    mine.sheet.go(Cell("2", "urbanos", 3))
    theirs.sheet.go(Cell("2", "veredales", 3))
    type_keys(mine, "120")
    type_keys(theirs, "50⏎")
    type_keys(mine, "⏎")
    assert on_disk(path) == {URBANOS: "120", "2.veredales@3": "50"}


def test_an_amendment_made_with_an_editor_is_shown_and_told(path: Path) -> None:
    desk = desk_on(path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"weight":"0.40"', '"weight":"0.45"', 1), encoding="utf-8")
    assert desk.look_again()
    shown = screen(desk)
    assert "objetivo 1: peso 0.40 → 0.45" in shown
    assert desk.session.plan.objectives[0].weight == Decimal("0.45")
    assert not desk.look_again()
