"""`plan export` writes over what it wrote itself, unchanged since, and over nothing else unless it is told to."""

import shutil
from pathlib import Path

import pytest
from keyed_sheets import fill
from openpyxl import Workbook

from command import Run
from scoring.model import Cell
from tui.cli import export as verb
from workbook.writing.replacing_file import Guard, replacing

URBAN, NUMBER = Cell("2", "urbanos", 3), Cell("8", "numero", 3)
ENTERED = {
    URBAN: 141,
    NUMBER: 412,
    Cell("4", "efectivas", 3): 96000,
    Cell("4", "efectivas", 2): 95000,
    Cell("12", "recaudo", 3): None,
}


@pytest.fixture
def book(run: Run, worked_file: Path) -> Path:
    """Return the workbook of the worked example, at March."""
    assert run("export", worked_file, "--month", "3").code == 0
    return worked_file.with_name("plan_2024_mar.xlsx")


def refusal(run: Run, *words: str | Path) -> str:
    """Return the one sentence with which an export is refused."""
    outcome = run("export", *words)
    assert (outcome.code, outcome.out) == (1, "")
    assert len(outcome.err.splitlines()) == 1
    return outcome.err


def test_what_it_wrote_itself_is_written_anew(run: Run, worked_file: Path, book: Path) -> None:
    before = book.read_bytes()
    run("set", worked_file, "2.urbanos@mar=150")
    assert run("export", worked_file, "--month", "3").code == 0
    assert book.read_bytes() != before
    assert run("export", worked_file, "--month", "3", "-o", book.parent / "." / book.name).code == 0


def test_figures_that_are_not_imported_are_named_and_stay(run: Run, worked_file: Path, book: Path) -> None:
    fill(book, ENTERED)
    before = book.read_bytes()
    told = refusal(run, worked_file, "--month", "3")
    assert "tiene 5 cambios sin importar: Seguimiento!" in told
    assert "(2.urbanos@3: 140 → 141)" in told
    assert "y 2 más" in told
    assert f"use -o {book.with_name('plan_2024_mar_2.xlsx')}, o repita" in told
    assert "--force" in told
    assert book.read_bytes() == before
    assert list(worked_file.parent.glob("*.xlsx")) == [book]


def test_one_figure_is_named_alone_and_one_that_cannot_be_read_as_well(run: Run, worked_file: Path, book: Path) -> None:
    fill(book, {URBAN: 141})
    assert "tiene 1 cambio sin importar: Seguimiento!" in refusal(run, worked_file, "--month", "3")
    fill(book, {URBAN: 140, NUMBER: "muchos"})
    told = refusal(run, worked_file, "--month", "3")
    assert "tiene 1 cambio sin importar: Seguimiento!" in told
    assert "«muchos»" in told


def test_the_name_that_is_offered_takes_the_export(run: Run, worked_file: Path, book: Path) -> None:
    fill(book, ENTERED)
    other = book.with_name("plan_2024_mar_2.xlsx")
    assert run("export", worked_file, "--month", "3", "-o", other).code == 0
    assert str(other.with_name("plan_2024_mar_3.xlsx")) in refusal(run, worked_file, "--month", "3")


def test_force_writes_over_it_and_what_it_wrote_is_its_own(run: Run, worked_file: Path, book: Path) -> None:
    fill(book, ENTERED)
    assert run("export", worked_file, "--month", "3", "--force").code == 0
    assert run("import", worked_file, book, "--dry-run").out == ""
    assert run("export", worked_file, "--month", "3").code == 0


def test_a_workbook_whose_figures_are_in_the_plan_has_changed_all_the_same(
    run: Run, worked_file: Path, book: Path
) -> None:
    fill(book, {URBAN: 141})
    assert run("import", worked_file, book).code == 0
    assert "cambió desde que usted lo exportó" in refusal(run, worked_file, "--month", "3")


def test_a_workbook_that_somebody_else_exported(
    run: Run, worked_file: Path, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "otro"))
    assert "es un libro de este plan que usted no exportó" in refusal(run, worked_file, "--month", "3")
    fill(book, {URBAN: 141})
    assert "(2.urbanos@3: 140 → 141)" in refusal(run, worked_file, "--month", "3")


def test_a_file_of_another_kind(run: Run, worked_file: Path, tmp_path: Path) -> None:
    Workbook().save(tmp_path / "cuentas.xlsx")
    (tmp_path / "notas.xlsx").write_text("notas", encoding="utf-8")
    for name in ("cuentas.xlsx", "notas.xlsx"):
        before = (tmp_path / name).read_bytes()
        assert "ya existe, y no lo escribió" in refusal(run, worked_file, "-o", tmp_path / name)
        assert (tmp_path / name).read_bytes() == before


def test_an_entry_sheet_has_a_name_of_its_own_and_is_guarded_too(run: Run, worked_file: Path) -> None:
    words = (worked_file, "--month", "3", "--for", "abogados contratistas")
    assert run("export", *words).code == 0
    sheet = worked_file.with_name("plan_2024_mar_abogados_contratistas.xlsx")
    assert run("export", *words).code == 0
    fill(sheet, {Cell("12", "recaudo", 3): 1000})
    assert "(12.recaudo@3: " in refusal(run, *words)


def test_a_workbook_of_several_plans_is_guarded_too(run: Run, worked_file: Path, book: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(worked_file, tmp_path / "plan_otro.json"))
    words = (worked_file, other, "--month", "3", "-o")
    together = tmp_path / "todos.xlsx"
    assert run("export", *words, together).code == 0
    assert run("export", *words, together).code == 0
    together.write_bytes(together.read_bytes() + b"x")
    assert "cambió desde que usted lo exportó" in refusal(run, *words, together)
    assert run("export", *words, together, "--force").code == 0
    fill(book, {URBAN: 141})
    assert "(2.urbanos@3: 140 → 141)" in refusal(run, *words, book)


def test_a_pdf_is_guarded_too(run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made(_plan: object, path: Path, _context: object, guard: Guard) -> None:
        with replacing(path, guard) as temporary:
            temporary.write_bytes(b"%PDF")

    monkeypatch.setattr(verb, "export_pdf", made)
    pdf = worked_file.with_name("plan_2024_mar.pdf")
    for _time in range(2):
        assert run("export", worked_file, "--month", "3", "--pdf").out == f"{pdf}\n"
    pdf.write_bytes(b"%PDF signed")
    assert "plan_2024_mar_2.pdf" in refusal(run, worked_file, "--month", "3", "--pdf")
    assert pdf.read_bytes() == b"%PDF signed"
    assert run("export", worked_file, "--month", "3", "-o", pdf.with_name("libro.pdf")).code == 1


def test_force_does_not_reach_the_plan(run: Run, worked_file: Path) -> None:
    before = worked_file.read_bytes()
    worked_file.with_name("plan_2024_mar.xlsx").symlink_to(worked_file)
    assert "es el archivo del plan" in refusal(run, worked_file, "--month", "3", "--force")
    assert worked_file.read_bytes() == before


def test_a_state_directory_that_cannot_be_written_costs_the_knowledge_and_no_export(
    run: Run, worked_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "archivo").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "archivo"))
    assert run("export", worked_file, "--month", "3").code == 0
    assert "usted no exportó" in refusal(run, worked_file, "--month", "3")
