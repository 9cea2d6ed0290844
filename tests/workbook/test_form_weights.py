"""The weights of the form, however they are printed: read, totalled and verified alike."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from recalculation import calculated, converted, needs_libreoffice

from plans import worked_example
from scoring.model import Plan
from workbook.form import read_form
from workbook.model.cells import SheetCell
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Workbook
from workbook.sheets.form_weights import printed_total, printed_weight
from workbook.sheets.workbooks import form_workbook, plan_workbook
from workbook.writing.replacing_file import write

SAME = "Coinciden todas las cifras"
PRINTED = [
    (("40%", "40%", "20%"), Decimal(1)),
    (("40", "40", "20"), Decimal(100)),
    (("0,4", "0,4", "0,2"), Decimal(1)),
    (("0.40", "0.40", "0.2"), Decimal(1)),
    (("40,5", "39,5", "20"), Decimal(100)),
    (("40", "0,4", "20%"), Decimal(1)),  # in several ways: the plan's own
    (("cuarenta", "40%", "20%"), Decimal(1)),
]


def printing(*weights: str) -> Plan:
    plan = worked_example()
    objectives = [
        item._replace(texts=item.texts._replace(weight=weight))
        for item, weight in zip(plan.objectives, weights, strict=True)
    ]
    return plan._replace(objectives=tuple(objectives))


def total(book: Workbook) -> tuple[tuple[int, int], SheetCell]:
    form = next(iter(book.sheets)).cells
    row = next(row for (row, column), cell in form.items() if cell.value == "Total" and column == 1)
    return (row, 2), form[row, 2]


@pytest.mark.parametrize(("weights", "whole"), PRINTED)
@needs_libreoffice
def test_the_total_is_what_its_formula_comes_to(tmp_path: Path, weights: tuple[str, ...], whole: Decimal) -> None:
    book = plan_workbook(printing(*weights), ExportContext(3))
    place, cell = total(book)
    assert cell.value == whole
    write(book, tmp_path / "plan.xlsx", cached=False)
    converted([tmp_path / "plan.xlsx"], "xlsx", tmp_path / "out")
    found = calculated(tmp_path / "out" / "plan.xlsx")
    assert found["Plan de Acción"][place] == pytest.approx(float(whole))
    assert found["Verificación"][4, 2] == SAME


def test_verification_says_so_where_the_form_prints_other_weights() -> None:
    book = plan_workbook(printing("40%", "40%", "30%"), ExportContext(3))
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Verificación")
    assert str(sheet.cells[4, 2].value).startswith("No coinciden")
    assert sheet.cells[4, 12].value == Decimal("0.1")
    assert total(book)[1].value == Decimal("1.1")


@pytest.mark.parametrize("weights", [printed for printed, _whole in PRINTED[:5]])
def test_a_form_is_read_alike_however_it_prints_its_weights(tmp_path: Path, weights: tuple[str, ...]) -> None:
    """A form that nobody's program exported: without the definition behind it."""
    plan = printing(*weights)
    write(form_workbook(plan, ExportContext(3)), tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    del book["_plan"]
    total_row = next(cell for cell in book["Plan de Acción"]["A"] if cell.value == "Total").row
    book["Plan de Acción"].cell(total_row, 2).value = float(printed_total(plan.objectives).value)
    book.save(tmp_path / "form.xlsx")
    read, _doubts = read_form(tmp_path / "form.xlsx")
    expected = [printed_weight(text, Decimal(0)) for text in weights]
    whole = printed_total(plan.objectives).whole
    assert [item.weight for item in read.objectives] == [item.value / whole for item in expected if item]
    verification = next(s for s in plan_workbook(read, ExportContext(3)).sheets if s.name == "Verificación")
    assert verification.cells[4, 2].value == SAME


def test_a_weight_that_is_no_number_stays_as_it_is_written() -> None:
    assert printed_weight("cuarenta", Decimal("0.4")) is None
    book = plan_workbook(printing("cuarenta", "40%", "20%"), ExportContext(3))
    assert any(cell.value == "cuarenta" for cell in next(iter(book.sheets)).cells.values())


def test_a_plan_without_objectives_has_a_total_of_nothing() -> None:
    assert printed_total(()).value == 0
