"""What is exported comes back: no change, the same plan, and exactly the edits made in between."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from keyed_sheets import keyed_sheet
from openpyxl import load_workbook
from recalculation import converted, needs_libreoffice

from plans import random_plan, worked_example
from scoring.entry.acceptance import accept
from scoring.errors import PlanError
from scoring.model import Cell, CellChange, Mark, Plan, Value
from workbook.errors import WorkbookError
from workbook.form import read_form
from workbook.model.export_context import ExportContext
from workbook.reading.comparison import read
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.export import export_plans
from workbook.writing.replacing_file import write

MARCH = ExportContext(3, head="abc")
SEEDS = range(8)


def exported(plan: Plan, path: Path) -> Path:
    write(plan_workbook(plan, MARCH), path)
    return path


def random_edits(rng: Random, plan: Plan) -> dict[Cell, Value | None]:
    """Return edits that the plan accepts, and that hold for whole months: an NP marks every variable."""
    edits: dict[Cell, Value | None] = {}
    for indicator in plan.indicators:
        for month in range(indicator.start.month, indicator.end.month + 1):
            if rng.random() > 0.2:
                continue
            cells = list(indicator.cells(month))
            kind = rng.choice(("numbers", "numbers", "blank", "NP"))
            values = {cell: Decimal(rng.randint(1, 10**9)) / 100 for cell in cells}
            wanted = {cell: {"numbers": values[cell], "blank": None, "NP": Mark.NP}[kind] for cell in cells}
            try:
                accept(plan, [CellChange(cell, value) for cell, value in wanted.items()])
            except PlanError:
                continue
            edits |= {cell: value for cell, value in wanted.items() if value != plan.values.get(cell)}
    return edits


def fill(path: Path, edits: Mapping[Cell, Value | None], *, disturb: bool) -> None:
    """Type the edits into a workbook, and move things about in it."""
    book = load_workbook(path)
    sheet, places = keyed_sheet(book)
    for cell, value in edits.items():
        place = sheet.cell(*places[cell])
        assert not place.protection.locked
        place.value = value.value if isinstance(value, Mark) else value
    if disturb:
        sheet.title = "Lo que llenó María"
        sheet.insert_rows(8)
        sheet.insert_cols(9)
        book.move_sheet(sheet, 1)
    book.save(path)


@pytest.mark.parametrize("seed", SEEDS)
def test_export_and_import_change_nothing(seed: int, tmp_path: Path) -> None:
    plan = random_plan(Random(seed))
    result = read(exported(plan, tmp_path / "plan.xlsx"), plan)
    assert (result.changes, result.conflicts, result.problems) == ((), (), ())
    assert (result.facts.head, result.facts.month) == ("abc", 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_come_back_exactly(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    plan = random_plan(rng)
    edits = random_edits(rng, plan)
    fill(exported(plan, tmp_path / "plan.xlsx"), edits, disturb=bool(seed % 2))
    assert dict(read(tmp_path / "plan.xlsx", plan).batch(clear=True)) == edits


def test_a_workbook_of_several_plans_is_only_to_be_looked_at(tmp_path: Path) -> None:
    plan = worked_example()
    path = tmp_path / "planes.xlsx"
    export_plans([lambda: (plan, MARCH)] * 2, path, 3)
    with pytest.raises(WorkbookError, match="varios planes"):
        read(path, plan)
    with pytest.raises(WorkbookError, match="varios planes"):
        read_form(path)


def test_what_is_typed_over_a_formula_is_ignored_and_said(tmp_path: Path) -> None:
    plan = worked_example()
    path = exported(plan, tmp_path / "plan.xlsx")
    book = load_workbook(path)
    sheet, places = keyed_sheet(book)
    row, column = places[Cell("4", "programadas", 2)]
    result = next(at for at in range(row, sheet.max_row) if str(sheet.cell(at, column).value).startswith("="))
    sheet.cell(result, column).value = 0.5
    book.save(path)
    read_back = read(path, plan)
    assert (read_back.batch(), read_back.problems) == ((), ())
    (sentence,) = read_back.ignored
    assert sentence.startswith(f"{sheet.title}!{sheet.cell(result, column).coordinate}: es una celda calculada")


@pytest.mark.parametrize("seed", SEEDS)
def test_an_exported_form_gives_back_the_plan(seed: int, tmp_path: Path) -> None:
    plan = random_plan(Random(seed))
    constants = {cell: value for cell, value in plan.values.items() if cell.month is None}
    read_back, _doubts = read_form(exported(plan, tmp_path / "plan.xlsx"))
    assert read_back == plan._replace(values=constants)


def test_the_form_alone_gives_back_the_texts_weights_and_dates(tmp_path: Path) -> None:
    plan = worked_example()
    book = load_workbook(exported(plan, tmp_path / "plan.xlsx"))
    for name in book.sheetnames[1:]:
        del book[name]
    total = next(cell for row in book.worksheets[0].iter_rows() for cell in row if str(cell.value).startswith("=SUM"))
    total.value = 1
    book.save(tmp_path / "form.xlsx")
    form, _doubts = read_form(tmp_path / "form.xlsx")
    assert [o.texts for o in form.objectives] == [o.texts for o in plan.objectives]
    assert [(a.number, a.text) for o in form.objectives for a in o.actions] == [
        (a.number, a.text) for o in plan.objectives for a in o.actions
    ]
    for read_back, before in zip(form.indicators, plan.indicators, strict=True):
        assert read_back[:5] == before[:5]
        assert read_back.texts == before.texts
        assert (read_back.start, read_back.end, read_back.responsible) == (before.start, before.end, before.responsible)
    assert form.texts._replace(header=plan.texts.header) == plan.texts


@needs_libreoffice
def test_what_libreoffice_saves_is_read_as_well(tmp_path: Path) -> None:
    plans = {seed: random_plan(Random(seed)) for seed in range(4)}
    edits = {seed: random_edits(Random(seed), plan) for seed, plan in plans.items()}
    files = []
    for seed, plan in plans.items():
        files.append(exported(plan, tmp_path / f"{seed}.xlsx"))
        fill(files[-1], edits[seed], disturb=bool(seed % 2))
    converted(files, "xlsx", tmp_path / "saved")
    for seed, plan in plans.items():
        result = read(tmp_path / "saved" / f"{seed}.xlsx", plan)
        assert dict(result.batch(clear=True)) == edits[seed]
        read_back, _doubts = read_form(tmp_path / "saved" / f"{seed}.xlsx")
        assert read_back.objectives == plan.objectives
