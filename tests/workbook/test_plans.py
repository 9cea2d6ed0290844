"""Several plans in one workbook."""

import gc
from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest
from recalculation import calculated, converted, differences, needs_libreoffice

from plans import random_plan
from scoring.model import Plan
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Sheet
from workbook.model.styles import YELLOW
from workbook.sheets.workbooks import plans_workbook
from workbook.writing.export import export_plans
from workbook.writing.replacing_file import write


def loads(count: int) -> list[Callable[[], tuple[Plan, ExportContext]]]:
    return [lambda seed=seed: (random_plan(Random(seed)), ExportContext(12)) for seed in range(count)]  # type: ignore[misc]  # a lambda with a default has no type of its own


def silent(_done: int, _of: int) -> None:
    """Take no notice of the progress."""


def test_the_index_comes_first_and_each_plan_is_told_as_it_is_done(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    export_plans(loads(2), tmp_path / "planes.xlsx", 6, progress=lambda done, of: told.append((done, of)))
    book = openpyxl.load_workbook(tmp_path / "planes.xlsx")
    assert book.sheetnames[:4] == ["Índice", "Consolidado", "Plan de Acción 1", "Seguimiento 1"]
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["_calc 1", "_calc 2", "_meta"]
    assert told == [(1, 2), (2, 2)]


def test_only_the_cut_off_can_be_typed_into_and_is_yellow() -> None:
    cells = [
        (sheet.name, cell.style)
        for sheet in plans_workbook(loads(2), 6, "es_CO", silent).sheets
        for cell in sheet.cells.values()
    ]
    assert [name for name, style in cells if not style.locked] == ["Índice"]
    assert [name for name, style in cells if style.fill == YELLOW] == ["Índice"]


def test_the_sheets_of_a_plan_are_let_go_before_the_next_is_loaded(tmp_path: Path) -> None:
    held: list[int] = []

    def load() -> tuple[Plan, ExportContext]:
        gc.collect()
        held.append(sum(isinstance(item, Sheet) for item in gc.get_objects()))
        return random_plan(Random(1)), ExportContext(12)

    export_plans([load] * 5, tmp_path / "planes.xlsx", 6)
    assert max(held) - held[0] <= 1


def test_a_plan_that_cannot_be_loaded_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> tuple[Plan, ExportContext]:
        raise LookupError

    with pytest.raises(LookupError):
        export_plans([*loads(1), broken], tmp_path / "planes.xlsx", 6)
    assert not list(tmp_path.iterdir())


@needs_libreoffice
def test_recalculated_values_are_those_of_the_score(tmp_path: Path) -> None:
    for month in (0, 5):
        book = plans_workbook(loads(3), month, "es_CO", silent)
        write(book, tmp_path / f"{month}.xlsx", cached=False)
    converted([tmp_path / "0.xlsx", tmp_path / "5.xlsx"], "xlsx", tmp_path / "out")
    for month in (0, 5):
        again = plans_workbook(loads(3), month, "es_CO", silent)
        assert not differences(again, calculated(tmp_path / "out" / f"{month}.xlsx"))
