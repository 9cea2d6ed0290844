"""A plan in the layout of the form that it was made from: there and back, changed, and what that cannot say."""

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from read_by_hand import Expected
from unlike_forms import UNLIKE

from scoring.entry.drawing_up import removed
from scoring.entry.edits import read_edits
from scoring.model import Plan
from workbook.errors import WorkbookError
from workbook.form import Wanted, read
from workbook.form.files.book import read_book
from workbook.form.headings.finder import find_headings
from workbook.original.filled_form import export_original

DATA = Path(__file__).parents[2] / "data"
FORMS = sorted((DATA / "forms").glob("*.xlsx"))


def exported(plan: Plan, form: Path, path: Path) -> tuple[str, ...]:
    return export_original(plan, form, Wanted(), path)


def edited(plan: Plan, *assignments: str) -> Plan:
    return plan.with_changes(read_edits(plan, assignments))


def headings(path: Path) -> Sequence[object]:
    return [[table.columns for table in find_headings(grid)] for grid in read_book(path)[0].sheets]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A form with a logo, a total, merged objectives, weights in points of the plan and dates that are dates."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "POA & más"
    for row in (
        ["PLAN OPERATIVO 2025"],
        ["Objetivo", "Indicador", "Meta", "Peso", "Inicio", "Fin", "Responsable", "Presupuesto"],
        ["Cobrar", "Recaudo", 0.9, 30, None, None, "Tesorera", 1500000],
        [None, "Acuerdos", 12, 10, None, None, "Abogado", 200000],
        ["Servir", "Quejas", "Máximo 3 %", "=30*2", None, None, "Jefe", None],
        ["Total", None, None, "=SUM(D3:D5)"],
    ):
        sheet.append(row)
    sheet["C3"].number_format, sheet["H3"].number_format = "0%", "#,##0"
    for at in (3, 4, 5):
        sheet.cell(at, 5).value, sheet.cell(at, 6).value = f"0{at}/02/2025", "30/11/2025"
    sheet.merge_cells("A3:A4")
    made.save(tmp_path / "form.xlsx")
    with_values = (tmp_path / "form.xlsx").read_bytes()
    parts = {}
    with ZipFile(BytesIO(with_values)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet_xml = parts["xl/worksheets/sheet1.xml"]
    for formula, value in ((b"30*2", b"60"), (b"SUM(D3:D5)", b"100")):
        old = b"<f>" + formula + b"</f><v/>"
        assert old in sheet_xml or old.replace(b"<v/>", b"<v />") in sheet_xml
        sheet_xml = sheet_xml.replace(b"<v />", b"<v/>").replace(old, b"<f>" + formula + b"</f><v>" + value + b"</v>")
    parts["xl/worksheets/sheet1.xml"] = sheet_xml
    parts["xl/media/image1.png"] = b"\x89PNG the logo"
    with ZipFile(tmp_path / "form.xlsx", "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return tmp_path / "form.xlsx"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_plan_goes_out_in_the_form_it_came_in_and_comes_back_the_same(form: Path, tmp_path: Path) -> None:
    plan = read(form).plan
    assert exported(plan, form, tmp_path / "out.xlsx") == ()
    assert read(tmp_path / "out.xlsx").plan == plan
    assert headings(tmp_path / "out.xlsx") == headings(form)


@pytest.mark.parametrize("make", UNLIKE)
def test_so_does_that_of_any_kind_of_file(make: Callable[[Path], tuple[Path, Expected]], tmp_path: Path) -> None:
    form, _expected = make(tmp_path)
    plan = read(form).plan
    assert exported(plan, form, tmp_path / "out.xlsx") == ()
    assert read(tmp_path / "out.xlsx").plan == plan


def test_text_and_open_documents_go_out_as_workbooks(tmp_path: Path) -> None:
    form = tmp_path / "un [plan] con un título más largo de lo que cabe en una hoja.csv"
    form.write_text("Plan 2025\nObjetivo;Indicador;Meta;Notas\nUno;Dos;4 cosas;=1+1\n;Tres;1.200;ok\n", "utf-8")
    plan = read(form).plan
    assert exported(edited(plan, "2.attribute.Notas=bien"), form, tmp_path / "out.xlsx") == ()
    again = read(tmp_path / "out.xlsx").plan
    assert [dict(item.attributes) for item in again.indicators] == [{"Notas": "=1+1"}, {"Notas": "bien"}]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_what_was_changed_is_in_the_form_or_is_told(form: Path, tmp_path: Path) -> None:
    plan = read(form).plan
    first = plan.indicators[0]
    now = edited(plan, f"{first.id}.name=Otro nombre", f"{first.id}.responsible=Otra persona", "objective.1.text=Otro")
    told = exported(now, form, tmp_path / "out.xlsx")
    again = read(tmp_path / "out.xlsx").plan
    assert again.indicators[0].name == "Otro nombre"
    assert again.indicators[0].responsible == "Otra persona" or any("responsable" in line for line in told)
    assert again.objectives[0].text == "Otro" or any("objetivo" in line for line in told)
    assert again.indicators[1:] == now.indicators[1:]


def test_values_go_into_their_cells_as_these_are_and_all_else_stays(book: Path, tmp_path: Path) -> None:
    plan = read(book).plan
    assert [str(item.weight) for item in plan.objectives[0].indicators] == ["0.75", "0.25"]
    now = edited(
        plan, "1.target=95%", "1.weight=50%", "2.weight=50%", "2.end=15/12/2025", "objective.1.text=Cobrar < todo",
        "1.attribute.Presupuesto=1.750.000", "2.responsible=Abogada",
    )  # fmt: skip
    assert exported(now, book, tmp_path / "out.xlsx") == ()
    cells = load_workbook(tmp_path / "out.xlsx")["POA & más"]
    assert [cells[at].value for at in ("C3", "D3", "D4", "F4", "A3", "H3", "G4")] == [
        0.95, 20, 20, "15/12/2025", "Cobrar < todo", 1750000, "Abogada",
    ]  # fmt: skip
    assert (cells["C3"].number_format, cells["D5"].value, cells["D6"].value) == ("0%", "=30*2", "=SUM(D3:D5)")
    shown = load_workbook(tmp_path / "out.xlsx", data_only=True)["POA & más"]
    assert (shown["D5"].value, shown["D6"].value) == (60, None), "a total is calculated anew when it is opened"
    with ZipFile(book) as before, ZipFile(tmp_path / "out.xlsx") as after:
        assert after.namelist() == before.namelist()
        differing = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differing == ["xl/worksheets/sheet1.xml"]


def test_a_formula_stays_and_that_it_says_something_else_is_told(book: Path, tmp_path: Path) -> None:
    plan = read(book).plan
    now = edited(plan, "objective.1.weight=20%", "objective.2.weight=80%")
    told = exported(now, book, tmp_path / "out.xlsx")
    assert load_workbook(tmp_path / "out.xlsx")["POA & más"]["D5"].value == "=30*2"
    assert any("peso del objetivo" in line for line in told)


def test_a_row_is_hidden_where_its_indicator_was_taken_out_and_a_new_one_is_told(book: Path, tmp_path: Path) -> None:
    plan = read(book).plan
    without = plan.with_changes(removed(plan, "2"))
    exported(without, book, tmp_path / "out.xlsx")
    assert [item.name for item in read(tmp_path / "out.xlsx").plan.indicators] == ["Recaudo", "Quejas"]
    assert load_workbook(tmp_path / "out.xlsx")["POA & más"].row_dimensions[4].hidden
    short = exported(plan, tmp_path / "out.xlsx", tmp_path / "two.xlsx")
    assert "N° 3: el formulario no tiene fila para él; póngalo a mano." in short


def test_the_official_form_and_one_with_macros_are_refused(tmp_path: Path, book: Path) -> None:
    official = DATA / "form_2024.txt"
    with pytest.raises(WorkbookError, match="es el formulario oficial"):
        exported(read(official).plan, official, tmp_path / "out.xlsx")
    with ZipFile(book, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub")
    with pytest.raises(WorkbookError, match="trae macros"):
        exported(read(book).plan, book, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_no_text_of_a_plan_spoils_the_workbook(book: Path, tmp_path: Path) -> None:
    plan = read(book).plan
    meant_harm = '=HYPERLINK("x")</t></is></c>\x1b\ud800 ]]>&amp;' + "á" * 40_000
    exported(edited(plan, f"2.attribute.Presupuesto={meant_harm}"), book, tmp_path / "out.xlsx")
    cell = load_workbook(tmp_path / "out.xlsx")["POA & más"]["H4"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith('=HYPERLINK("x")</t></is></c> ]]>&amp;ááá')
    assert len(str(cell.value)) == 32_767
