"""Rows put in and taken out of a workbook as spreadsheet programs do it: what refers to them follows."""

import re
from collections.abc import Callable
from typing import Final

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

_REFERENCE: Final = re.compile(
    r"(?<![\w.$:!'])((?:'[^']+'|[^\W\d][\w.]*)!)?(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?(?![\w.(!])"
)


def put_in(book: Workbook, title: str, row: int) -> None:
    """Put a row in above another one."""
    book[title].insert_rows(row)
    _follow(book, title, lambda top, bottom: (top + (top >= row), bottom + (bottom >= row)))


def take_out(book: Workbook, title: str, row: int) -> None:
    """Take a row out."""
    book[title].delete_rows(row)
    _follow(book, title, lambda top, bottom: (top - (top > row), bottom - (bottom >= row)))


def _follow(book: Workbook, title: str, moved: Callable[[int, int], tuple[int, int]]) -> None:
    """Move what refers to rows of a sheet; what refers to no row any more says so."""

    def placed(reference: re.Match[str]) -> str:
        sheet, left, top, right, bottom = reference.groups()
        if (sheet or f"{own}!").strip("!'") != title:
            return reference[0]
        first, last = moved(int(top), int(bottom or top))
        if first > last:
            return "#REF!"
        return f"{sheet or ''}{left}{first}" + (f":{right}{last}" if right else "")

    for sheet in book.worksheets:
        own = sheet.title
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    cell.value = _REFERENCE.sub(placed, str(cell.value))
    sheet = book[title]
    sheet.merged_cells.ranges = {area for each in sheet.merged_cells.ranges if (area := _area(each, moved))}
    for check in sheet.data_validations.dataValidation:
        check.sqref = _areas(check.sqref, moved)
    formats, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for each in formats:
        for rule in each.rules:
            sheet.conditional_formatting.add(str(_areas(each.sqref, moved)), rule)
    hidden = [moved(row, row)[0] for row, each in sheet.row_dimensions.items() if each.hidden]
    sheet.row_dimensions.clear()
    for row in hidden:
        sheet.row_dimensions[row].hidden = True


def _areas(areas: MultiCellRange, moved: Callable[[int, int], tuple[int, int]]) -> MultiCellRange:
    return MultiCellRange([area for each in areas.ranges if (area := _area(each, moved))])


def _area(area: CellRange, moved: Callable[[int, int], tuple[int, int]]) -> CellRange | None:
    top, bottom = moved(area.min_row, area.max_row)
    if top > bottom:
        return None
    return CellRange(min_col=area.min_col, max_col=area.max_col, min_row=top, max_row=bottom)
