"""The cells that are written are the ones that openpyxl itself would have written: both are read back alike."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook

from workbook.model.cells import SheetValue, Style
from workbook.model.formula_references import NOT_AVAILABLE
from workbook.model.sheet import Sheet, Workbook
from workbook.writing.openpyxl_file import write_workbook

BODY: Final = Style()
AWKWARD: Final = (
    "a & b < c > d",
    "\"x\" 'y'",
    "  dos  ",
    "una\notra",
    "\ttab",
    "]]>",
    "&amp;",
    "_x000D_",
    "𝔸𝔹",
    "=A1",
    "+1",
    "#N/A",
)
WORDS: Final = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"]), max_size=40)
TEXTS: Final = WORDS | st.sampled_from(AWKWARD)
NUMBERS: Final = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15) | (
    st.sampled_from([Decimal("1E-9"), Decimal("0.1"), Decimal(999_999_999_999_999), Decimal("123456.789012345678")])
)
DAYS: Final = st.dates(date(1950, 1, 1), date(2100, 1, 1))
SECONDS: Final = st.times().map(lambda moment: moment.replace(microsecond=0))
DATES: Final = DAYS | st.builds(datetime.combine, DAYS, SECONDS)
VALUES: Final[st.SearchStrategy[SheetValue]] = st.none() | TEXTS | NUMBERS | DATES


def sheets(path: Path, cells: list[SheetValue], results: list[SheetValue]) -> None:
    """Write literals down the first column, and formulas with these results down the second."""
    sheet = Sheet("Hoja")
    for row, value in enumerate(cells, start=1):
        sheet.put(row, 1, value, BODY._replace(number="yyyy-mm-dd hh:mm:ss" if isinstance(value, date) else "General"))
    for row, value in enumerate(results, start=1):
        sheet.put(row, 2, value, BODY, f'IF(A{row}<>"<&>",1,2)')
    write_workbook(Workbook((sheet,), ("Hoja",), ("Hoja",), (), "", ""), path)


def by_openpyxl(path: Path, cells: list[SheetValue]) -> None:
    """Write the same literals as openpyxl writes them."""
    book = OpenpyxlWorkbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Hoja"
    for row, value in enumerate(cells, start=1):
        cell = sheet.cell(row, 1)
        cell.value = value
        if isinstance(value, str) and value:
            cell.data_type = "s"
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd hh:mm:ss"
    book.save(path)


def column(path: Path, at: int, count: int, *, calculated: bool = False) -> list[object]:
    """Return what a column holds, with openpyxl's types; an empty text is nothing."""
    sheet = load_workbook(path, data_only=calculated).worksheets[0]
    cells = [sheet.cell(row, at) for row in range(1, count + 1)]
    return [None if cell.value in {None, ""} else (cell.value, cell.data_type) for cell in cells]


def sixteen_digits(held: list[object]) -> list[object]:
    """Return what cells hold, with as many digits as openpyxl writes."""
    return [(f"{each[0]:.16g}", "n") if isinstance(each, tuple) and each[1] == "n" else each for each in held]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.lists(VALUES, min_size=1, max_size=30))
def test_literals_are_read_back_as_openpyxl_writes_them(tmp_path: Path, cells: list[SheetValue]) -> None:
    ours, theirs = tmp_path / "ours.xlsx", tmp_path / "theirs.xlsx"
    sheets(ours, cells, [])
    by_openpyxl(theirs, cells)
    assert sixteen_digits(column(ours, 1, len(cells))) == sixteen_digits(column(theirs, 1, len(cells)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=st.lists(st.none() | TEXTS | NUMBERS | st.just(NOT_AVAILABLE), min_size=1, max_size=30))
def test_formulas_keep_their_text_and_carry_their_values(tmp_path: Path, results: list[SheetValue]) -> None:
    path = tmp_path / "ours.xlsx"
    sheets(path, [], results)
    assert column(path, 2, len(results)) == [(f'=IF(A{row}<>"<&>",1,2)', "f") for row in range(1, len(results) + 1)]
    for value, found in zip(results, column(path, 2, len(results), calculated=True), strict=True):
        if value is None or isinstance(value, str):
            assert (found[0] if isinstance(found, tuple) else "") == (value or "").replace("\r", "\n")
        else:
            assert isinstance(found, tuple)
            assert found[0] == float(value)  # type: ignore[arg-type]


def test_rows_keep_their_heights_and_hidden_ones_are_hidden(tmp_path: Path) -> None:
    sheet = Sheet("Hoja")
    sheet.put(3, 2, "algo", BODY, link="'Hoja'!B9")
    sheet.heights.update({1: 22.5, 3: 31.200000000000003})
    sheet.hidden_rows.update({3, 7})
    path = tmp_path / "rows.xlsx"
    write_workbook(Workbook((sheet,), ("Hoja",), ("Hoja",), (), "", ""), path)
    read = load_workbook(path).worksheets[0]
    rows = {row: (each.height, each.hidden) for row, each in read.row_dimensions.items() if each.height or each.hidden}
    assert rows == {1: (22.5, False), 3: (31.2, True), 7: (None, True)}
    assert read["B3"].hyperlink is not None
    assert read["B3"].hyperlink.location == "'Hoja'!B9"
