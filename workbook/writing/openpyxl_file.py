"""A workbook of the cell model written to a file with openpyxl, a sheet at a time."""
# ruff: noqa: SLF001  (openpyxl's sheets are filled and emptied directly, so that one is in memory and not all)

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from workbook.model.sheet import Sheet, Workbook
from workbook.writing.archive import Archive
from workbook.writing.openpyxl_cells import CellMaker, clean
from workbook.writing.openpyxl_features import put_features


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
        writer = _Writer(target, archive, workbook.sheets, CellMaker(sheets[0], cached=cached))
        writer.in_tab_order = sorted(sheets, key=lambda sheet: order[sheet.title])
        writer.write_data()


class _SheetWriter(WorksheetWriter):
    """openpyxl's writer of one sheet, for which each row's cells are made when it is written, and then let go."""

    def __init__(self, ws: Any, sheet: Sheet, maker: CellMaker) -> None:
        super().__init__(ws)
        self._sheet = sheet
        self._maker = maker

    def rows(self) -> Any:
        """Yield the rows that hold something or have a height of their own, each with its cells."""
        sheet: Any = self.ws
        heights = iter(sorted(sheet.row_dimensions.keys() - {row for row, _column in self._sheet.cells}))
        bare = next(heights, None)
        for row, cells in self._sheet.rows():
            while bare is not None and bare < row:
                yield bare, []
                bare = next(heights, None)
            yield row, [self._maker.cell(sheet, row, column, item) for column, item in cells]
        while bare is not None:
            yield bare, []
            bare = next(heights, None)


class _Writer(ExcelWriter):
    """openpyxl's writer, which takes each sheet when its turn comes."""

    in_tab_order: list[Any]

    def __init__(self, target: Any, archive: Archive, sheets: Iterable[Sheet], maker: CellMaker) -> None:
        super().__init__(target, archive)
        self._target = target
        self._parts = archive
        self._sheets = iter(sheets)
        self._maker = maker

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet."""
        sheet = next(self._sheets)
        put_features(ws, sheet)
        ws._cells = sheet.cells  # whose places say how far the sheet reaches
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts = ws._charts
        ws._drawing.images = ws._images
        writer: Any = _SheetWriter(ws, sheet, self._maker)
        writer.write()
        ws._rels = writer._rels
        self._parts.write(writer.out, ws.path[1:])
        self.manifest.append(ws)
        writer.cleanup()
        ws._cells = {}  # the sheet is on disk: what it was made of would only pile up
        ws.row_dimensions.clear()

    def _write_worksheets(self) -> None:
        super()._write_worksheets()  # type: ignore[misc]  # the stubs leave it out
        self._target._sheets = self.in_tab_order
