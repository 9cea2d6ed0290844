"""`plan export` of a part: the form to be signed, one sheet, the entry sheet of one responsible."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from command import Run
from tui.cli import export as verb
from workbook.model.export_context import ExportContext
from workbook.model.layout import SheetNames
from workbook.model.sheet import Workbook
from workbook.sheets.workbooks import WorkbookMaker, printed_workbook
from workbook.writing.replacing_file import Guard


def visible(path: Path) -> list[str]:
    return [sheet.title for sheet in load_workbook(path) if sheet.sheet_state == "visible"]


def _footers(path: Path) -> str:
    """Return what the first sheet prints above and below its pages."""
    with ZipFile(path) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
    return part.partition("<headerFooter>")[2].partition("</headerFooter>")[0].replace("<oddFooter />", "")


def test_the_form_alone_is_exported_to_be_signed(run: Run, worked_file: Path) -> None:
    outcome = run("export", worked_file, "--month", "3", "--signature")
    path = worked_file.with_name("plan_2024_firma.xlsx")
    assert (outcome.code, outcome.out) == (0, f"{path}\n")
    assert visible(path) == ["Plan de Acción"]
    assert "oddFooter" not in _footers(path)


def test_a_form_that_was_signed_gives_its_plan_back(run: Run, worked_file: Path, tmp_path: Path) -> None:
    assert run("export", worked_file, "--signature", "-o", tmp_path / "firma.xlsx").code == 0
    assert run("new", "--from-form", tmp_path / "firma.xlsx", "-o", tmp_path / "otro.json").code == 0


@pytest.mark.parametrize("name", ["Hoja de vida", "hoja de  VIDA"])
def test_one_sheet_is_visible_and_the_others_stay_behind_it(run: Run, worked_file: Path, name: str) -> None:
    assert run("export", worked_file, "--month", "3", "--sheet", name).code == 0
    path = worked_file.with_name("plan_2024_mar_hoja_de_vida.xlsx")
    assert visible(path) == ["Hoja de vida"]
    assert "_calc" in load_workbook(path).sheetnames


def test_a_sheet_that_there_is_not_is_refused_with_those_there_are(run: Run, worked_file: Path) -> None:
    outcome = run("export", worked_file, "--sheet", "_calc")
    assert outcome.code == 2
    assert "Plan de Acción, Seguimiento, Tablero" in outcome.err
    assert not list(worked_file.parent.glob("*.xlsx"))


def test_the_submitted_cut_offs_are_a_sheet_once_a_month_is_closed(run: Run, worked_file: Path) -> None:
    outcome = run("export", worked_file, "--sheet", "cortes", "-o", worked_file.with_name("c.xlsx"))
    assert outcome.code == 1
    assert "ningún mes se ha cerrado" in outcome.err
    assert run("close", worked_file, "mar").code == 0
    assert run("export", worked_file, "--sheet", "cortes", "-o", worked_file.with_name("c.xlsx")).code == 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ((), [name for name in SheetNames.of().visible if name not in {"Cortes", "Historial"}]),
        (("--sheet", "Historial"), ["Historial"]),
        (("--signature",), ["Plan de Acción"]),
    ],
)
def test_a_pdf_has_the_history_only_where_it_is_asked_for(
    run: Run, worked_file: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], shown: list[str]
) -> None:
    made: list[Workbook] = []

    def kept(
        plan: object, _path: Path, context: ExportContext, _guard: Guard, make: WorkbookMaker = printed_workbook
    ) -> None:
        made.append(make(plan, context))  # type: ignore[arg-type]

    monkeypatch.setattr(verb, "export_pdf", kept)
    assert run("export", worked_file, "--pdf", *words).code == 0
    assert [sheet.name for book in made for sheet in book.sheets if not sheet.hidden] == shown


@pytest.mark.parametrize("name", ["", "  "])
def test_an_entry_sheet_of_nobody_is_refused(run: Run, worked_file: Path, name: str) -> None:
    outcome = run("export", worked_file, "--for", name)
    assert (outcome.code, outcome.out) == (2, "")
    assert "de quién es la hoja" in outcome.err
    assert not list(worked_file.parent.glob("*.xlsx"))


def test_an_entry_sheet_is_no_pdf(run: Run, worked_file: Path) -> None:
    assert run("export", worked_file, "--for", "Jefe", "--pdf").code == 2
    assert not list(worked_file.parent.glob("*.pdf"))


def test_an_export_for_somebody_says_what_has_no_responsible(run: Run, worked_file: Path, tmp_path: Path) -> None:
    outcome = run("export", worked_file, "--for", "fabio diaz", "-o", tmp_path / "hoja.xlsx")
    assert outcome.err.splitlines() == [
        "1 indicador: 10",
        "Sin responsable en el plan: 10; va en la hoja de FABIO DIAZ, que responde por el plan.",
    ]
