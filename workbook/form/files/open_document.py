"""The form's sheets out of an OpenDocument workbook (.ods), read as it is: LibreOffice is not needed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

from scoring.messages import _
from scoring.text.numbers import format_number
from workbook.errors import WorkbookError
from workbook.form.files.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Book, FormCell, Grid, Place
from workbook.form.files.workbook_file import LOCALE
from workbook.form.words import unbroken
from workbook.model.cells import Area
from workbook.reading.package import notes_on, opened, read_bytes, require
from workbook.reading.xml_check import MAX_COUNTED_OPEN, NUMEROUS_OPEN, UnsafeError, XmlCheck

CONTENT: Final = "content.xml"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def read_open_document(path: Path) -> Book:
    """Return the sheets of the .ods workbook at `path`; WorkbookError where it is not safe or cannot be read."""
    data = read_bytes(path)
    try:
        with opened(data) as (archive, parts):
            require(parts, CONTENT)
            with archive.open(CONTENT) as stream:
                XmlCheck(MAX_COUNTED_OPEN, NUMEROUS_OPEN).check(CONTENT, stream)
            notes = notes_on(parts)
        return Book(tuple(_sheets(data)), notes)
    except UnsafeError as error:
        raise WorkbookError(_("{name}: {reason}").format(name=path.name, reason=error)) from None
    except (ParseError, ValueError, InvalidOperation) as error:
        sentence = _("{name}: está dañado por dentro y no se puede leer; pida que lo envíen de nuevo.")
        raise WorkbookError(sentence.format(name=path.name)) from error


def _sheets(data: bytes) -> Iterator[Grid]:
    """Yield the sheets one after another; of each no more is kept than a form can have."""
    hidden: set[str] = set()
    sheet: _Sheet | None = None
    with ZipFile(BytesIO(data)) as archive, archive.open(CONTENT) as stream:
        for event, element in iterparse(stream, events=("start", "end")):
            if event == "start":
                if element.tag == f"{_TABLE}table":
                    sheet = _Sheet(
                        element.get(f"{_TABLE}name", ""), hidden=element.get(f"{_TABLE}style-name") in hidden
                    )
            elif element.tag == f"{_STYLE}style":
                if any(item.get(f"{_TABLE}display") == "false" for item in element):
                    hidden.add(element.get(f"{_STYLE}name", ""))
            elif element.tag == f"{_TABLE}table-row" and sheet is not None:
                sheet.add(element)
                element.clear()
            elif element.tag == f"{_TABLE}table" and sheet is not None:
                yield sheet.grid()
                element.clear()
                sheet = None


class _Sheet:
    """One sheet, row by row."""

    def __init__(self, title: str, *, hidden: bool) -> None:
        self.title = title
        self.hidden = hidden
        self.row = 0
        self.cells: dict[Place, FormCell] = {}
        self.merges: list[Area] = []

    def add(self, row: Any) -> None:
        """Take a row, as often as it is repeated."""
        repeated = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        found = list(self._row(row))
        for number in range(self.row + 1, min(self.row + repeated, MAX_ROWS) + 1) if found else ():
            for column, cell, down, across in found:
                if len(self.cells) < MAX_CELLS:
                    self.cells[number, column] = cell
                if down > 1 or across > 1:
                    self.merges.append(Area(number, column, number + down - 1, column + across - 1))
        self.row += repeated

    def grid(self) -> Grid:
        return Grid(self.title, self.cells, self.merges, hidden=self.hidden)

    @staticmethod
    def _row(row: Any) -> Iterator[tuple[int, FormCell, int, int]]:
        """Yield column, cell, and how many rows and columns it covers, of the cells that hold something."""
        column = 1
        for element in row:
            repeated = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            cell = _cell(element) if element.tag == f"{_TABLE}table-cell" else None
            if cell is not None and cell.text:
                down = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
                across = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
                for at in range(column, min(column + repeated, MAX_COLUMNS + 1)):
                    yield at, cell, down, across
            column += repeated
            if column > MAX_COLUMNS:
                return


def _cell(element: Any) -> FormCell:
    """Return a cell as the form writes it, with its value."""
    kind = element.get(f"{_OFFICE}value-type", "")
    if kind == "date":
        moment = date.fromisoformat(element.get(f"{_OFFICE}date-value", "")[:10])
        shown = _shown(element)
        by_month = "dd/mm/yyyy" if any(part.isdecimal() and len(part) < 3 for part in shown.split("/")) else "mmm-yy"
        return FormCell(f"{moment:%d/%m/%Y}", moment, by_month)
    if kind in {"float", "percentage", "currency"}:
        number = Decimal(element.get(f"{_OFFICE}value", "0"))
        if not number.is_finite():
            return FormCell(_shown(element))
        if kind == "percentage":
            return FormCell(f"{format_number((number * 100).normalize(), LOCALE)}%", number, "0%")
        written = format_number(number, LOCALE)
        grouped = "." in _shown(element)
        return FormCell(
            written if grouped else written.replace(".", ""), number, "$ #,##0" if kind == "currency" else ""
        )
    return FormCell(_shown(element))


def _shown(element: Any) -> str:
    lines = ("".join(paragraph.itertext()) for paragraph in element if paragraph.tag == f"{_TEXT}p")
    return unbroken("\n".join(lines))
