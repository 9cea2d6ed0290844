"""`plan import` of blanks, of a folder of returned sheets, and of what is no workbook of this plan."""

import io
import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from keyed_sheets import fill

from command import Run
from scoring.model import Cell
from store import open_store

EFFECTIVE, NUMBER = Cell("4", "efectivas", 3), Cell("8", "numero", 3)


@pytest.fixture
def folder(worked_file: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two workbooks of the plan, in each of which another figure was typed."""
    monkeypatch.chdir(worked_file.parent)
    returned = worked_file.parent / "returned"
    returned.mkdir()
    assert run("export", worked_file, "-o", "returned/ana.xlsx", "--month", "3").code == 0
    shutil.copy(returned / "ana.xlsx", returned / "luis.xlsx")
    fill(returned / "ana.xlsx", {EFFECTIVE: 96000})
    fill(returned / "luis.xlsx", {NUMBER: 412})
    return returned


def held(plan: Path, cell: Cell) -> object:
    return open_store(plan).load().plan.values.get(cell)


def test_a_folder_comes_back_as_one_batch_that_names_every_file(worked_file: Path, folder: Path, run: Run) -> None:
    (folder / "~$ana.xlsx").write_bytes(b"")
    (folder / "carta.pdf").write_bytes(b"")
    outcome = run("import", worked_file, folder)
    assert outcome.code == 0, outcome.err
    assert "ana.xlsx:\n4.efectivas@3: 96.200 → 96.000" in outcome.out
    assert "luis.xlsx:\n8.numero@3: 400 → 412" in outcome.out
    assert "carta.pdf: no es un libro" in outcome.err
    assert (held(worked_file, EFFECTIVE), held(worked_file, NUMBER)) == (Decimal(96000), Decimal(412))
    first, second = open_store(worked_file).history()[-2:]
    assert first.batch == second.batch
    assert "ana.xlsx" in first.note
    assert "luis.xlsx" in first.note


def test_workbooks_that_contradict_each_other_are_shown_with_both_places(
    worked_file: Path, folder: Path, run: Run
) -> None:
    fill(folder / "luis.xlsx", {EFFECTIVE: 95000})
    before = worked_file.read_bytes()
    outcome = run("import", worked_file, folder / "ana.xlsx", folder / "luis.xlsx")
    assert outcome.code == 1
    line = next(line for line in outcome.out.splitlines() if "CONFLICTO entre libros" in line)
    assert "96.000 (ana.xlsx, Seguimiento!H" in line
    assert "95.000 (luis.xlsx, Seguimiento!H" in line
    assert "No se importó nada" in outcome.err
    assert worked_file.read_bytes() == before


def test_file_by_file_takes_what_can_be_taken(worked_file: Path, folder: Path, run: Run) -> None:
    fill(folder / "ana.xlsx", {EFFECTIVE: "muchas"})
    outcome = run("import", worked_file, folder, "--each")
    assert outcome.code == 1
    assert "ana.xlsx: No se importó nada" in outcome.err
    assert held(worked_file, NUMBER) == Decimal(412)


def test_blanks_take_figures_out_only_where_that_is_said(worked_file: Path, folder: Path, run: Run) -> None:
    book = folder / "luis.xlsx"
    fill(book, {NUMBER: None, EFFECTIVE: 96000})
    before = worked_file.read_bytes()
    outcome = run("import", worked_file, book)
    assert outcome.code == 1
    assert "deja en blanco 1 celda que tiene cifra o texto en el plan (Seguimiento!H" in outcome.err
    assert "--clear" in outcome.err
    assert worked_file.read_bytes() == before
    assert run("import", worked_file, book, "--clear").code == 0
    assert (held(worked_file, NUMBER), held(worked_file, EFFECTIVE)) == (None, Decimal(96000))


def test_a_folder_without_workbooks_and_an_ods_say_what_to_do(worked_file: Path, folder: Path, run: Run) -> None:
    (folder.parent / "vacía").mkdir()
    assert "no hay ningún libro" in run("import", worked_file, folder.parent / "vacía").err
    ods = folder / "libro.ods"
    ods.write_bytes(b"PK\3\4" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    assert "guárdelo como libro .xlsx" in run("import", ods).err


def test_a_workbook_of_another_year_names_its_plan(worked_file: Path, folder: Path, run: Run) -> None:
    next_year = folder.parent / "plan_2025.json"
    assert run("new", next_year, "--from", worked_file, "--year", "2025").code == 0
    outcome = run("import", next_year, folder / "ana.xlsx")
    assert "El libro es del plan de 2024 y este es el de 2025: impórtelo en el plan de 2024." in outcome.err


def test_another_spelling_is_the_same_person_once_somebody_said_so(
    worked_file: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(worked_file.parent)
    said = run("export", worked_file, "--for", "jefe comercial", "-o", "jefe.xlsx").err
    assert "si es lo mismo que «Jefe Comercial División», dígalo con plan edit" in said
    assert "N° 1" not in said
    alias = "plan.aliases=JEFE DIVISIÓN COMERCIAL = Jefe Comercial División"
    assert run("edit", worked_file, alias).code == 0
    for name in ("jefe comercial", "JEFE DIVISIÓN"):
        said = run("export", worked_file, "--for", name, "-o", f"{name}.xlsx").err
        assert "11 indicadores: 1, 2, 3" in said
        assert "dígalo" not in said
    assert run("verify", worked_file).code == 0
    assert alias in run("show", worked_file, "plan").out


class Terminal(io.StringIO):
    """A terminal at which somebody types lines."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


@pytest.mark.parametrize(("answer", "listed"), [("s\n", "11 indicadores"), ("n\n", "8 indicadores")])
def test_on_a_terminal_it_is_asked_once_who_is_the_same(
    worked_file: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, listed: str
) -> None:
    monkeypatch.chdir(worked_file.parent)
    at_a_terminal(monkeypatch, answer)
    first = run("export", worked_file, "--for", "jefe comercial", "-o", "jefe.xlsx")
    assert "¿«JEFE DIVISIÓN COMERCIAL» es lo mismo que «Jefe Comercial División»?" in first.err
    again = run("export", worked_file, "--for", "jefe comercial", "-o", "jefe.xlsx")
    assert listed in first.err
    assert listed in again.err
    assert "¿" not in again.err


@pytest.mark.parametrize("answer", ["s\n", "\n"])
def test_on_a_terminal_blanks_are_asked_about(
    worked_file: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    code = 0 if answer.strip() else 1
    fill(folder / "luis.xlsx", {NUMBER: None})
    at_a_terminal(monkeypatch, answer)
    outcome = run("import", worked_file, folder / "luis.xlsx")
    assert "¿Se borran del plan?" in outcome.err
    assert outcome.code == code
    assert (held(worked_file, NUMBER) is None) == (code == 0)
