"""The cut-offs as they were submitted in the workbook, beside what the plan says of them today."""

from decimal import Decimal
from pathlib import Path
from typing import Final

from recalculation import calculated, converted, differences, needs_libreoffice
from years import acted, closed, reopened, signed

from plans import worked_example
from scoring.arithmetic.rollup import score
from scoring.model import Cell, CellChange, Plan
from scoring.model.acts import Act, ActKind, Remark
from scoring.year.submitted import corrected_since
from workbook.model.cells import SheetCell
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Sheet
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.replacing_file import write

APRIL: Final = ExportContext(4)
BARE: Final = worked_example()
FEBRUARY: Final = Cell("4", "efectivas", 2)
JANUARY: Final = Cell("8", "numero", 1)
SUBMITTED: Final = closed(BARE, 3)


def corrected(plan: Plan, cell: Cell, value: int) -> Plan:
    return reopened(plan, cell.month or 0, cell.indicator).with_changes([CellChange(cell, Decimal(value))])


CORRECTED: Final = corrected(SUBMITTED, FEBRUARY, 90_000)


def sheet_of(plan: Plan, name: str = "Cortes") -> Sheet:
    return next(sheet for sheet in plan_workbook(plan, APRIL).sheets if sheet.name == name)


def rows(sheet: Sheet) -> list[list[SheetCell]]:
    """Return the rows below the first headings, each from its first column on."""
    return [[cell for _column, cell in cells] for row, cells in sheet.rows() if row > 4]


def test_there_is_no_such_sheet_before_a_month_is_closed() -> None:
    assert "Cortes" not in plan_workbook(BARE, APRIL).tabs
    assert "Cortes" in plan_workbook(SUBMITTED, APRIL).tabs


def test_what_stands_as_it_was_submitted_says_so() -> None:
    first, last = rows(sheet_of(SUBMITTED))
    texts = [cell.value for cell in first]
    assert texts[:3] == ["Marzo", "sin aprobar", "root (luis), 10 abr 2024 10:00"]
    assert texts[4] == score(BARE, 3).figures.compliance.quantize(Decimal("1e-12")).normalize()  # type: ignore[union-attr]
    assert "dato pendiente" in str(texts[3])
    assert texts[9] == 0
    assert last[0].value == "Todo sigue como se presentó."


def test_corrections_are_counted_and_named_and_what_moved_is_listed() -> None:
    first, _headings, *moved = rows(sheet_of(CORRECTED))
    texts = [cell.value for cell in first]
    assert texts[9:11] == [1, "N° 4 Lecturas efectivas, feb"]
    then, now, difference = texts[4:7]
    assert now == score(CORRECTED, 3).figures.compliance
    assert isinstance(then, Decimal)
    assert isinstance(now, Decimal)
    assert isinstance(difference, Decimal)
    assert abs(difference - (now - then) * 100) <= Decimal("0.05")
    assert difference < 0
    assert [(row[0].value, row[1].value) for row in moved] == [("Marzo", ""), ("Marzo", "4")]


def test_corrections_that_a_later_close_ended_stay_with_the_cut_offs_before_it() -> None:
    plan = closed(CORRECTED, 4, "2024-05-10T15:00:00+00:00")
    assert corrected_since(plan, 3) == (FEBRUARY,)
    assert corrected_since(plan, 4) == ()
    again = corrected(plan, JANUARY, 390)
    assert corrected_since(again, 3) == (FEBRUARY, JANUARY)
    assert corrected_since(again, 4) == (JANUARY,)
    assert corrected_since(again, 2) == ()
    months = [row[0].value for row in rows(sheet_of(again))[:2]]
    assert months == ["Marzo", "Abril"]


def test_what_was_corrected_before_a_cut_off_was_submitted_anew_is_named() -> None:
    first, last = rows(sheet_of(closed(CORRECTED, 3, "2024-05-10T15:00:00+00:00")))
    assert [first[9].value, first[10].value] == [0, "Antes de presentarse de nuevo:\nN° 4 Lecturas efectivas, feb"]
    assert last[0].value == "Todo sigue como se presentó."


def test_corrected_money_is_called_by_its_code_and_moves_no_compliance() -> None:
    plan = corrected(SUBMITTED, Cell("R2", "propios", 2), 5)
    first, last = rows(sheet_of(plan))
    assert first[10].value == "R2 Recursos propios, ejecutado en feb"
    assert str(first[6].value) == "0"
    assert last[0].value == "Todo sigue como se presentó."


def test_who_signed_a_cut_off_is_beside_it() -> None:
    (first, _last) = rows(sheet_of(signed(SUBMITTED, ["reviso"], 3)))
    assert first[-1].value == "Revisó: root (luis), 10 abr 2024 10:00"


def test_the_dashboard_and_the_follow_up_say_where_the_year_stands() -> None:
    for name in ("Tablero", "Seguimiento"):
        assert "cerrado hasta marzo" in str(sheet_of(CORRECTED, name).cells[2, 2].value)
    assert str(sheet_of(CORRECTED, "Tablero").cells[3, 2].value).startswith("Presentado en marzo 8")
    assert sheet_of(SUBMITTED, "Tablero").cells[3, 2].value == ""


@needs_libreoffice
def test_libreoffice_calculates_the_same(tmp_path: Path) -> None:
    plan = corrected(closed(CORRECTED, 4, "2024-05-10T15:00:00+00:00"), JANUARY, 390)
    plan = acted(plan, Act(4, ActKind.REMARK, "8"), Remark("cuentas duplicadas"))
    book = plan_workbook(plan, APRIL)
    write(book, tmp_path / "libro.xlsx", cached=False)
    converted([tmp_path / "libro.xlsx"], "xlsx", tmp_path / "out")
    assert differences(book, calculated(tmp_path / "out" / "libro.xlsx")) == []
