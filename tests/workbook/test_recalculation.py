"""The workbook's formulas agree with the score in every cell, at every cut-off, whatever is missing."""

from pathlib import Path
from random import Random

import pytest
from recalculation import calculated, converted, differences, formula_count, needs_libreoffice

from plans import random_plan, random_values
from scoring.model import Plan
from workbook.export import ExportContext, plan_book, write
from workbook.model import Book

BATCHES, PLANS_IN_BATCH = 4, 8


def small_plan(seed: int) -> Plan:
    return random_plan(Random(seed), objectives=2, lines=3)


def formulas(book: Book) -> dict[tuple[str, int, int], str]:
    return {
        (sheet.name, row, column): cell.formula
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if cell.formula and sheet.name != "Verificación"  # which stays at the month of the export
    }


@needs_libreoffice
@pytest.mark.parametrize("batch", range(BATCHES))
def test_recalculated_figures_are_those_of_the_score(tmp_path: Path, batch: int) -> None:
    books: dict[str, Book] = {}
    for seed in range(batch * PLANS_IN_BATCH, (batch + 1) * PLANS_IN_BATCH):
        plan = small_plan(seed)
        for month in range(1, 13):
            name = f"{seed}-{month}.xlsx"
            books[name] = plan_book(plan, ExportContext(month))
            write(books[name], tmp_path / name, cached=False)
    out = tmp_path / "out"
    converted([tmp_path / name for name in books], "xlsx", out)
    wrong = [f"{name} {fault}" for name, book in books.items() for fault in differences(book, calculated(out / name))]
    assert sum(map(formula_count, books.values())) > 50_000
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("seed", range(12))
def test_formulas_depend_on_neither_figures_nor_cut_off(seed: int) -> None:
    """So a figure, an NP or the cut-off typed into the file gives what an export with it would give."""
    plan = random_plan(Random(seed))
    rng = Random(-seed)
    values = {cell: value for line in plan.indicators for cell, value in random_values(rng, line).items()}
    changed = plan._replace(values=values)
    before = plan_book(plan, ExportContext(seed % 13))
    after = plan_book(changed, ExportContext((seed + 5) % 13))
    assert formulas(before) == formulas(after)
