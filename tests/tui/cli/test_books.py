"""`plan export`, `plan import` and `plan new`: what leaves the server and comes back."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from command import Run

ROOT = Path(__file__).parents[3]
SEED = ROOT / "tests" / "data" / "form_2024.txt"


@pytest.fixture
def book(run: Run, worked_file: Path) -> Path:
    """Return the workbook of the worked example, at March."""
    outcome = run("export", worked_file, "--month", "3")
    assert outcome.code == 0, outcome.err
    return Path(outcome.out.strip())


def write_cell(book: Path, label: str, month: int, figure: int) -> None:
    """Type a figure into the first input row called `label` in Seguimiento."""
    workbook = load_workbook(book)
    sheet = workbook["Seguimiento"]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Ene" for cell in row))
    january = next(cell.column for cell in header if cell.value == "Ene" and cell.column)
    row = next(
        row[0].row for row in sheet.iter_rows() if row[0].row and any(str(cell.value).startswith(label) for cell in row)
    )
    sheet.cell(int(row), int(january) + month - 1).value = figure
    workbook.save(book)


def test_the_workbook_stands_beside_the_plan(worked_file: Path, book: Path) -> None:
    assert book == worked_file.with_name("plan_2024_mar.xlsx")
    names = load_workbook(book).sheetnames
    assert {
        "Plan de Acción",
        "Seguimiento",
        "Tablero",
        "Trimestres",
        "Hoja de vida",
        "Historial",
        "Verificación",
    } <= set(names)


def test_a_workbook_named_alone_is_not_taken_for_the_plan(
    run: Run, worked_file: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAN_FILE", str(worked_file))
    outcome = run("import", book, "--dry-run")
    assert (outcome.code, outcome.err) == (0, "El libro no cambia nada: todo lo que dice ya está en el plan.\n")


def test_an_export_comes_back_without_a_change(run: Run, worked_file: Path, book: Path) -> None:
    before = worked_file.read_bytes()
    outcome = run("import", worked_file, book)
    assert (outcome.code, outcome.out) == (0, "")
    assert worked_file.read_bytes() == before


def test_a_figure_typed_into_the_workbook_is_shown_and_then_written(run: Run, worked_file: Path, book: Path) -> None:
    write_cell(book, "Urbanos", 3, 141)
    before = worked_file.read_bytes()
    shown = run("import", worked_file, book, "--dry-run")
    assert shown.code == 0
    assert "2.urbanos@3: 140 → 141" in shown.out
    assert worked_file.read_bytes() == before
    assert run("import", worked_file, book).code == 0
    assert run("get", worked_file, "2.urbanos@mar").out == "2.urbanos@3 141\n"
    assert "sha256" in run("history", worked_file, "2.urbanos@mar").out


def test_a_conflict_is_not_written_unasked(run: Run, worked_file: Path, book: Path) -> None:
    write_cell(book, "Urbanos", 3, 141)
    run("set", worked_file, "2.urbanos@mar=150")
    before = worked_file.read_bytes()
    outcome = run("import", worked_file, book)
    assert outcome.code == 1
    assert "CONFLICTO 150 → 141, se exportó 140" in outcome.out
    assert worked_file.read_bytes() == before
    assert run("import", worked_file, book, "--overwrite").code == 0
    assert run("get", worked_file, "2.urbanos@mar").out == "2.urbanos@3 141\n"


def test_another_plans_workbook_is_refused(run: Run, book: Path, tmp_path: Path) -> None:
    other = Path(run("demo", tmp_path / "otro").out.strip())
    before = other.read_bytes()
    outcome = run("import", other, book)
    assert outcome.code == 1
    assert len(outcome.err.splitlines()) == 1
    assert other.read_bytes() == before


def test_one_responsible_gets_a_sheet_of_their_own(run: Run, worked_file: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "abogados.xlsx"
    outcome = run("export", worked_file, "--for", "Abogados Contratistas", "-o", sheet)
    assert outcome.code == 0
    assert outcome.err.splitlines()[0] == "1 indicador: 12"
    assert run("import", worked_file, sheet, "--dry-run").out == ""
    refused = run("export", worked_file, "--for", "Nadie", "-o", tmp_path / "nadie.xlsx")
    assert refused.code == 1
    assert not (tmp_path / "nadie.xlsx").exists()


def test_several_plans_go_into_one_workbook(run: Run, worked_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "plan_otro.json"
    shutil.copy(worked_file, other)
    outcome = run("export", worked_file, other, "-o", tmp_path / "todos.xlsx", "--month", "3")
    assert outcome.code == 0
    assert load_workbook(tmp_path / "todos.xlsx").sheetnames[:2] == ["Índice", "Consolidado"]
    assert run("export", worked_file, other).code == 2


@pytest.mark.parametrize("target", ["plan_2024.json", "notas.txt", "enlace.xlsx"])
def test_no_plan_and_nothing_but_a_workbook_is_written_over(run: Run, worked_file: Path, target: str) -> None:
    other = worked_file.with_name(target)
    if not other.exists():
        other.symlink_to(worked_file)
    before = worked_file.read_bytes()
    outcome = run("export", worked_file, "-o", other)
    assert outcome.code == 1
    assert "el libro" in outcome.err
    assert worked_file.read_bytes() == before


@pytest.mark.parametrize("target", ["no/hay/carpeta.xlsx", "carpeta.xlsx"])
def test_a_target_that_cannot_be_written(run: Run, worked_file: Path, tmp_path: Path, target: str) -> None:
    (tmp_path / "carpeta.xlsx").mkdir()
    before = sorted(tmp_path.iterdir())
    outcome = run("export", worked_file, "-o", tmp_path / target)
    assert outcome.code == 1
    assert "No se pudo escribir" in outcome.err
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_no_workbook_is_refused(run: Run, worked_file: Path, tmp_path: Path) -> None:
    fake = tmp_path / "libro.xlsx"
    fake.write_text("no es un libro", encoding="utf-8")
    outcome = run("import", worked_file, fake)
    assert outcome.code == 1
    assert "libro.xlsx" in outcome.err


def test_a_plan_is_made_from_the_form_with_its_doubts(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "plan_nuevo.json"
    outcome = run("new", "--from-form", SEED, "-o", target)
    assert outcome.code == 0
    assert outcome.out == f"{target}\n"
    assert "Acción 2.1: está antes de la fila de su objetivo" in outcome.err
    assert run("status", target).code == 0
    again = run("new", "--from-form", SEED, "-o", target)
    assert again.code == 1
