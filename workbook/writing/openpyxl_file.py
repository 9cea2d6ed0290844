"""A workbook of the cell model written to a file with openpyxl, a sheet at a time."""
# ruff: noqa: SLF001  (openpyxl's sheets are filled and emptied directly, so that one is in memory and not all)

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
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


class _Writer(ExcelWriter):
    """openpyxl's writer, which fills each sheet just before it is written and empties it after."""

    in_tab_order: list[Any]

    def __init__(self, target: Any, archive: Archive, sheets: Iterable[Sheet], maker: CellMaker) -> None:
        super().__init__(target, archive)
        self._target = target
        self._sheets = iter(sheets)
        self._maker = maker

    def write_worksheet(self, ws: Any) -> None:
        """Fill, write and empty one sheet."""
        sheet = next(self._sheets)
        for (row, column), item in sorted(sheet.cells.items()):
            ws._cells[row, column] = self._maker.cell(ws, row, column, item)
        put_features(ws, sheet)
        super().write_worksheet(ws)
        ws._cells.clear()  # the sheet is on disk: its cells would only pile up
        ws.row_dimensions.clear()

    def _write_worksheets(self) -> None:
        super()._write_worksheets()  # type: ignore[misc]  # the stubs leave it out
        self._target._sheets = self.in_tab_order
