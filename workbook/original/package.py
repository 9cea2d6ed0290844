"""The form as the parts of an .xlsx workbook, whichever file it came in, and such a workbook of changed parts."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from posixpath import join, normpath
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from defusedxml.ElementTree import fromstring
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from scoring.messages import _
from workbook.errors import WorkbookError
from workbook.form.files.grid import Book, Grid
from workbook.reading.preflight import WORKBOOK, inspect

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MACROS: Final = "vbaproject"
_NO_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE: Final = 31
_WIDEST: Final = 40
"""Letters of a column of a form that came without widths."""


def form_package(path: Path, book: Book) -> bytes:
    """Return the form at `path` as the bytes of an .xlsx workbook; one of another kind is laid out anew from `book`.

    WorkbookError where it has macros, which only a file of their own kind may have.
    """
    if path.suffix.casefold() not in {".xlsx", ".xlsm"}:
        return _laid_out(book)
    data = inspect(path).data
    with ZipFile(BytesIO(data)) as archive:
        if any(_MACROS in name.casefold() for name in archive.namelist()):
            sentence = _("{name}: trae macros; guárdelo como libro .xlsx sin ellas para escribir el plan en él.")
            raise WorkbookError(sentence.format(name=path.name))
    return data


def sheet_parts(data: bytes) -> dict[str, str]:
    """Return the names of a workbook's worksheet parts by the titles of the sheets."""
    with ZipFile(BytesIO(data)) as archive:
        targets = {
            item.get("Id", ""): normpath(join("/xl", item.get("Target", ""))).lstrip("/")
            for item in fromstring(archive.read(_RELATIONS))
        }
        listed = fromstring(archive.read(WORKBOOK)).iter()
    return {
        item.get("name", ""): targets[relation]
        for item in listed
        if item.tag.endswith("}sheet")
        for name, relation in item.attrib.items()
        if name.endswith("}id") and relation in targets
    }


def sheet_title(title: str) -> str:
    """Return the title that a sheet has in an .xlsx workbook."""
    return _NO_TITLE.sub(" ", title)[:_LONGEST_TITLE] or _("Plan")


def counts_from_1904(data: bytes) -> bool:
    """Whether a workbook counts its days from 1904."""
    with ZipFile(BytesIO(data)) as archive:
        found = [item for item in fromstring(archive.read(WORKBOOK)).iter() if item.tag.endswith("}workbookPr")]
    return any(item.get("date1904") in {"1", "true"} for item in found)


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a workbook with other bytes in some of its parts."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as archive, ZipFile(target, "w", ZIP_DEFLATED) as written:
        for part in archive.infolist():
            written.writestr(part, changed.get(part.filename) or archive.read(part), ZIP_DEFLATED)
    return target.getvalue()


def _laid_out(book: Book) -> bytes:
    """Return the sheets of a form that is no workbook as one: its cells, its values and what is merged."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for grid in book.sheets:
        _put(grid, made)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def _put(grid: Grid, made: Workbook) -> None:
    sheet = made.create_sheet(sheet_title(grid.title))
    sheet.sheet_state = "hidden" if grid.hidden else "visible"
    for (row, column), content in grid.cells.items():
        cell = sheet.cell(row, column, content.text if content.value is None else content.value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if content.value is None:
            cell.data_type = "s"  # a text that begins with = is no formula
        elif content.format:
            cell.number_format = content.format
        cell.font = Font(size=9)
    for area in {grid.area(row, column) for row, column in grid.cells}:
        if (area.bottom, area.right) != (area.top, area.left):
            sheet.merge_cells(None, area.top, area.left, area.bottom, area.right)
    for column in range(1, grid.last_column + 1):
        longest = max((len(cell.text) for (_row, at), cell in grid.cells.items() if at == column), default=0)
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = min(max(8, longest), _WIDEST)
