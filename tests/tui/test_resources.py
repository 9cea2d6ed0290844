"""Money on the screen: its rows, typed like any cell, beside progress and apart from it."""

from decimal import Decimal
from pathlib import Path

from hands import Person, person_at

from scoring.model import Cell, CellChange
from store import open_store

MARCH, BUDGET = Cell("R2", "propios", 3), Cell("R2", "propios")


def held(path: Path, cell: Cell) -> object:
    return open_store(path).load().plan.values.get(cell)


def line_with(person: Person, text: str) -> str:
    return next(line for line in person.screen().splitlines() if text in line)


def test_only_the_sources_in_use_have_rows_until_all_are_asked_for(person: Person) -> None:
    def rows() -> list[str]:
        return [row.id for row in person.controller.tree.all_rows if row.is_money]

    assert rows() == ["rR2.propios", "rR2.propios.presupuesto"]
    person.type("R")
    assert len(rows()) == 2 * 3 * (3 + 8)
    person.controller.tree.go(MARCH)
    person.type("R")
    assert rows() == ["rR2.propios", "rR2.propios.presupuesto"]
    assert person.controller.tree.cell == MARCH


def test_an_amount_is_typed_saved_and_taken_back_like_any_cell(full_person: Person, filled: Path) -> None:
    full_person.type("gR2.propios@mar⏎165000000")
    assert "al corte 165.000.000 de 660.000.000  = 165.000.000" in full_person.screen()
    full_person.type("⏎")
    assert held(filled, MARCH) == Decimal(165_000_000)
    full_person.controller.tree.go(MARCH)
    assert line_with(full_person, "Recursos propios").split()[-2:] == ["165.000.000", "25,0"]
    assert "R2 Recursos propios · Mar = 165.000.000 COP" in full_person.screen()
    full_person.type("u")
    assert "deshecho: R2 Recursos propios · Mar: 165.000.000 → –" in full_person.screen()
    assert held(filled, MARCH) is None


def test_a_block_is_pasted_into_a_plan_that_has_budget_and_months_of_a_resource(filled: Path) -> None:
    open_store(filled).commit([CellChange(MARCH, Decimal(1)), CellChange(BUDGET, Decimal(9))])
    person = person_at(filled)
    person.controller.tree.go(Cell("R2", "propios", 4))
    person.paste("1\t2\n")
    person.type("⏎")
    assert held(filled, Cell("R2", "propios", 5)) == 2


def test_the_scores_do_not_move_with_money(full_person: Person) -> None:
    before = full_person.screen().splitlines()[1]
    full_person.type("gR2.propios@mar⏎165000000⏎")
    assert full_person.screen().splitlines()[1] == before


def test_going_on_from_a_figure_passes_over_money_and_from_money_over_figures(person: Person) -> None:
    tree = person.controller.tree
    tree.go(Cell("8", "numero", 3))
    person.type("⏎")
    assert tree.cell == Cell("9", "saldo", 3)
    person.type("gR2.propios@mar⏎5⏎")
    assert tree.cell == MARCH
    person.type("→⏎")
    assert "abajo no hay más celdas" in person.screen()


def test_a_block_of_figures_lies_over_figures_alone_and_one_of_money_over_money(person: Person) -> None:
    person.type("R")
    tree = person.controller.tree
    tree.go(Cell("8", "numero", 3))
    person.paste("400\n6.500.000.000")
    person.type("⏎")
    values = person.controller.session.plan.values
    assert [values.get(Cell("8", "numero", 3)), values.get(Cell("9", "saldo", 3))] == [400, 6_500_000_000]
    tree.go(MARCH)
    person.paste("1\t2\n3\t4")
    person.type("⏎")
    values = person.controller.session.plan.values
    typed = [values.get(Cell("R2", source, month)) for source in ("propios", "ley_715") for month in (3, 4)]
    assert typed == [1, 2, 3, 4]


def test_a_budget_that_only_the_form_says_is_shown_as_unconfirmed(person: Person) -> None:
    person.controller.tree.go(Cell("9", "saldo", 3))
    assert "660.000.000! todo el año" in line_with(person, "Presupuesto")
    person.controller.tree.go(BUDGET)
    assert "= 660.000.000 COP según el formulario" in person.screen()


def test_enter_on_the_doubt_confirms_the_budget(person: Person, path: Path) -> None:
    person.type("c")
    page = person.stack.top.page
    assert page is not None
    while page.chosen is None or page.chosen.edit != "R2.propios=660.000.000":
        person.type("↓")
    person.type("⏎")
    assert "Recursos propios" in person.screen()
    while held(path, BUDGET) is None:
        person.type("⏎")
    assert held(path, BUDGET) == Decimal(660_000_000)


def test_a_wide_screen_has_the_execution_on_the_objectives_line(filled: Path) -> None:
    person = person_at(filled, width=120, height=40)
    assert "presupuesto 660.000.000" in line_with(person, "2. RECUPERACIÓN")
    person.type("gR2.propios@mar⏎165000000⏎")
    assert "ejecutado 25,0 % de 660.000.000" in line_with(person, "2. RECUPERACIÓN")


def test_the_status_page_has_the_execution_beside_progress(full_person: Person) -> None:
    full_person.type("gR2.propios@mar⏎165000000⏎s")
    page = full_person.stack.top.page
    assert page is not None
    lines = ["".join(span.text for span in line.spans) for line in page.lines]
    at = next(place for place, line in enumerate(lines) if "Recursos, en pesos" in line)
    assert lines[at + 2].split()[-4:] == ["20,9", "25,0", "165.000.000", "660.000.000"]
    assert max(map(len, lines[at : at + 4])) <= 80


def test_another_persons_amount_makes_its_rows(person: Person, path: Path) -> None:
    open_store(path).commit([CellChange(Cell("R1-1", "otros", 3), Decimal(7))])
    person.controller.reload()
    rows = [row.id for row in person.controller.tree.all_rows if row.code == "R1-1"]
    assert rows == ["rR1-1.otros", "rR1-1.otros.presupuesto"]
