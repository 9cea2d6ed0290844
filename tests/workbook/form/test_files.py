"""The files that forms come in: sheets as cells out of .xlsx, .ods and text, and nothing out of what means harm."""

from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from scoring.errors import PlanError
from workbook.form import read_form
from workbook.form.files.book import read_book
from workbook.form.files.grid import MAX_CELLS, MAX_ROWS

DATA = Path(__file__).parents[2] / "data" / "form_inputs"
CONTENT = "content.xml"


def parts_of(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_an_open_document_is_the_workbook_it_was_made_of() -> None:
    (ods, _none), (xlsx, _nothing) = read_book(DATA / "sound_ods.ods"), read_book(DATA / "sound.xlsx")
    assert [row for row in ods.sheets[0].rows() if row.filled] == [row for row in xlsx.sheets[0].rows() if row.filled]
    assert ods.sheets[0].area(6, 13) == xlsx.sheets[0].area(6, 13)


def repeated(content: bytes) -> bytes:
    cell = b'<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    row = b'<table:table-row table:number-rows-repeated="1048576">' + cell + b"</table:table-row>"
    return content.replace(b"</table:table>", row + b"</table:table>", 1)


def test_cells_repeated_without_end_are_bounded(tmp_path: Path) -> None:
    parts = parts_of(DATA / "sound_ods.ods")
    path = packed(tmp_path / "form.ods", parts | {CONTENT: repeated(parts[CONTENT])})
    sheet = read_book(path)[0].sheets[0]
    assert len(sheet.cells) <= MAX_CELLS
    assert sheet.last_row <= MAX_ROWS


def doctype(content: bytes) -> bytes:
    return content.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)


def impossible_date(content: bytes) -> bytes:
    return content.replace(b'office:date-value="2024-', b'office:date-value="2024-99-')


def cut_off(content: bytes) -> bytes:
    return content[: len(content) // 2]


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [(doctype, "DOCTYPE"), (impossible_date, "dañado por dentro"), (cut_off, "está dañada")],
)
def test_an_open_document_that_means_harm_is_refused(
    tmp_path: Path, spoil: Callable[[bytes], bytes], sentence: str
) -> None:
    parts = parts_of(DATA / "sound_ods.ods")
    path = packed(tmp_path / "form.ods", parts | {CONTENT: spoil(parts[CONTENT])})
    with pytest.raises(PlanError, match=sentence):
        read_form(path)


def test_a_sheet_called_a_picture_is_checked_all_the_same(tmp_path: Path) -> None:
    parts = parts_of(DATA / "sound.xlsx")
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(b"worksheets/sheet1.xml", b"media/image1.png")
    parts["xl/media/image1.png"] = sheet.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    with pytest.raises(PlanError, match="DOCTYPE"):
        read_form(packed(tmp_path / "form.xlsx", parts))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"%PDF-1.7 ...", "es un PDF"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls antiguo"), (b"PK\3\4", "dañado")],
)
def test_other_files_get_the_sentence_that_helps(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "form.bin"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=sentence):
        read_form(path)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_is_cut_where_most_columns_come_of_it(tmp_path: Path, separator: str) -> None:
    rows = (["Plan 2025"], ["Objetivo", "Acción", "Indicador", "Meta"], ["Uno", '"Dos, y tres"', "Cuatro", "5 cosas"])
    path = tmp_path / "form.csv"
    path.write_text("\n".join(separator.join(row) for row in rows), "utf-8")
    plan, _doubts = read_form(path)
    assert (plan.objectives[0].actions[0].text, str(plan.indicators[0].target)) == ("Dos, y tres", "5")


def test_quarters_beside_months_are_their_sums(tmp_path: Path) -> None:
    months = ["Ene", "Feb", "Mar", "I TRIM", "Abr", "May", "Jun", "II TRIM"]
    path = tmp_path / "form.csv"
    cells = ["Uno", "Dos", "Tres", "6 cosas", "1", "1", "1", "3", "", "1", "2", "3"]
    path.write_text(
        "\n".join(";".join(row) for row in (["Plan 2025"], ["Objetivo", "Acción", "Indicador", "Meta", *months], cells))
    )
    indicator = read_form(path)[0].indicators[0]
    assert [str(part) for part in indicator.programme] == ["1", "1", "1", "0", "1", "2", *["0"] * 6]
