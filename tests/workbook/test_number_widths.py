"""No number is shown as ###: every column is as wide as the numbers that it holds."""

from decimal import Decimal

import pytest

from plans import worked_example
from scoring.model import MONTHS, Cell, Plan
from workbook.model.cells import Style
from workbook.model.export_context import ExportContext, HistoryRecord
from workbook.model.number_widths import WIDEST, number_width, shown_number
from workbook.model.sheet import Sheet, Workbook
from workbook.model.styles import DECIMALS, ENTRY, MONEY, PERCENT, WHOLE
from workbook.sheets.workbooks import entry_workbook, plan_workbook

BILLED, COLLECTED, BASE = Decimal(123456789012), Decimal("1234567890.25"), Decimal(1234567890123)
CHANGE = HistoryRecord(1, "2024-04-05 10:00:00", "ana", "7.base", "", Decimal("12345678901234567890.25"), "")


def wide_plan() -> Plan:
    """Return the plan with 12 digits, with 10 and cents, and with a baseline of 13."""
    plan = worked_example()
    values = {Cell(id_, name, month): value for id_, name, value in _MONTHLY for month in MONTHS}
    return plan._replace(values={**plan.values, **values, Cell("7", "base"): BASE})


_MONTHLY = (("1", "facturado", BILLED), ("12", "recaudo", COLLECTED))


def too_narrow(sheet: Sheet) -> list[str]:
    merged = {(area.top, area.left) for area in sheet.merges}
    return [
        f"{sheet.name} {row},{column}: {cell.value} in {sheet.widths.get(column)}"
        for (row, column), cell in sheet.cells.items()
        if (row, column) not in merged
        and not sheet.hidden
        and number_width(cell.value, cell.style) > sheet.widths.get(column, 8.43)
    ]


def faults(book: Workbook) -> list[str]:
    return [fault for sheet in book.sheets for fault in too_narrow(sheet)]


@pytest.mark.parametrize("month", [3, 12])
def test_every_column_is_as_wide_as_its_numbers(month: int) -> None:
    context = ExportContext(month, history=(CHANGE,))
    assert not faults(plan_workbook(wide_plan(), context))
    assert not faults(entry_workbook(wide_plan(), "Jefe", wide_plan().indicators, context))


def test_the_accumulated_column_is_wide_enough_for_a_later_cut_off() -> None:
    columns = [
        {column: width for sheet in plan_workbook(wide_plan(), ExportContext(month)).sheets
         if sheet.name == "Seguimiento" for column, width in sheet.widths.items()}
        for month in (1, 12)
    ]  # fmt: skip
    assert columns[0] == columns[1]


def test_what_is_typed_later_is_shrunk_to_its_column() -> None:
    for book in (
        plan_workbook(wide_plan(), ExportContext(3)),
        entry_workbook(wide_plan(), "Jefe", wide_plan().indicators, ExportContext(3)),
    ):
        numbers = [
            cell.style
            for sheet in book.sheets
            for cell in sheet.cells.values()
            if not cell.style.locked and cell.style.number != "0" and isinstance(cell.value, Decimal)
        ]
        assert numbers
        assert all(style.shrink and not style.wrap for style in numbers)


def test_a_number_of_thirty_digits_makes_no_column_wider_than_the_page() -> None:
    plan = wide_plan()
    values = {**plan.values, Cell("7", "base"): Decimal("9" * 30)}
    for sheet in plan_workbook(plan._replace(values=values), ExportContext(3)).sheets:
        if sheet.name == "Seguimiento":
            assert max(sheet.widths.values()) <= WIDEST


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        ("1234567", Style(number=WHOLE), "1,234,567"),
        ("1234567.25", Style(number=WHOLE), "1,234,567"),
        ("1234567.25", ENTRY, "1,234,567.25"),
        ("-0.5", Style(number=DECIMALS), "-0.50"),
        ("12.12345", Style(number=DECIMALS), "12.1235"),
        ("50000", Style(number=MONEY), "$ 50,000"),
        ("0.98765", Style(number=PERCENT), "98.77%"),
        ("40", Style(number="0"), "40"),
    ],
)
def test_a_number_is_measured_as_it_is_shown(value: str, style: Style, shown: str) -> None:
    assert shown_number(Decimal(value), style) == shown
