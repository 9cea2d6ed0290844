"""Money in the workbook: on the form, in Seguimiento, on Tablero and in an entry sheet, and back into the plan."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from keyed_sheets import fill
from recalculation import calculated, converted, differences, needs_libreoffice

from plans import worked_example
from scoring.entry.acceptance import accept
from scoring.entry.values import parse_assignment
from scoring.model import Cell, Plan
from workbook.errors import WorkbookError
from workbook.form import read_form
from workbook.form.definition_changes import read_definition
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Sheet
from workbook.reading.comparison import read
from workbook.sheets.workbooks import entry_workbook, form_workbook, plan_workbook
from workbook.writing.replacing_file import write

MARCH = ExportContext(3, head="abc")
BUDGET, APRIL = Cell("R2", "propios"), Cell("R2", "propios", 4)


def with_money(*more: str) -> Plan:
    plan = worked_example()
    typed = ("R2.propios@ene=100.000.000", "R2.propios@mar=65.000.000", "R1.ley_715=20.000.000", "R1-1.otros@feb=7")
    for assignment in (*typed, *more):
        plan = accept(plan, parse_assignment(plan, assignment))
    return plan


def sheet_of(plan: Plan, name: str, month: int = 3) -> Sheet:
    return next(sheet for sheet in plan_workbook(plan, ExportContext(month)).sheets if sheet.name == name)


def rows_with(sheet: Sheet, text: str) -> list[list[object]]:
    """Return what is in the rows that have a cell with a text."""
    rows = sorted({row for (row, _column), cell in sheet.cells.items() if cell.value == text})
    return [[cell.value for (at, _column), cell in sorted(sheet.cells.items()) if at == row] for row in rows]


def test_a_workbook_with_money_changes_nothing_and_gives_back_the_same_plan(tmp_path: Path) -> None:
    plan = with_money("R2.propios=660.000.000")
    write(plan_workbook(plan, MARCH), tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx", plan)
    assert (found.changes, found.problems, found.ignored) == ((), (), ())
    again, _doubts = read_form(tmp_path / "a.xlsx")
    assert again.objectives == plan.objectives
    assert again.values[BUDGET] == Decimal(660_000_000)
    definition = read_definition(tmp_path / "a.xlsx", plan)
    assert (definition.changes, definition.left) == ((), ())


def test_amounts_that_are_typed_into_seguimiento_come_back(tmp_path: Path) -> None:
    plan = with_money()
    write(plan_workbook(plan, MARCH), tmp_path / "a.xlsx")
    fill(tmp_path / "a.xlsx", {BUDGET: 660_000_000, APRIL: 12.5, Cell("R1-1", "otros", 2): None})
    found = read(tmp_path / "a.xlsx", plan)
    assert dict(found.batch(clear=True)) == {
        BUDGET: Decimal(660_000_000),
        APRIL: Decimal("12.5"),
        Cell("R1-1", "otros", 2): None,
    }


def test_what_is_no_amount_is_not_taken(tmp_path: Path) -> None:
    plan = with_money()
    write(plan_workbook(plan, MARCH), tmp_path / "a.xlsx")
    fill(tmp_path / "a.xlsx", {APRIL: "NP"})
    with pytest.raises(WorkbookError, match="no llevan NP"):
        read(tmp_path / "a.xlsx", plan).batch()


def test_a_row_of_money_that_is_gone_is_said(tmp_path: Path) -> None:
    plan = with_money()
    write(plan_workbook(plan, MARCH), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book["Seguimiento"]
    sheet.delete_rows(next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "R1.ley_715"))
    book.save(tmp_path / "a.xlsx")
    assert any("R1.ley_715" in text for text in read(tmp_path / "a.xlsx", plan).ignored)


def test_the_form_prints_budgets_in_its_own_columns_and_what_is_executed_below() -> None:
    form = sheet_of(with_money("R2.propios=660.000.000"), "Plan de Acción")
    said = [cell.value for cell in form.cells.values()]
    assert "$ 660.000.000 Millones" in said
    assert "$ 20.000.000" in said
    [row] = rows_with(form, "Ejecutado al corte: Marzo")
    assert [value for value in row if isinstance(value, Decimal)] == [Decimal(165_000_000), Decimal(7)]
    untouched = sheet_of(worked_example(), "Plan de Acción")
    assert not any(str(cell.value).startswith("Ejecutado") for cell in untouched.cells.values())


def with_other_sources() -> Plan:
    plan = with_money()._replace(sources=("sgp_agua", "findeter"))
    typed = (
        "R1.sgp_agua=1.000.000.000", "R1-1.sgp_agua=5", "R1-1.sgp_agua@feb=300.000.000", "R2.sgp_agua@mar=1.000.000",
    )  # fmt: skip
    for assignment in typed:
        plan = accept(plan, parse_assignment(plan, assignment))
    return plan


def test_the_form_has_a_row_for_each_source_without_a_column(tmp_path: Path) -> None:
    plan = with_other_sources()
    form = sheet_of(plan, "Plan de Acción")
    [row] = rows_with(form, "Ejecutado al corte: Marzo · Recursos sgp agua")
    assert [value for value in row if isinstance(value, Decimal)] == [Decimal(301_000_000), Decimal(1_000_000_000)]
    assert not any("findeter" in str(cell.value) for cell in form.cells.values())
    write(plan_workbook(plan, MARCH), tmp_path / "a.xlsx")
    again, _doubts = read_form(tmp_path / "a.xlsx")
    assert again.objectives == plan.objectives
    definition = read_definition(tmp_path / "a.xlsx", plan)
    assert (definition.changes, definition.left) == ((), ())


def test_amounts_in_the_form_are_as_large_as_its_words() -> None:
    form = sheet_of(with_money("R1.ley_715=123.456.789.012,55", "R1.ley_715@feb=99.456.789.012"), "Plan de Acción")
    for column in (6, 7, 8):
        held = [cell for (_row, at), cell in form.cells.items() if at == column and cell.style.shrink and cell.value]
        texts = [str(cell.value) if isinstance(cell.value, str) else f"$ {cell.value:,.0f}" for cell in held]
        assert all(form.widths[column] >= 0.75 * len(text) for text in texts), (column, texts)
        assert texts


def test_the_form_to_be_signed_says_nothing_of_execution() -> None:
    form = next(iter(form_workbook(with_other_sources(), MARCH).sheets))
    assert not any(str(cell.value).startswith("Ejecutado") for cell in form.cells.values())


def test_the_dashboard_has_execution_beside_progress() -> None:
    [row] = rows_with(sheet_of(with_money(), "Tablero"), "R2")
    numbers = [value for value in row if isinstance(value, Decimal)]
    assert [numbers[0], numbers[2], numbers[3]] == [Decimal(660_000_000), Decimal("0.25"), Decimal(165_000_000)]
    assert round(numbers[1], 4) == Decimal("0.2092")


def test_the_plans_responsible_has_its_money_on_their_entry_sheet_and_nobody_else_has(tmp_path: Path) -> None:
    plan = with_money()
    mine = entry_workbook(plan, plan.responsible, plan.indicators[:1], MARCH)
    write(mine, tmp_path / "a.xlsx")
    fill(tmp_path / "a.xlsx", {BUDGET: 660_000_000, APRIL: 5})
    batch = read(tmp_path / "a.xlsx", plan).batch()
    assert dict(batch) == {BUDGET: Decimal(660_000_000), APRIL: Decimal(5)}
    another = next(iter(entry_workbook(plan, "Jefe Comercial División", plan.indicators[:1], MARCH).sheets))
    assert not any(str(cell.value).startswith("R2.") for cell in another.cells.values())


@needs_libreoffice
def test_another_program_comes_to_the_same_amounts_at_every_cut_off(tmp_path: Path) -> None:
    books = {}
    for month in (0, 1, 3, 12):
        plans = {"con": with_money("R2.propios=700.000.000"), "sin": with_money(), "otras": with_other_sources()}
        for name, plan in plans.items():
            book = plan_workbook(plan, ExportContext(month))
            books[f"{name}{month}.xlsx"] = book._replace(sheets=tuple(book.sheets))
    for name, book in books.items():
        write(book, tmp_path / name, cached=False)
    converted([tmp_path / name for name in books], "xlsx", tmp_path / "out")
    for name, book in books.items():
        assert differences(book, calculated(tmp_path / "out" / name)) == []
