"""A workbook of the cell model written to a file: the cells as they are, all else with openpyxl, a sheet at a time."""
# ruff: noqa: SLF001  (openpyxl's sheets are emptied directly, so that one is in memory and not all)

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

from workbook.model.formula_references import column_letter
from workbook.model.sheet import Sheet, Workbook
from workbook.writing.archive import Archive
from workbook.writing.openpyxl_features import put_features
from workbook.writing.openpyxl_styles import Styles
from workbook.writing.sheet_rows import clean, sheet_rows

_ROWS: Final = "sheetData"
"""The element that holds the rows of a sheet."""
_PLACE: Final = "rows"
"""What stands in it where the rows belong."""


def write_workbook(workbook: Workbook, path: Path, *, cached: bool = True) -> None:
    """Write a workbook to a file.

    Its sheets are taken one after the other and let go once written. Without `cached` the formulas carry no values,
    so that whoever opens the file has to calculate them: that is what the tests compare.
    """
    target: Any = openpyxl.Workbook()
    target.remove(target.worksheets[0])
    sheets = [target.create_sheet(name) for name in workbook.written]
    for name, reference in workbook.names:
        target.defined_names[name] = DefinedName(name, attr_text=reference)
    target.properties.title = clean(workbook.title)
    target.properties.creator = clean(workbook.author)
    target.properties.lastModifiedBy = clean(workbook.author)
    target.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    for name, value in workbook.properties:
        target.custom_doc_props.append(StringProperty(name=name, value=clean(value)))
    order = {name: at for at, name in enumerate(workbook.tabs)}
    with Archive(path) as archive:
        writer = _Writer(target, archive, workbook.sheets, Styles(target), cached=cached)
        writer.in_tab_order = sorted(sheets, key=lambda sheet: order[sheet.title])
        writer.write_data()


class _Frame(WorksheetWriter):
    """openpyxl's writer of one sheet, with a place for the rows in the place of the rows."""

    ws: Any
    out: Any

    def __init__(self, ws: Any, sheet: Sheet) -> None:
        super().__init__(ws, BytesIO())
        self._sheet = sheet

    def write_rows(self) -> None:
        """Write the place for the rows, and take note of the links of their cells."""
        place = Element(_ROWS)
        place.text = _PLACE
        self.xf.send(place)
        self.ws._hyperlinks = [
            Hyperlink(ref=f"{column_letter(column)}{row}", location=link)
            for (row, column), link in sorted((at, cell.link) for at, cell in self._sheet.cells.items() if cell.link)
        ]

    def write_merged_cells(self) -> None:
        """Write the merged areas, without the objects that openpyxl compares with one another."""
        if areas := self._sheet.merges:
            merged = Element("mergeCells", count=str(len(areas)))
            for area in areas:
                SubElement(merged, "mergeCell", ref=str(area))
            self.xf.send(merged)

    def around_rows(self) -> tuple[str, str]:
        """Write the sheet; return what comes before its rows, and what comes after them."""
        self.write()
        before, begin, after = self.out.getvalue().decode().partition(f"<{_ROWS}>")
        return f"{before}{begin}", after.removeprefix(_PLACE)


class _Writer(ExcelWriter):
    """openpyxl's writer, which takes each sheet when its turn comes."""

    in_tab_order: list[Any]

    def __init__(self, target: Any, archive: Archive, sheets: Iterable[Sheet], styles: Styles, *, cached: bool) -> None:
        super().__init__(target, archive)
        self._target = target
        self._parts = archive
        self._sheets: Iterator[Sheet] = iter(sheets)
        self._styles = styles
        self._cached = cached

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet."""
        sheet = next(self._sheets)
        put_features(ws, sheet, self._styles)
        ws._cells = sheet.cells  # whose places say how far the sheet reaches
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        frame: Any = _Frame(ws, sheet)
        before, after = frame.around_rows()
        ws._rels = frame._rels
        rows = sheet_rows(sheet, self._styles.number, cached=self._cached)
        self._parts.write_pieces(ws.path[1:], chain((before,), rows, (after,)))
        self.manifest.append(ws)
        ws._cells = {}  # the sheet is on disk: what it was made of would only pile up

    def _write_worksheets(self) -> None:
        super()._write_worksheets()  # type: ignore[misc]  # the stubs leave it out
        self._target._sheets = self.in_tab_order
