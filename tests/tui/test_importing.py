"""A filled workbook from within the application: shown first, then taken whole or left."""

from decimal import Decimal
from pathlib import Path

import pytest
from acts import close
from hands import Person, on_disk, person_at
from holders import holder, let_go
from keyed_sheets import fill
from openpyxl import Workbook, load_workbook
from packets import handled, in_one_packet, until

from scoring.model import Cell
from store import open_store
from tui.exports.writing import write_workbook
from tui.grid.spans import Role
from tui.modes.commands.importing import import_, show_import
from workbook.form.returned import read_returned

NUMBER = Cell("8", "numero", 3)
EFFECTIVE = Cell("4", "efectivas", 3)


def exported(plan: Path) -> Path:
    """Export the plan's workbook beside it."""
    book = plan.with_suffix(".xlsx")
    write_workbook(open_store(plan), book, 3)
    return book


def read_in(person: Person, book: Path) -> None:
    """Do what the terminal does when the person wants a workbook imported."""
    session = person.controller.session
    show_import(person.stack, read_returned(book, session.plan), session.revisions)


@pytest.fixture
def book(filled: Path) -> Path:
    return exported(filled)


def test_every_change_is_shown_and_escape_leaves_the_file_byte_for_byte(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: 412, EFFECTIVE: 96000})
    before = filled.read_bytes()
    read_in(full_person, book)
    shown = full_person.screen()
    assert "Importar plan_2024.xlsx" in shown
    assert "N° 8" in shown
    assert "400 → 412" in shown
    assert "96.200 → 96.000" in shown
    assert "t tomar todo" in shown
    full_person.type("L⎋")
    assert full_person.stack.top.page is None
    assert filled.read_bytes() == before


def test_taken_changes_are_one_step_that_undo_takes_back(full_person: Person, filled: Path, book: Path) -> None:
    fill(book, {NUMBER: 412, EFFECTIVE: 96000})
    before = on_disk(filled)
    read_in(full_person, book)
    full_person.type("t")
    assert on_disk(filled) == {**before, str(NUMBER): "412", str(EFFECTIVE): "96000"}
    assert "importadas: 2 celdas" in full_person.screen()
    rows = full_person.controller.session.store.history()[-2:]
    assert len({row.batch for row in rows}) == 1
    assert rows[0].note.startswith("Importado de plan_2024.xlsx (sha256 ")
    full_person.type("u")
    assert on_disk(filled) == before


def test_a_closed_month_is_said_before_anything_is_written(full_person: Person, filled: Path, book: Path) -> None:
    fill(book, {EFFECTIVE: 96000})
    close(filled)
    before = filled.read_bytes()
    full_person.controller.reload()
    read_in(full_person, book)
    shown = " ".join(full_person.screen().split())
    assert "No se puede tomar" in shown
    assert "4.efectivas@3: marzo está cerrado; lo cerró " in shown
    full_person.type("tL")
    assert filled.read_bytes() == before


def test_enter_on_a_change_goes_to_its_cell_and_writes_nothing(full_person: Person, filled: Path, book: Path) -> None:
    fill(book, {NUMBER: 412})
    before = filled.read_bytes()
    read_in(full_person, book)
    full_person.type("⏎")
    assert full_person.controller.tree.cell == NUMBER
    assert filled.read_bytes() == before


def test_a_conflict_shows_three_figures_and_only_its_own_key_takes_the_books_side(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: 412, EFFECTIVE: 96000})
    full_person.controller.tree.go(NUMBER)
    full_person.type("405⏎")
    before = filled.read_bytes()
    read_in(full_person, book)
    assert "plan 405, se exportó 400, libro 412" in full_person.screen()
    assert "L vale el libro" in full_person.screen()
    full_person.type("t")
    assert filled.read_bytes() == before
    full_person.type("L")
    assert full_person.controller.session.plan.values[NUMBER] == Decimal(412)
    assert on_disk(filled)[str(EFFECTIVE)] == "96000"
    full_person.type("u")
    assert on_disk(filled)[str(NUMBER)] == "405"


def test_a_value_that_cannot_be_taken_is_said_and_no_key_takes_the_rest(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: "muchos", EFFECTIVE: 96000})
    before = filled.read_bytes()
    read_in(full_person, book)
    assert "No se puede tomar" in full_person.screen()
    full_person.type("tL")
    assert filled.read_bytes() == before


def test_a_cell_that_somebody_changes_while_the_page_is_read_stops_everything(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: 412, EFFECTIVE: 96000})
    read_in(full_person, book)
    other = person_at(filled)
    other.controller.tree.go(NUMBER)
    other.type("405⏎")
    before = filled.read_bytes()
    full_person.type("t")
    assert filled.read_bytes() == before
    assert "No se importó nada" in full_person.screen()


async def test_the_keys_export_and_import_through_the_terminal(full_person: Person, filled: Path) -> None:
    app = full_person.application()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("E", "enter")
        await app.workers.wait_for_complete()
        fill(filled.with_name("plan_2024_mar.xlsx"), {NUMBER: 412})
        await pilot.press("I", "enter")
        await app.workers.wait_for_complete()
        await handled(app)
        assert "400 → 412" in full_person.screen()
        await pilot.press("t")
        await handled(app)
        assert on_disk(filled)[str(NUMBER)] == "400", "what is typed before the page was seen is no answer"
        await until(lambda: not app.grid.holding)
        await pilot.press("t")
        await handled(app)
        assert on_disk(filled)[str(NUMBER)] == "412"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Return a workbook that no plan was exported to."""
    path = tmp_path / "otro.xlsx"
    Workbook().save(path)
    return path


async def test_a_foreign_workbook_is_refused_in_a_sentence(full_person: Person, filled: Path, foreign: Path) -> None:
    app = full_person.application()
    full_person.controller.workbook = str(foreign)
    before = on_disk(filled)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("I", "enter")
        await app.workers.wait_for_complete()
        await handled(app)
        assert full_person.stack.top.page is None
        assert full_person.controller.message[0].role is Role.RED
        assert "El libro no salió de «plan export»" in full_person.screen()
    assert on_disk(filled) == before


def test_a_book_read_while_a_value_is_typed_takes_no_key_away_from_it(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: 412})
    full_person.controller.tree.go(EFFECTIVE)
    full_person.type("96")
    read_in(full_person, book)
    assert full_person.stack.top.page is None
    assert "vuelva a importarlo" in full_person.screen()
    full_person.type("000⏎")
    assert on_disk(filled)[str(EFFECTIVE)] == "96000"


async def test_a_book_read_while_a_value_is_saved_is_shown_when_it_is(
    full_person: Person, filled: Path, book: Path
) -> None:
    fill(book, {NUMBER: 412})
    full_person.controller.tree.go(EFFECTIVE)
    app = full_person.application()
    with holder(filled) as other:
        async with app.run_test(size=(80, 24)):
            in_one_packet(app, "96000⏎")
            await until(lambda: "guardando…" in full_person.screen())
            await import_(full_person.stack, book)
            assert full_person.stack.top.page is None
            let_go(other)
            await handled(app)
            assert "400 → 412" in full_person.screen()
    assert on_disk(filled)[str(EFFECTIVE)] == "96000"


def test_a_goal_changed_in_seguimiento_is_taken_by_its_own_key_and_undone(
    full_person: Person, filled: Path, book: Path
) -> None:
    opened = load_workbook(book)
    sheet = opened["Seguimiento"]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == "4!result")
    sheet.cell(row, 4).value = 0.97
    opened.save(book)
    before = filled.read_bytes()
    read_in(full_person, book)
    assert "N° 4 meta: 99 % → 97 %" in full_person.screen()
    assert "D también la definición" in full_person.screen()
    full_person.type("t")
    assert filled.read_bytes() == before
    full_person.type("D")
    indicator = full_person.controller.session.plan.indicator("4")
    assert indicator is not None
    assert indicator.target == Decimal("0.97")
    full_person.type("u")
    indicator = full_person.controller.session.plan.indicator("4")
    assert indicator is not None
    assert indicator.target == Decimal("0.99")


def test_a_blank_that_takes_a_figure_out_is_taken_by_another_key(full_person: Person, filled: Path, book: Path) -> None:
    fill(book, {NUMBER: None})
    before = filled.read_bytes()
    read_in(full_person, book)
    assert "dejan en blanco celdas que tienen cifra" in full_person.screen()
    full_person.type("t")
    assert filled.read_bytes() == before
    full_person.type("L")
    assert str(NUMBER) not in on_disk(filled)


def test_words_are_shown_and_taken_with_the_figures(full_person: Person, book: Path) -> None:
    opened = load_workbook(book)
    sheet = opened["Hoja de vida"]
    row = next(cell.row or 0 for cell in sheet["B"] if cell.value == "Análisis de marzo")
    sheet.cell(row, 3).value = "Llovió"
    opened.save(book)
    fill(book, {NUMBER: 412})
    read_in(full_person, book)
    assert "Cambios: 2" in full_person.screen()
    assert "análisis de N° 1 en marzo: · → Llovió" in full_person.screen()
    full_person.type("t")
    assert "importados: 2 cambios" in full_person.screen()
    rows = full_person.controller.session.store.history()[-2:]
    assert {str(record.address) for record in rows} == {"8.numero@3", "remark.1@3"}
    assert len({record.batch for record in rows}) == 1
