"""What a sheet has beside its cells as openpyxl's: validations, formats, tables, page set-up, protection."""

from typing import Any, Final

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from workbook.model.formula_references import column_letter
from workbook.model.print_words import foot_of
from workbook.model.sheet import Sheet
from workbook.model.sheet_features import PageSetup, TableRange, Validation
from workbook.writing.charts import openpyxl_chart
from workbook.writing.openpyxl_styles import Styles
from workbook.writing.pictures import openpyxl_picture
from workbook.writing.sheet_rows import clean

OFICIO: Final = 14
"""The paper code of 8.5 × 13 inches, which is what *oficio* means in Colombia."""


def put_features(ws: Any, sheet: Sheet, styles: Styles) -> None:
    """Put everything a sheet has beside its cells, its rows and its merged areas."""
    for column, width in sheet.widths.items():
        ws.column_dimensions[column_letter(column)].width = width
    for column in sheet.hidden_columns:
        ws.column_dimensions[column_letter(column)].hidden = True
    for validation in sheet.validations:
        ws.add_data_validation(_validation(validation))
    for conditional in sheet.conditional_formats:
        rule = Rule("expression", dxfId=styles.difference(conditional), formula=[conditional.formula])
        ws.conditional_formatting.add(" ".join(map(str, conditional.areas)), rule)
    for chart in sheet.charts:
        ws.add_chart(openpyxl_chart(chart), f"{column_letter(chart.column)}{chart.row}")
    for picture in sheet.pictures:
        ws.add_image(openpyxl_picture(picture))
    for table in sheet.tables:
        ws.add_table(_table(table))
    _set_up(ws, sheet)


def _validation(validation: Validation) -> DataValidation:
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


def _table(table: TableRange) -> Any:
    columns = [TableColumn(id=at, name=name) for at, name in enumerate(table.headings, start=1)]
    converted: Any = Table(displayName=table.name, ref=str(table.area), tableColumns=columns)
    converted.tableStyleInfo = TableStyleInfo(name="TableStyleLight9", showRowStripes=True)
    converted.autoFilter = AutoFilter(ref=str(table.area))
    return converted


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


def _print(ws: Any, page: PageSetup) -> None:
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
    left, right = foot_of(page)
    if left:
        ws.oddFooter.left.text = clean(left)
        ws.oddFooter.left.size = 8
    if right:
        ws.oddFooter.right.text = right
        ws.oddFooter.right.size = 8
