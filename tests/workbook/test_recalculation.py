"""The workbook's formulas agree with the score in every cell, at every cut-off, whatever is missing.

LibreOffice calculates a file that carries no values. Formulas are the same whatever the values and the cut-off, so
what holds of them in one file holds of the next that is typed into.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random

import openpyxl
import pytest
from keyed_sheets import as_typed
from recalculation import calculated, converted, differences, formula_count, needs_libreoffice

from plans import random_plan, random_values
from scoring.model import MONTHS, Plan
from workbook.model.export_context import ExportContext
from workbook.model.hidden_keys import typed_cells
from workbook.model.layout import CUT_OFF_ROW, TARGET, follow_up_rows, month_column
from workbook.model.sheet import Workbook
from workbook.sheets.workbooks import plan_workbook, plans_workbook
from workbook.writing.replacing_file import write

BATCHES, PLANS_IN_BATCH = 4, 8
MOVES_NOT = "Verificación"
"""The sheet that stays at the month of the export."""


def small_plan(seed: int) -> Plan:
    return random_plan(Random(seed), objectives=2, lines=3)


def seeds(batch: int) -> range:
    return range(batch * PLANS_IN_BATCH, (batch + 1) * PLANS_IN_BATCH)


def batch_book(batch: int, month: int) -> Workbook:
    def load(seed: int) -> Callable[[], tuple[Plan, ExportContext]]:
        return lambda: (small_plan(seed), ExportContext(month))

    book = plans_workbook([load(seed) for seed in seeds(batch)], month, "es_CO", lambda _done, _of: None)
    return book._replace(sheets=tuple(book.sheets))


def faults(books: dict[str, Workbook], folder: Path) -> list[str]:
    """Return every cell that LibreOffice calculates differently."""
    for name, book in books.items():
        write(book, folder / name, cached=False)
    out = folder / "out"
    converted([folder / name for name in books], "xlsx", out)
    return [f"{name} {fault}" for name, book in books.items() for fault in differences(book, calculated(out / name))]


@needs_libreoffice
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_plan_agrees_at_every_cut_off(tmp_path: Path, batch: int) -> None:
    books = {f"{month}.xlsx": batch_book(batch, month) for month in MONTHS}
    assert sum(map(formula_count, books.values())) > 30_000
    wrong = faults(books, tmp_path)
    assert not wrong, "\n".join(wrong[:20])


@needs_libreoffice
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_sheet_of_a_plan_agrees(tmp_path: Path, batch: int) -> None:
    books = {f"{seed}.xlsx": plan_workbook(small_plan(seed), ExportContext(seed % 13)) for seed in seeds(batch)}
    wrong = faults(books, tmp_path)
    assert not wrong, "\n".join(wrong[:20])


@needs_libreoffice
def test_a_plan_without_indicators_agrees(tmp_path: Path) -> None:
    plan = small_plan(1)._replace(values={})
    bare = [
        objective._replace(own=(), actions=tuple(action._replace(indicators=()) for action in objective.actions))
        for objective in plan.objectives
    ]
    kept = {
        "objectives and actions": tuple(bare),
        "objectives": tuple(objective._replace(actions=()) for objective in bare),
        "nothing": (),
    }
    books = {
        f"{name}.xlsx": plan_workbook(plan._replace(objectives=objectives), ExportContext(3))
        for name, objectives in kept.items()
    }
    wrong = faults(books, tmp_path)
    assert not wrong, "\n".join(wrong[:20])


def other_values(plan: Plan, seed: int) -> Plan:
    """Return the plan with other values, other gaps and other months not programmed."""
    rng = Random(-seed)
    values = {cell: value for item in plan.indicators for cell, value in random_values(rng, item).items()}
    return plan._replace(values=values)


def formulas(book: Workbook) -> dict[tuple[str, int, int], str]:
    return {
        (sheet.name, row, column): cell.formula
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if cell.formula and sheet.name != MOVES_NOT
    }


@pytest.mark.parametrize("seed", range(12))
def test_formulas_depend_on_neither_values_nor_cut_off(seed: int) -> None:
    plan = random_plan(Random(seed))
    before = plan_workbook(plan, ExportContext(seed % 13))
    after = plan_workbook(other_values(plan, seed), ExportContext((seed + 5) % 13))
    assert formulas(before) == formulas(after)


@needs_libreoffice
def test_values_np_and_the_cut_off_typed_into_a_file_give_the_new_score(tmp_path: Path) -> None:
    wanted: dict[str, Workbook] = {}
    for seed in range(100, 106):
        plan = small_plan(seed)
        changed, month = other_values(plan, seed), seed % 12 + 1
        write(plan_workbook(plan, ExportContext(12 - month)), tmp_path / f"{seed}.xlsx")
        _type(tmp_path / f"{seed}.xlsx", changed, month)
        sheets = tuple(s for s in plan_workbook(changed, ExportContext(month)).sheets if s.name != MOVES_NOT)
        wanted[f"{seed}.xlsx"] = plan_workbook(changed, ExportContext(month))._replace(sheets=sheets)
    out = tmp_path / "out"
    converted([tmp_path / name for name in wanted], "xlsx", out)
    wrong = [f"{name} {fault}" for name, book in wanted.items() for fault in differences(book, calculated(out / name))]
    assert not wrong, "\n".join(wrong[:20])


def _type(path: Path, plan: Plan, month: int) -> None:
    """Type a plan's values and a cut-off over those in a file, as a person would."""
    book = openpyxl.load_workbook(path)
    sheet = book["Seguimiento"]
    rows = follow_up_rows(plan, "Seguimiento")
    sheet.cell(CUT_OFF_ROW, TARGET).value = month
    for cell in typed_cells(plan.indicators):
        indicator = plan.indicator(cell.indicator)
        assert indicator
        if cell.month is None:
            at = [item.name for item in indicator.constants].index(cell.name)
            target = sheet.cell(rows.indicators[indicator.id].constants[at], TARGET)
        else:
            at = [item.name for item in indicator.variables].index(cell.name)
            target = sheet.cell(rows.indicators[indicator.id].variables[at], month_column(cell.month))
        target.value = as_typed(plan.values.get(cell))
    book.save(path)
