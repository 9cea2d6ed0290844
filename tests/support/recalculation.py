"""LibreOffice as a second opinion: what a workbook's formulas come to, calculated by a program that is not ours."""

import html
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest

from workbook.model.cells import SheetValue
from workbook.model.sheet import Workbook
from workbook.writing.sheet_rows import stored_number

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Calc is not installed")

_SHEET = re.compile(r'<sheet name="([^"]*)" sheetId="(\d+)"')
_CELL = re.compile(r'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)
_TYPE = re.compile(r' t="(\w+)"')

Cells = dict[tuple[int, int], str | float | None]


def converted(files: Iterable[Path], to: str, folder: Path) -> None:
    """Let one LibreOffice convert files into another format, all in one run."""
    folder.mkdir(exist_ok=True)
    profile = folder / "profile"
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )


def calculated(path: Path) -> Mapping[str, Cells]:
    """Return the values of a workbook's formulas and numbers as LibreOffice saved them, by sheet."""
    with ZipFile(path) as archive:
        names = _SHEET.findall(archive.read("xl/workbook.xml").decode())
        return {
            html.unescape(name): _cells(archive.read(f"xl/worksheets/sheet{at}.xml").decode())
            for at, (name, _) in enumerate(names, start=1)
        }


def _cells(text: str) -> Cells:
    cells: Cells = {}
    for letters, row, attributes, inner in _CELL.findall(text):
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        kind = _TYPE.search(attributes)
        value = _VALUE.search(inner)
        if value is None:
            cells[int(row), column] = None
        elif kind and kind[1] in {"str", "e"}:
            cells[int(row), column] = html.unescape(value[1])
        elif not kind or kind[1] == "n":
            cells[int(row), column] = float(value[1])
    return cells


def same(got: str | float | None, want: SheetValue) -> bool:
    """Whether a calculated value is the score's: to 1e-9, or the very text; an empty text and no value are one."""
    if want is None or isinstance(want, str):
        return (got or "") == (want or "")
    return isinstance(got, float) and abs(got - stored_number(want)) <= 1e-9 * max(1.0, abs(stored_number(want)))


def differences(book: Workbook, found: Mapping[str, Cells]) -> list[str]:
    """Return the formula cells of a book whose calculated value is not the score's."""
    return [
        f"{sheet.name} {row},{column}: {found[sheet.name].get((row, column))!r} is not {cell.value!r}: {cell.formula}"
        for sheet in book.sheets
        for (row, column), cell in sheet.cells.items()
        if cell.formula and not same(found[sheet.name].get((row, column)), cell.value)
    ]


def formula_count(book: Workbook) -> int:
    """Return how many formulas a book has."""
    return sum(1 for sheet in book.sheets for cell in sheet.cells.values() if cell.formula)
