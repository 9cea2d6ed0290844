"""A value lands where it was meant or nowhere: what newcomers type, key by key, and what it may change."""

from pathlib import Path

import pytest
from hands import Person, on_disk, person_at

from scoring.model import Cell
from tui.grid.spans import Role
from tui.modes.edit import Edit
from tui.modes.pending_places import go_to_first_pending
from tui.modes.search import Search
from tui.personal import drafts


def test_enter_goes_to_the_next_typed_cell_and_neither_edits_nor_folds(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    full_person.controller.tree.go_row("o1", 3)
    visited = []
    for _key in range(5):
        full_person.type("⏎")
        visited.append(str(full_person.controller.tree.cell))
    assert visited == ["1.facturado@3", "2.urbanos@3", "2.veredales@3", "3.alcantarillado@3", "4.efectivas@3"]
    assert full_person.controller.tree.folded == frozenset()
    assert full_person.editor is None
    full_person.type("5⎋")
    assert filled.read_bytes() == before


def test_digits_after_enter_replace_a_value_and_are_not_appended(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("1", "facturado", 3))
    full_person.type("⏎")
    full_person.controller.tree.go(Cell("1", "facturado", 3))
    full_person.type("4500000001⏎")
    assert on_disk(filled)["1.facturado@3"] == "4500000001"


def test_np_is_typed_and_saved_like_any_value(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.type("n")
    assert person.editor is not None
    assert person.editor.text == "NP"
    assert on_disk(path) == {}
    person.type("⎋")
    assert on_disk(path) == {}
    person.type("n⏎")
    assert on_disk(path) == {"2.urbanos@3": "NP", "2.veredales@3": "NP"}


@pytest.mark.parametrize("typed", ["/nada de esto⏎n", "/nada de esto⏎nN⏎", "/cartera⏎nnNn"])
def test_a_search_never_writes(full_person: Person, filled: Path, typed: str) -> None:
    before = filled.read_bytes()
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.type(typed)
    assert filled.read_bytes() == before
    assert full_person.editor is None


def test_a_search_that_finds_nothing_stays_one_until_escape(full_person: Person) -> None:
    full_person.type("/nada de esto⏎n")
    assert isinstance(full_person.stack.top, Search)
    assert "«nada de esto» no aparece en el plan" in full_person.screen()
    full_person.type("⎋")
    assert full_person.stack.find(Search) is None


@pytest.mark.parametrize("name", ["q", "wq", "x", "q!", "quit", "exit", "salir", "sal"])
def test_the_palette_knows_how_people_leave(full_person: Person, filled: Path, name: str) -> None:
    before = filled.read_bytes()
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.type(f":{name}⏎")
    assert full_person.stack.leaving
    assert filled.read_bytes() == before


@pytest.mark.parametrize("name", ["", "bor", "b", "deshac", "copia el mes", "no hay tal", "rellena"])
def test_the_palette_does_nothing_it_was_not_asked_for_by_name(full_person: Person, filled: Path, name: str) -> None:
    full_person.controller.tree.go(Cell("2", "urbanos", 3))
    full_person.type("7⏎↑")
    before = filled.read_bytes()
    full_person.type(f":{name}⏎⎋")
    assert filled.read_bytes() == before
    assert full_person.editor is None


def test_the_palette_puts_whole_names_and_beginnings_first(full_person: Person) -> None:
    full_person.type(":pend")
    listed = [line[2:22].strip() for line in full_person.screen().splitlines()[1:4]]
    assert listed == ["pendiente", "pendiente anterior", "pendientes"]
    full_person.type("ientes")
    assert full_person.screen().splitlines()[1].startswith("  pendientes  ")


def test_clearing_says_what_was_there(full_person: Person, filled: Path) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.type("x")
    assert "borrado: N° 4 Lecturas efectivas · Mar = 96.200; u lo deshace" in full_person.screen()
    assert "4.efectivas@3" not in on_disk(filled)


def test_undo_and_redo_say_from_what_to_what(full_person: Person) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.type("96300⏎u")
    assert "deshecho: N° 4 Lecturas efectivas · Mar: 96.300 → 96.200" in full_person.screen()
    full_person.type("↻")
    assert "rehecho: N° 4 Lecturas efectivas · Mar: 96.200 → 96.300" in full_person.screen()


def test_leaving_keeps_what_is_being_typed_for_the_next_start(
    person: Person, path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    go_to_first_pending(person.controller)
    person.type("42")
    person.press("ctrl+q")
    assert person.stack.leaving
    assert on_disk(path) == {}
    kept = drafts.load(person.controller.session.store.address)
    assert isinstance(kept, drafts.Draft)
    assert (str(kept.cell), kept.text) == ("1.facturado@3", "42")


@pytest.mark.parametrize("begun", ["42", "2.5⏎", "g4", "s", ":", "v", "/x⏎", "5"])
def test_the_key_that_leaves_leaves_whatever_is_begun(
    full_person: Person, begun: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    full_person.type(begun)
    full_person.press("ctrl+q")
    assert full_person.stack.leaving


@pytest.mark.parametrize("said", ["N° 4", "n° 4", "Nº 4", "#4", "4", "4@mar", "mar"])
def test_going_takes_what_the_screen_shows_and_lands_on_a_typed_cell(full_person: Person, said: str) -> None:
    full_person.controller.tree.go(Cell("4", "efectivas", 3))
    full_person.controller.tree.move(rows=-1)
    full_person.type(f"g{said}⏎")
    assert full_person.controller.tree.cell == Cell("4", "efectivas", 3)


def test_the_reporting_month_is_set_by_name_and_marked(
    full_person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    full_person.type("gcorte feb⏎")
    shown = full_person.screen()
    assert "corte Feb" in shown.splitlines()[0]
    assert "»Feb" in shown.splitlines()[2]


def test_a_paste_is_shown_in_its_cells_before_anything_is_written(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("2", "urbanos", 3))
    person.paste("110\t120\n40\t50\n")
    line = next(line for line in person.screen().splitlines() if "Urbanos" in line)
    assert "110" in line
    assert on_disk(path) == {}
    person.type("⎋")
    line = next(line for line in person.screen().splitlines() if "Urbanos" in line)
    assert "110" not in line


def test_a_folded_row_says_what_it_hides(full_person: Person) -> None:
    full_person.controller.tree.go_row("o1")
    full_person.type(" ")
    assert "1. MEJORAR" in full_person.screen()
    assert "(1 sin reportar)" in full_person.screen()


def test_escape_out_of_everything_changes_nothing(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    for begun in ("42", "n", "g4", "/cartera⏎", "v↓→", "m", ":", "s", "?", "E", "I", "5"):
        full_person.controller.tree.go(Cell("2", "urbanos", 3))
        full_person.type(f"{begun}⎋⎋")
    assert filled.read_bytes() == before
    assert full_person.stack.find(Edit) is None
    assert full_person.controller.message == [] or full_person.controller.message[0].role is not Role.ALERT


def test_a_digit_too_many_is_asked_about_with_the_factor_in_words(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    full_person.controller.tree.go(Cell("1", "facturado", 3))
    full_person.type("4500000000000⏎")
    shown = " ".join(full_person.screen().split())
    assert "¿4.500.000.000.000? Es más de mil veces la cifra de los meses anteriores (4.250.000.000)" in shown
    assert filled.read_bytes() == before
    full_person.type("⏎")
    assert on_disk(filled)["1.facturado@3"] == "4500000000000"


def test_another_text_is_asked_about_anew(full_person: Person, filled: Path) -> None:
    before = filled.read_bytes()
    full_person.controller.tree.go(Cell("1", "facturado", 3))
    full_person.type("4500000000000⏎0⏎")
    assert filled.read_bytes() == before
    full_person.type("⎋")
    assert filled.read_bytes() == before


def test_the_first_month_is_held_against_what_it_was_programmed(person: Person, path: Path) -> None:
    person.controller.tree.go(Cell("1", "facturado", 1))
    person.type("44000⏎")
    assert "no llega a un tercio de lo programado en el mes (4.424.197.321)" in " ".join(person.screen().split())
    person.controller.tree.go(Cell("1", "facturado", 1))
    person.type("442419732100000⏎")
    assert on_disk(path)["1.facturado@1"] == "44000"
    assert "mil veces" in " ".join(person.screen().split())


@pytest.mark.parametrize(
    ("typed", "said"), [("-4", "no puede ser negativa"), ("140,5", "no tiene decimales"), ("141", None)]
)
def test_a_count_is_whole_and_not_negative(full_person: Person, typed: str, said: str | None) -> None:
    cell = Cell("3", "alcantarillado", 3)
    full_person.controller.tree.go(cell)
    full_person.type(f"{typed}⏎")
    doubt = full_person.controller.session.doubt(cell)
    assert doubt is None if said is None else said in (doubt or "")


def test_a_missing_baseline_is_pending_first_and_no_month_is_complete_without_it(full_person: Person) -> None:
    complete = full_person
    complete.controller.tree.go(Cell("8", "base"))
    complete.type("x")
    assert "Pend. 2" in complete.screen()
    complete.type("P")
    assert "N° 8" in complete.screen().splitlines()[2]
    complete.type("⎋")
    complete.controller.tree.go(Cell("6", "m3", 3))
    complete.type("1140000⏎")
    assert "está completo" not in complete.screen()
    go_to_first_pending(complete.controller)
    assert complete.controller.tree.cell == Cell("8", "base"), "nothing else is pending"


def test_a_note_is_undone_and_emptied(full_person: Person, filled: Path) -> None:
    full_person.controller.show_notes()
    full_person.controller.tree.go(Cell("8", "numero", 3))
    full_person.type("mradicado 118⏎")
    assert "* radicado 118" in person_with_notes(filled).screen()
    full_person.type("u")
    assert "deshecho: la nota de N° 8" in full_person.screen()
    assert "radicado" not in person_with_notes(filled).screen()
    full_person.type("↻")
    assert "* radicado 118" in person_with_notes(filled).screen()
    full_person.type("m" + "⌫" * 12 + "⏎")
    assert "nota borrada: radicado 118; u lo deshace" in full_person.screen()
    assert "radicado" not in person_with_notes(filled).screen()
    full_person.type("h")
    assert "(nota borrada)" in full_person.screen()
    full_person.type("⎋u")
    assert "* radicado 118" in person_with_notes(filled).screen()


def person_with_notes(path: Path) -> Person:
    """Return somebody who opens the plan, with the cursor on N° 8 in March."""
    person = person_at(path)
    person.controller.show_notes()
    person.controller.tree.go(Cell("8", "numero", 3))
    return person
