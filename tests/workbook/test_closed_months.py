"""Closed months in a workbook: what can still be typed into, and what becomes of what was typed all the same."""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from keyed_sheets import fill
from recalculation import converted, needs_libreoffice
from years import closed, reopened

from plans import worked_example
from scoring.model import MONTHS, Cell, CellChange
from workbook.model.export_context import ExportContext
from workbook.model.hidden_keys import CORNER, cell_at
from workbook.model.sheet import Sheet, Workbook
from workbook.reading.comparison import read
from workbook.sheets.workbooks import entry_workbook, plan_workbook
from workbook.writing.replacing_file import write

APRIL: Final = ExportContext(4)
CLOSED: Final = reopened(closed(worked_example(), 3), 2, "6")
EFFECTIVE: Final = Cell("4", "efectivas", 3)
(OPENED,) = next(item for item in CLOSED.indicators if item.id == "6").cells(2)


def book(*, entry: bool) -> Workbook:
    return entry_workbook(CLOSED, "Jefe", CLOSED.indicators, APRIL) if entry else plan_workbook(CLOSED, APRIL)


def keyed(sheet: Sheet) -> dict[Cell, tuple[int, int]]:
    """Return the places of the cells that take figures."""
    top, left = next(place for place, cell in sheet.cells.items() if cell.value == CORNER)
    rows = {row: str(cell.value) for (row, column), cell in sheet.cells.items() if column == left and row != top}
    columns = {column: str(cell.value) for (row, column), cell in sheet.cells.items() if row == top and column != left}
    return {
        cell: (row, column)
        for row, key in rows.items()
        for column, name in columns.items()
        if (cell := cell_at(key, name)) and (row, column) in sheet.cells
    }


@pytest.mark.parametrize(("entry", "name"), [(False, "Seguimiento"), (True, "Registro")])
def test_the_cells_of_closed_months_are_locked_and_grey_and_those_opened_again_are_not(
    *, entry: bool, name: str
) -> None:
    sheet = next(sheet for sheet in book(entry=entry).sheets if sheet.name == name)
    places = keyed(sheet)
    for indicator in CLOSED.indicators:
        for month in indicator.months:
            for cell in indicator.cells(month):
                shown = sheet.cells[places[cell]]
                is_open = month > 3 or (month == 2 and indicator.id == "6")
                assert shown.style.locked is not is_open, cell
                assert (shown.style.fill == "FFF8C5") is is_open
    headings = {str(cell.value) for cell in sheet.cells.values()}
    assert {"Ene cerrado", "Feb cerrado", "Mar cerrado"} <= headings
    assert any("Lo gris está cerrado" in text for text in headings)
    assert not {f"{month} cerrado" for month in ("Abr", "May", "Dic")} & headings


def test_a_month_that_is_opened_again_says_so() -> None:
    sheets = plan_workbook(reopened(closed(worked_example(), 3), 3), APRIL).sheets
    sheet = next(sheet for sheet in sheets if sheet.name == "Seguimiento")
    places = keyed(sheet)
    assert "Mar reabierto" in {cell.value for cell in sheet.cells.values()}
    assert not sheet.cells[places[EFFECTIVE]].style.locked


@pytest.mark.parametrize("entry", [False, True])
@pytest.mark.parametrize("program", ["openpyxl", pytest.param("LibreOffice", marks=needs_libreoffice)])
def test_closed_figures_that_nobody_touched_come_back_without_a_word(
    tmp_path: Path, *, entry: bool, program: str
) -> None:
    path = tmp_path / "libro.xlsx"
    write(book(entry=entry), path)
    if program == "LibreOffice":
        converted([path], "xlsx", tmp_path / "resaved")
        path = tmp_path / "resaved" / path.name
    else:
        fill(path, {})
    found = read(path, CLOSED)
    assert found.changes_nothing
    assert found.ignored == ()


def test_a_closed_figure_that_was_changed_is_a_problem_that_says_who_closed_it_and_how_it_is_opened(
    tmp_path: Path,
) -> None:
    path = tmp_path / "libro.xlsx"
    write(plan_workbook(worked_example(), APRIL), path)
    fill(path, {EFFECTIVE: 1, OPENED: 20, Cell("8", "numero", 4): 7})
    found = read(path, CLOSED)
    (problem,) = found.problems
    assert problem.startswith("Seguimiento!H")
    assert "4.efectivas@3: marzo está cerrado; lo cerró root (luis) el 10 abr 2024" in problem
    assert "plan reopen mar --indicator 4 --reason" in problem
    assert Decimal(7) in {item.wanted for item in found.changes}


def test_a_figure_opened_again_and_a_later_month_are_taken(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    write(plan_workbook(CLOSED, APRIL), path)
    fill(path, {OPENED: 20, Cell("8", "numero", 4): 7})
    assert dict(read(path, CLOSED).batch()) == {OPENED: Decimal(20), Cell("8", "numero", 4): Decimal(7)}


def test_the_money_of_closed_months_is_locked_and_its_budget_is_not() -> None:
    budget = Cell("R2", "propios")
    plan = CLOSED.with_changes([CellChange(budget, Decimal(660_000_000))])
    for made in (plan_workbook(plan, APRIL), entry_workbook(plan, plan.responsible, plan.indicators, APRIL)):
        sheet = next(sheet for sheet in made.sheets if sheet.name in {"Seguimiento", "Registro"})
        places = keyed(sheet)
        locked = [month for month in MONTHS if sheet.cells[places[budget._replace(month=month)]].style.locked]
        assert locked == [1, 2, 3]
        assert not sheet.cells[places[budget]].style.locked


def test_nothing_is_typed_into_a_plan_whose_year_is_closed() -> None:
    base = worked_example().with_changes([CellChange(Cell("R2", "propios"), Decimal(9))])
    whole, december = closed(base, 12), ExportContext(12)
    for made in (entry_workbook(whole, "Jefe", whole.indicators, december), plan_workbook(whole, december)):
        found = [(sheet, keyed(sheet)) for sheet in made.sheets if sheet.name in {"Seguimiento", "Registro"}]
        assert [
            str(cell) for sheet, cells in found for cell, at in cells.items() if not sheet.cells[at].style.locked
        ] == []
        assert any(cells for _sheet, cells in found)
