"""The cell model written with openpyxl; only this room and `reading` know that library.

openpyxl's cells are filled directly and share their styles: going through its properties takes three times as long.
"""
# ruff: noqa: SLF001  (the reason is the paragraph above)

import os
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

os.environ.setdefault("OPENPYXL_LXML", "False")  # read when openpyxl is imported: lxml makes it 2.4 times as slow

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo
from openpyxl.writer.excel import ExcelWriter

from workbook.model import cells as model
from workbook.model.cells import Book, Page, Sheet, SheetCell, Shown, Style, column_letter
from workbook.writing.archive import Archive, with_value
from workbook.writing.charts import drawn

OFICIO: Final = 14
"""The paper code of 8.5 × 13 inches, which is what *oficio* means in Colombia."""

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue000\ufffe\uffff]")
_TAKEN_FOR_FORMULA: Final = ("=", "+", "-", "@", "#", "\t", "\r")
_LONGEST: Final = 32767


def write_book(book: Book, path: Path, *, cached: bool = True) -> None:
    """Write a workbook to a file.

    Its sheets are taken one after the other and let go once written. Without `cached` the formulas carry no values,
    so that whoever opens the file has to calculate them: that is what the tests compare.
    """
    workbook: Any = Workbook()
    workbook.remove(workbook.worksheets[0])
    sheets = [workbook.create_sheet(name) for name in book.written]
    for name, target in book.names:
        workbook.defined_names[name] = DefinedName(name, attr_text=target)
    workbook.properties.title = clean(book.title)
    workbook.properties.creator = clean(book.author)
    workbook.properties.lastModifiedBy = clean(book.author)
    workbook.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    for name, value in book.properties:
        workbook.custom_doc_props.append(StringProperty(name=name, value=clean(value)))
    order = {name: at for at, name in enumerate(book.tabs)}
    with Archive(path) as archive:
        writer = _Writer(workbook, archive, book.sheets, cached=cached)
        writer.in_tab_order = sorted(sheets, key=lambda sheet: order[sheet.title])
        writer.write_data()


class _Writer(ExcelWriter):
    """openpyxl's writer, which fills each sheet just before it is written and empties it after."""

    in_tab_order: list[Any]

    def __init__(self, workbook: Any, archive: Archive, sheets: Iterable[Sheet], *, cached: bool) -> None:
        super().__init__(workbook, archive)
        self._workbook = workbook
        self._sheets = iter(sheets)
        self._filler = _Filler(workbook, cached=cached)

    def write_worksheet(self, ws: Any) -> None:
        """Fill, write and empty one sheet."""
        sheet = next(self._sheets)
        self._filler.fill(ws, sheet)
        super().write_worksheet(ws)
        ws._cells.clear()  # the sheet is on disk: its cells would only pile up
        ws.row_dimensions.clear()

    def _write_worksheets(self) -> None:
        super()._write_worksheets()  # type: ignore[misc]  # the stubs leave it out
        self._workbook._sheets = self.in_tab_order


def clean(text: str) -> str:
    """Return a text without the characters that a workbook cannot hold."""
    return _ILLEGAL.sub("", text)[:_LONGEST]


def number(value: Any) -> float | int:
    """Return a number as a workbook holds it: whole ones exactly up to 15 digits."""
    return int(value) if value == int(value) and abs(value) < 10**15 else float(value)


class _Filler:
    """Puts sheets of the cell model into openpyxl's; the styles are shared by all sheets of the workbook."""

    def __init__(self, workbook: Any, *, cached: bool) -> None:
        self._cached = cached
        self._parent = workbook.worksheets[0]
        self._styles: dict[tuple[Style, bool], Any] = {}

    def fill(self, ws: Any, sheet: Sheet) -> None:
        """Put everything a sheet holds."""
        cells = ws._cells
        for (row, column), item in sorted(sheet.cells.items()):
            cells[row, column] = self._cell(ws, row, column, item)
        for area in sheet.merges:
            ws.merged_cells.add(str(area))
        for column, width in sheet.widths.items():
            ws.column_dimensions[column_letter(column)].width = width
        for column in sheet.hidden_columns:
            ws.column_dimensions[column_letter(column)].hidden = True
        for row, height in sheet.heights.items():
            ws.row_dimensions[row].height = height
        for row in sheet.hidden_rows:
            ws.row_dimensions[row].hidden = True
        for validation in sheet.validations:
            ws.add_data_validation(_validation(validation))
        for rule in sheet.rules:
            ws.conditional_formatting.add(" ".join(map(str, rule.areas)), _rule(rule))
        for bars in sheet.bars:
            ws.conditional_formatting.add(str(bars.area), _bars(bars))
        for chart in sheet.charts:
            ws.add_chart(drawn(chart), f"{column_letter(chart.column)}{chart.row}")
        for table in sheet.tables:
            ws.add_table(_table(table))
        _set_up(ws, sheet)

    def _cell(self, ws: Any, row: int, column: int, item: SheetCell) -> Any:
        cell: Any = Cell(ws, row, column)
        value = item.value
        if isinstance(value, str):
            value = clean(value)
            cell._style = self._style(item.style, quoted=not item.formula and value.startswith(_TAKEN_FOR_FORMULA))
        else:
            cell._style = self._style(item.style, quoted=False)
        if item.formula:
            cell.data_type = "f"
            cell._value = "=" + (with_value(item.formula, _result(value)) if self._cached else item.formula)
        elif isinstance(value, str):
            cell.data_type = "s"
            cell._value = value or None
        elif isinstance(value, date):
            cell.data_type = "d"
            cell._value = value
        elif value is not None:
            cell._value = repr(number(value))  # every digit, where openpyxl would write sixteen
        if item.link:
            cell._hyperlink = Hyperlink(ref=cell.coordinate, location=item.link)
        return cell

    def _style(self, style: Style, *, quoted: bool) -> Any:
        """Return the shared array of a style; a text that looks like a formula gets one that says it is a text."""
        key = (style, quoted)
        if key not in self._styles:
            cell: Any = Cell(self._parent, 1, 1)
            cell.font = Font(name="Calibri", size=style.size, bold=style.bold, italic=style.italic, color=style.colour)
            if style.fill:
                cell.fill = PatternFill("solid", fgColor=style.fill)
            if style.border:
                side = Side("thin", color=style.border)
                cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.number_format = style.number
            cell.alignment = Alignment(
                horizontal=style.across or None,
                vertical=style.down,
                wrap_text=style.wrap or None,
                indent=style.indent,
            )
            cell.protection = Protection(locked=style.locked)
            if quoted:
                cell.quotePrefix = True
            self._styles[key] = cell._style
        return self._styles[key]


def _result(value: Shown) -> float | str:
    return value or "" if value is None or isinstance(value, str) else number(value)


def _validation(validation: model.Validation) -> DataValidation:
    whole = validation.kind == "whole"
    return DataValidation(
        type=validation.kind,
        operator="between" if whole else None,
        formula1=validation.formula,
        formula2=validation.upper or None,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorTitle=validation.title[:32],
        error=validation.error[:225],
        promptTitle=validation.title[:32],
        prompt=validation.prompt[:255],
        sqref=" ".join(map(str, validation.areas)),
    )


def _rule(rule: model.Rule) -> Rule:
    font = Font(color=rule.colour) if rule.colour else None
    fill = PatternFill("solid", fgColor=rule.fill, bgColor=rule.fill) if rule.fill else None
    number_format = NumberFormat(numFmtId=199, formatCode=rule.number) if rule.number else None
    style = DifferentialStyle(font=font, fill=fill, numFmt=number_format)
    return Rule("expression", dxf=style, formula=[rule.formula])


def _bars(bars: model.Bars) -> Rule:
    ends = [FormatObject("num", 0), FormatObject("num", 1)]
    return Rule("dataBar", dataBar=DataBar(cfvo=ends, color=f"FF{bars.colour}", showValue=True))


def _table(table: model.TableRange) -> Any:
    columns = [TableColumn(id=at, name=name) for at, name in enumerate(table.headings, start=1)]
    made: Any = Table(displayName=table.name, ref=str(table.area), tableColumns=columns)
    made.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    made.autoFilter = AutoFilter(ref=str(table.area))
    return made


def _set_up(ws: Any, sheet: Sheet) -> None:
    """Set how a sheet is seen, printed and protected."""
    ws.sheet_state = "hidden" if sheet.hidden else "visible"
    ws.sheet_view.showGridLines = False
    ws.sheet_view.zoomScale = sheet.zoom
    if sheet.freeze:
        row, column = sheet.freeze
        ws.freeze_panes = f"{column_letter(column)}{row}"
    if sheet.tab:
        ws.sheet_properties.tabColor = sheet.tab
    if sheet.protected:
        ws.protection.sheet = True
        ws.protection.formatColumns = ws.protection.formatRows = False  # widening a column is no edit
    _print(ws, sheet.page)
    for row in sheet.breaks:
        ws.row_breaks.append(Break(id=row))


def _print(ws: Any, page: Page) -> None:
    ws.page_setup.paperSize = OFICIO
    ws.page_setup.orientation = "landscape" if page.landscape else "portrait"
    ws.page_setup.fitToWidth = 1
    ws.page_setup.fitToHeight = page.tall
    ws.sheet_properties.pageSetUpPr.fitToPage = True
    ws.print_options.horizontalCentered = page.centred
    margins = ws.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.45, 0.6
    margins.header = margins.footer = 0.25
    if page.repeat:
        ws.print_title_rows = f"{page.repeat[0]}:{page.repeat[1]}"
    if page.footer:
        ws.oddFooter.left.text = clean(page.footer.replace("&", "&&"))
        ws.oddFooter.left.size = 8
    ws.oddFooter.right.text = "&P de &N"
    ws.oddFooter.right.size = 8
