"""What is exported comes back unchanged, and what is typed into it comes back as exactly that."""

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from plans import random_plan
from scoring.model import Cell, CellChange, Plan
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.model.keys import CORNER, cell_at
from workbook.reading.comparison import read
from workbook.writing.export import export, export_entry

MARCH = ExportContext(3)


def typed(path: Path, changes: dict[Cell, float | str]) -> None:
    """Type figures into a workbook, found by the keys it carries."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        corner = next((c for row in sheet.iter_rows(max_row=10) for c in row if c.value == CORNER), None)
        if corner is None:
            continue
        for row in sheet.iter_rows(min_row=corner.row + 1):
            for item in row:
                keys: tuple[Any, Any] = (
                    sheet.cell(item.row or 0, corner.column or 0).value,
                    sheet.cell(corner.row or 0, item.column or 0).value,
                )
                cell = cell_at(str(keys[0]), str(keys[1]))
                if cell in changes:
                    item.value = changes[cell]
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
    lines = export_entry(plan, "jefe comercial división", tmp_path / "registro.xlsx", MARCH)
    assert {indicator.id for indicator in lines} == {"2", "3", "4", "5", "6", "7", "8", "13"}
    typed(tmp_path / "registro.xlsx", {Cell("13", "aplicadas", 12): 40})
    result = read(tmp_path / "registro.xlsx", plan)
    assert [item.cell for item in result.changes] == [Cell("13", "aplicadas", 12)]


def test_an_entry_sheet_holds_the_figures_of_its_responsible_and_no_other(plan: Plan, tmp_path: Path) -> None:
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
