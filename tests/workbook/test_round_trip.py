"""What is exported comes back unchanged, and what is typed into it comes back as exactly that."""

from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest
from keyed_sheets import keyed_sheet

from plans import random_plan
from scoring.model import Cell, CellChange, Plan
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.reading.comparison import read
from workbook.writing.export import export, export_entry

MARCH = ExportContext(3)


def typed(path: Path, changes: dict[Cell, float | str]) -> None:
    """Type values into a workbook, found by the keys it carries."""
    book = openpyxl.load_workbook(path)
    sheet, places = keyed_sheet(book)
    for cell, value in changes.items():
        sheet.cell(*places[cell]).value = value
    book.save(path)


@pytest.mark.parametrize("seed", range(8))
def test_an_export_read_back_changes_nothing(tmp_path: Path, seed: int) -> None:
    plan = random_plan(Random(seed))
    export(plan, tmp_path / "plan.xlsx", MARCH)
    result = read(tmp_path / "plan.xlsx", plan)
    assert (result.changes, result.conflicts, result.problems) == ((), (), ())


def test_what_is_typed_comes_back(plan: Plan, tmp_path: Path) -> None:
    export(plan, tmp_path / "plan.xlsx", MARCH)
    typed(tmp_path / "plan.xlsx", {Cell("4", "efectivas", 2): 95500, Cell("7", "base"): 50_000_000})
    result = read(tmp_path / "plan.xlsx", plan)
    assert {(item.cell, item.wanted) for item in result.changes} == {
        (Cell("4", "efectivas", 2), Decimal(95500)),
        (Cell("7", "base"), Decimal(50_000_000)),
    }
    assert not result.problems


def test_the_entry_sheet_of_one_responsible_comes_back(plan: Plan, tmp_path: Path) -> None:
    indicators = export_entry(plan, "jefe comercial división", tmp_path / "registro.xlsx", MARCH)
    assert {indicator.id for indicator in indicators} == {"2", "3", "4", "5", "6", "7", "8", "13"}
    typed(tmp_path / "registro.xlsx", {Cell("13", "aplicadas", 12): 40})
    result = read(tmp_path / "registro.xlsx", plan)
    assert [item.cell for item in result.changes] == [Cell("13", "aplicadas", 12)]


def test_an_entry_sheet_holds_the_values_of_its_responsible_and_no_other(plan: Plan, tmp_path: Path) -> None:
    filled = plan.with_changes(
        (CellChange(Cell("12", "recaudo", 1), Decimal(7)), CellChange(Cell("4", "efectivas", 1), Decimal(8)))
    )
    export_entry(filled, "ABOGADOS CONTRATISTAS", tmp_path / "registro.xlsx", MARCH)
    held = {c.value for sheet in openpyxl.load_workbook(tmp_path / "registro.xlsx") for row in sheet for c in row}
    assert 7 in held
    assert 8 not in held


@pytest.mark.parametrize("name", ["nadie", " "])
def test_a_responsible_without_indicators_is_refused_with_those_there_are(
    plan: Plan, tmp_path: Path, name: str
) -> None:
    with pytest.raises(ExportError, match="Abogados Contratistas"):
        export_entry(plan, name, tmp_path / "registro.xlsx", MARCH)
    assert not list(tmp_path.iterdir())


def test_the_smallest_number_that_a_plan_takes_is_not_taken_for_tampering(plan: Plan, tmp_path: Path) -> None:
    smallest = Decimal("-1.23456789012345678901234567891E-30")
    filled = plan.with_changes((CellChange(Cell("4", "efectivas", 1), smallest),))
    export(filled, tmp_path / "plan.xlsx", MARCH)
    result = read(tmp_path / "plan.xlsx", filled)
    assert (result.changes, result.conflicts, result.problems) == ((), (), ())
