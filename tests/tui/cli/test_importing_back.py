"""`plan import`: what a workbook changes, what it does not, and what was seen in it and is not taken."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from store import open_store
from tui.__main__ import main


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The plan of 2024 with invented figures, and the workbook that was exported of it."""
    monkeypatch.chdir(tmp_path)
    main(["demo", "."])
    main(["export", "plan_2024_demo.json", "-o", "libro.xlsx", "--month", "3"])
    capsys.readouterr()
    return tmp_path / "libro.xlsx"


def rows_of(sheet: Worksheet) -> dict[str, int]:
    """The rows of the sheet by their hidden keys."""
    return {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value}


def imported(*options: str) -> int:
    return main(["import", "plan_2024_demo.json", "libro.xlsx", *options])


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--definition",)], ids=str)
def test_a_workbook_that_changes_nothing_says_so(options: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(*options) == 0
    assert capsys.readouterr().err == "El libro no cambia nada: todo lo que dice ya está en el plan.\n"


def test_what_is_nobodys_and_what_is_gone_is_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = load_workbook(book)
    sheet = opened["Seguimiento"]
    sheet.delete_rows(rows_of(sheet)["11.validados"])
    row = rows_of(sheet)["8.numero"] + 1
    sheet.insert_rows(row)
    sheet.cell(row, 8).value = 77
    opened.save(book)
    assert imported("--dry-run") == 0
    said = capsys.readouterr().err
    assert f"Seguimiento!H{row}: «77» no estaba en el libro exportado, no es de ninguna celda del plan" in said
    assert "El libro ya no tiene la fila de 11.validados: lo que hay en el plan queda como está." in said


def test_doubts_name_sheet_and_cell(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = load_workbook(book)
    row = rows_of(opened["Seguimiento"])["4.efectivas"]
    opened["Seguimiento"].cell(row, 8).value = "1,200"
    opened.save(book)
    assert imported("--dry-run") == 0
    assert f"Seguimiento!H{row} (4.efectivas@3): una cuenta no tiene decimales." in capsys.readouterr().err


@pytest.mark.parametrize("option", [(), ("--definition",)])
def test_a_changed_weight_is_offered_as_a_change_of_the_definition(
    book: Path, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    opened = load_workbook(book)
    sheet = opened["Plan de Acción"]
    goal = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Capacidad mensual del 99%")
    sheet.cell(goal.row or 0, (goal.column or 0) + 1).value = 0.3
    opened.save(book)
    assert imported(*option) == 0
    said = capsys.readouterr()
    assert "N° 4 peso 25 % → 30 %" in said.out
    plan = open_store(Path("plan_2024_demo.json")).load().plan
    indicator = plan.indicator("4")
    assert indicator is not None
    assert indicator.weight == Decimal("0.3" if option else "0.25")
    if not option:
        assert "El libro cambia 2 campos de la definición, y no se toman; con --definition" in said.err
        assert "no cambia nada" not in said.err


def test_a_weight_that_both_have_changed_is_a_conflict(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opened = load_workbook(book)
    sheet = opened["Plan de Acción"]
    goal = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Capacidad mensual del 99%")
    sheet.cell(goal.row or 0, (goal.column or 0) + 1).value = 0.3
    opened.save(book)
    plan = Path("plan_2024_demo.json")
    plan.write_text(
        plan.read_text("utf-8").replace('"weight":"0.25","kind":"ratio"', '"weight":"0.2","kind":"ratio"'), "utf-8"
    )
    before = plan.read_bytes()
    assert imported("--definition") == 1
    assert "CONFLICTO N° 4 peso 20 % → 30 %, se exportó 25 %" in capsys.readouterr().out
    assert plan.read_bytes() == before


def test_macros_are_left_alone_and_said(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from zipfile import ZipFile

    with ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    assert imported() == 0
    assert "El libro trae macros: no se ejecutan ni se leen." in capsys.readouterr().err


def test_words_are_shown_part_by_part_and_written_with_the_figures(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = load_workbook(book)
    sheet = opened["Hoja de vida"]
    row = next(cell.row or 0 for cell in sheet["B"] if cell.value == "Análisis de marzo")
    sheet.cell(row, 3).value = "Llovió"
    sheet.cell(row + 1, 3).value = "Más brigadas"
    opened.save(book)
    assert imported() == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"análisis de N° 1 en marzo: · → Llovió  (Hoja de vida!C{row})",
        f"acción de mejora de N° 1 en marzo: · → Más brigadas  (Hoja de vida!C{row + 1})",
    ]
    assert said.err == "1 análisis importado\n"
    main(["remark", "plan_2024_demo.json", "1@mar"])
    assert "Llovió · Acción: Más brigadas" in capsys.readouterr().out
    (record,) = [
        item for item in open_store(Path("plan_2024_demo.json")).history() if item.note.startswith("Importado")
    ]
    assert str(record.address) == "remark.1@3"
    assert imported() == 0
    assert "ya está en el plan" in capsys.readouterr().err


def test_the_workbook_of_a_plan_without_actions_is_read_back(capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "corto.json", "--process", "X", "--year", "2025"])
    main(["add", "corto.json", "objective", "--text", "Uno", "--weight", "100%"])
    main(["add", "corto.json", "indicator", "--objective", "1", "--name", "A", "--weight", "100%", "--target", "10"])
    main(["export", "corto.json", "-o", "corto.xlsx"])
    book = load_workbook("corto.xlsx")
    sheet = book["Seguimiento"]
    sheet["F10"] = 7
    book["Plan de Acción"]["A8"] = "Otro"
    book.save("corto.xlsx")
    capsys.readouterr()
    assert main(["import", "corto.json", "corto.xlsx", "--definition"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told == ["1.a@1: · → 7  (Seguimiento!F10)", "objetivo 1 texto Uno → Otro  (Plan de Acción!A8)"]
    main(["add", "corto.json", "action", "--objective", "1", "--text", "1.1 Hacer"])
    main(["export", "corto.json", "-o", "otro.xlsx"])
    assert main(["import", "corto.json", "otro.xlsx"]) == 0
