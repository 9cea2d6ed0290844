"""The form's rows out of text: columns between tabs, semicolons or commas."""

import csv
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Final

from scoring.errors import PlanError
from scoring.messages import _
from scoring.text.system_errors import reason
from workbook.form.files.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Book, FormCell, Grid
from workbook.form.words import unbroken

MAX_BYTES: Final = 10 * 2**20
"""The largest text that is read; a form of 300 indicators has 0.2 MB."""
_SEPARATORS: Final = "\t;,"
_SAMPLE: Final = 200
"""Rows by which the separator is told."""


def read_text(path: Path) -> Book:
    r"""Return the one sheet of a form in text, with the `\$` of the seed's text form turned back into `$`.

    Raises PlanError where the file cannot be read or is not text.
    """
    try:
        if not path.is_file():
            raise PlanError(_("{path}: no existe o no es un archivo.").format(path=path))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise PlanError(_("No se puede leer {path}: {reason}.").format(path=path, reason=reason(error))) from error
    if len(data) > MAX_BYTES:
        raise PlanError(_("{path} pesa más de 10 MB: no es un formulario del plan.").format(path=path))
    if data.startswith(b"%PDF"):
        raise PlanError(_("{path} es un PDF: pida el libro de Excel del que salió.").format(path=path))
    try:
        text = _decoded(data).replace(r"\$", "$")
        records = _records(text)
    except (UnicodeDecodeError, csv.Error) as error:
        raise PlanError(
            _(
                "{path} no es texto separado por tabuladores, comas o puntos y comas: guárdelo desde Excel como "
                "«Texto Unicode», CSV o libro .xlsx."
            ).format(path=path)
        ) from error
    return Book((Grid(path.stem, _cells(records)),))


def _records(text: str) -> list[list[str]]:
    """Return the rows of a text, cut at the separator that makes most columns of it."""

    def rows(separator: str) -> list[list[str]]:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator))

    def width(separator: str) -> float:
        filled = [len(row) for row in rows(separator)[:_SAMPLE] if any(row)]
        return median(filled) if filled else 0

    if sum("\t" in line for line in text.splitlines()[:_SAMPLE]) >= 2:
        return rows("\t")
    return rows(max(_SEPARATORS, key=width))


def _cells(records: list[list[str]]) -> dict[tuple[int, int], FormCell]:
    cells: dict[tuple[int, int], FormCell] = {}
    for row, record in enumerate(records[:MAX_ROWS], start=1):
        for column, cell in enumerate(record[:MAX_COLUMNS], start=1):
            if (text := unbroken(cell)) and len(cells) < MAX_CELLS:
                cells[row, column] = FormCell(text)
    return cells


def _decoded(data: bytes) -> str:
    """Return the text in the encoding it was saved in.

    Excel writes «Texto Unicode» as UTF-16 with a mark and «Texto delimitado por tabulaciones» in the code page of
    Windows, other programs UTF-8. What is UTF-8 by its bytes is hardly ever anything else.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data:
        raise UnicodeDecodeError("utf-8", data, data.index(b"\0"), data.index(b"\0") + 1, "NUL")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")
