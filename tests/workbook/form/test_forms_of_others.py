"""Forms of other entities: read by their headings, each field as a careful person reads it, all doubts said."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from read_by_hand import Expected, differences, expected_of
from unlike_forms import UNLIKE, in_two_rows

from scoring.errors import PlanError
from scoring.model import Cell, Kind
from scoring.model.validation import validate
from workbook.form import Wanted, read, read_form
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.replacing_file import write

DATA = Path(__file__).parents[2] / "data"
FORMS = sorted((DATA / "forms").glob("*.xlsx"))
INPUTS = sorted(
    path for path in (DATA / "form_inputs").iterdir() if path.suffix != ".json" and path.stem != "nothing_measured"
)


@pytest.mark.parametrize("form", [*FORMS, *INPUTS], ids=lambda form: form.stem)
def test_a_form_is_read_as_a_careful_person_reads_it(form: Path) -> None:
    plan, _doubts = read_form(form)
    validate(plan)
    assert differences(expected_of(form), plan) == []


@pytest.mark.parametrize("make", UNLIKE)
def test_forms_of_kinds_not_seen_before_are_read(tmp_path: Path, make: Callable[[Path], tuple[Path, Expected]]) -> None:
    form, expected = make(tmp_path)
    plan, _doubts = read_form(form)
    validate(plan)
    assert differences(expected, plan) == []


def test_where_nothing_is_measured_the_form_is_refused_with_what_was_seen() -> None:
    with pytest.raises(PlanError, match=r"1 hoja \(«Cronograma»\), sin una columna de meta o de indicador"):
        read_form(DATA / "form_inputs" / "nothing_measured.xlsx")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("04_universidad_hojas", "La hoja oculta «Docencia 2023» se dejó fuera; ¿sí?"),
        ("04_universidad_hojas", "Los números se repiten (1.1.1, 1.1.2, 1.2.1): los indicadores se numeran en orden"),
        ("01_acueducto_codigos", "El encabezado trae el año 2025 y también 2021: se tomó 2025; ¿sí?"),
        ("02_hospital_trimestres", "N° 5: su programación es acumulada (20%, 45%, 70%, 90%)"),
        ("03_alcaldia_meses_x", "El formulario no trae ponderados de los indicadores"),
        ("05_transito_pe_meses", "El formulario trae cifras ejecutadas en 6 indicadores: no se tomaron"),
        ("07_corporacion_cronograma", "N° 7: la línea base «ND» no es una cifra: no hay línea base."),
        ("12_aseo_exportado", "N° 102: «41,500» no está escrito como en el plan: se leyó 41.500; ¿sí?"),
    ],
)  # fmt: skip
def test_what_a_form_leaves_open_is_asked_with_its_own_words(form: str, sentence: str) -> None:
    _plan, doubts = read_form(DATA / "forms" / f"{form}.xlsx")
    assert any(doubt.startswith(sentence) for doubt in doubts)


def test_every_goal_in_words_that_could_be_meant_otherwise_is_quoted() -> None:
    _plan, doubts = read_form(DATA / "form_inputs" / "goals.xlsx")
    for goal in (
        "2.5 %",
        "$ 1,200,000,000",
        "del 45% al 40%",
        "Reducir al 35 %",
        "1 informe trimestral",
        "Por definir",
    ):
        assert any(f"«{goal}»" in doubt for doubt in doubts), goal


def test_executed_figures_are_taken_when_asked_for(tmp_path: Path) -> None:
    form, _expected = in_two_rows(tmp_path)
    plan = read(form, Wanted(figures=True)).plan
    assert {cell: int(str(value)) for cell, value in plan.values.items()} == {
        Cell("1", "valor", 1): 1800,
        Cell("1", "valor", 2): 2100,
    }
    assert read(form).plan.values == {}


def test_one_sheet_is_read_by_its_name() -> None:
    form = DATA / "forms" / "04_universidad_hojas.xlsx"
    plan = read(form, Wanted(sheet="Extensión")).plan
    assert [objective.text for objective in plan.objectives] == ["Servir al entorno"]
    with pytest.raises(PlanError, match="No hay una hoja «Otra»; hay: «Docencia», «Docencia 2023»"):
        read(form, Wanted(sheet="Otra"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_plan_of_another_form_is_exported_in_the_official_one_and_comes_back(form: Path, tmp_path: Path) -> None:
    plan, _doubts = read_form(form)
    write(plan_workbook(plan, ExportContext(3, head="abc")), tmp_path / "libro.xlsx")
    assert read_form(tmp_path / "libro.xlsx")[0] == plan
    cells = load_workbook(tmp_path / "libro.xlsx")["Hoja de vida"].iter_rows(values_only=True)
    texts = " ".join(str(cell) for row in cells for cell in row if cell)
    kept = [f"{name}: {text}" for indicator in plan.indicators for name, text in indicator.attributes]
    assert [text for text in kept if text not in texts] == []


def test_actions_that_share_one_merged_indicator_are_all_kept(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Plan de acción vigencia 2025"],
        ["Objetivo", "Indicador", "Meta", "Actividades", "Responsable", "Inicio", "Fin"],
        ["Fomentar", "Deportistas", "350 personas", "Abrir", "Fomento", "01/02/2025", "28/02/2025"],
        [None, None, None, "Entregar", "Fomento", "01/03/2025", "30/11/2025"],
    ):
        sheet.append(row)
    for cells in ("A3:A4", "B3:B4", "C3:C4"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "form.xlsx")
    plan, doubts = read_form(tmp_path / "form.xlsx")
    assert [action.text for action in plan.objectives[0].actions] == ["Abrir", "Entregar"]
    assert [(item.start.month, item.end.month) for item in plan.indicators] == [(2, 11)]
    assert "N° 1: es de 2 acciones: sus fechas van de 01/02/2025 a 30/11/2025; ¿sí?" in doubts


def test_invisible_characters_do_not_enter_a_plan(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("Plan 2025\nObjetivo,Acción,Indicador,Meta\nUno,Dos,Tres\u202e\x1b[2J,4 cosas\n", "utf-8")
    plan, doubts = read_form(path)
    assert plan.indicators[0].name == "Tres[2J"
    assert "Fila 3: se quitaron caracteres invisibles." in doubts


def test_a_sheet_that_follows_the_plan_up_is_not_read_twice(tmp_path: Path) -> None:
    book = load_workbook(DATA / "forms" / "01_acueducto_codigos.xlsx")
    book.copy_worksheet(book.worksheets[0]).title = "Seguimiento"
    book.save(tmp_path / "form.xlsx")
    plan, doubts = read_form(tmp_path / "form.xlsx")
    assert len(plan.indicators) == 11
    assert "La hoja «Seguimiento» repite los indicadores de «PLAN DE ACCION» y se dejó fuera; ¿sí?" in doubts


@pytest.mark.parametrize("number", [1e300, 10**19, -1e-30])
def test_numbers_beyond_all_plans_are_left_empty_and_doubted(tmp_path: Path, number: float) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Plan de acción 2025"], ["Objetivo", "Acción", "Indicador", "Meta", "Peso", "Línea base"]):
        sheet.append(row)
    sheet.append(["Uno", "Dos", "Tres", number, number, number])
    book.save(tmp_path / "form.xlsx")
    plan, doubts = read_form(tmp_path / "form.xlsx")
    validate(plan)
    assert (plan.indicators[0].target, plan.values) == (None, {})
    assert any("demasiadas cifras" in doubt for doubt in doubts)


def test_bands_within_bands_are_objective_and_action(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows: list[list[object]] = [
        ["HOGAR - PLAN OPERATIVO 2025"],
        ["Ítem", "Indicador", "Meta", "Ponderación", "Encargado"],
        ["PROGRAMA 1: Cuidado integral (Peso 60 %)"],
        ["PROYECTO 1.1: Salud"],
        [1, "Valoraciones", "120 valoraciones", "60%", "Enfermería"],
        [2, "Caídas", "No más de 4 caídas", "40%", "Enfermería"],
        ["PROYECTO 1.2: Nutrición"],
        [3, "Raciones", "36.000 raciones", "100%", "Cocina"],
        ["PROGRAMA 2: Familia (Peso 40 %)"],
        ["PROYECTO 2.1: Visitas"],
        [4, "Visitas", "240 visitas", "100%", "Trabajo social"],
        ["Proyectó: Ana Ruiz", None, None, "Vo.Bo. Gerente"],
    ]
    for row in rows:
        sheet.append(row)
    for row_of_band in (3, 4, 7, 9, 10):
        sheet.merge_cells(start_row=row_of_band, end_row=row_of_band, start_column=1, end_column=5)
    book.save(tmp_path / "form.xlsx")
    plan, doubts = read_form(tmp_path / "form.xlsx")
    assert plan.id == "hogar-plan-operativo-2025"
    assert [(item.text, str(item.weight)) for item in plan.objectives] == [
        ("Cuidado integral", "0.6"),
        ("Familia", "0.4"),
    ]
    actions = [action for objective in plan.objectives for action in objective.actions]
    assert [(action.text, len(action.indicators)) for action in actions] == [
        ("Salud", 2),
        ("Nutrición", 1),
        ("Visitas", 1),
    ]
    assert [str(indicator.weight) for indicator in plan.indicators] == ["0.3", "0.2", "0.5", "1"]
    assert any("los pesos suman 100 % en cada acción (N° 1, N° 2, N° 3)" in doubt for doubt in doubts)


def test_a_product_goal_is_taken_before_a_result_goal_and_its_rival_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "indicativo.csv"
    path.write_text(
        "Plan 2025\nPrograma;Subprograma;Meta de resultado;Meta de producto;Indicador;LB\n"
        "Calidad;Dotación;Cobertura del 92 %;Dotar 40 sedes;Sedes dotadas;12\n",
        "utf-8",
    )
    reading = read(path)
    indicator = reading.plan.indicators[0]
    assert (str(indicator.target), str(reading.plan.values[Cell(indicator.id, "base")])) == ("40", "12")
    assert dict(indicator.attributes)["Meta de resultado"] == "Cobertura del 92 %"
    assert any(doubt.field == "goal" and "«Meta de resultado» queda como atributo (N° 1)" in str(doubt)
               for doubt in reading.doubts)  # fmt: skip


def test_the_only_goal_is_taken_whatever_it_is_a_goal_of(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("Plan 2025\nObjetivo;Indicador;Meta de resultado\nUno;Dos;4 cosas\n", "utf-8")
    assert read(path).plan.indicators[0].target == 4


def test_a_rate_per_thousand_is_no_sum_of_months(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text("Plan 2025\nObjetivo;Indicador;Meta\nUno;Reclamos por mil facturas;Máximo 4\n", "utf-8")
    assert read(path).plan.indicators[0].kind is Kind.LEVEL


def test_weights_that_add_up_in_every_sheet_are_shares_of_sheets(tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in {
        "Financiera": [("Crecer", 40, "Ingresos", 12), ("Ahorrar", 60, "Costos", 8)],
        "Clientes": [("Fidelizar", 100, "Clientes", 5)],
    }.items():
        sheet = book.create_sheet(title)
        sheet.append(["Cuadro de mando 2025"])
        for row in (("Objetivo estratégico", "Peso (%)", "Indicador", "Meta 2025"), *rows):
            sheet.append(row)
    book.save(tmp_path / "form.xlsx")
    reading = read(tmp_path / "form.xlsx")
    weights = [(str(item.weight), [str(each.weight) for each in item.indicators]) for item in reading.plan.objectives]
    assert weights == [("0.2", ["1"]), ("0.3", ["1"]), ("0.5", ["1"])]
    told = "Los pesos suman 100 % en cada hoja (N° 1, N° 2, N° 3): las hojas pesan lo mismo; ¿sí?"
    assert told in map(str, reading.doubts)


@pytest.mark.parametrize(
    ("heading", "goal", "sentence"),
    [
        ("Total 2025", 120, "No hay columna de metas: se tomó «Total 2025», el total del año"),
        ("Meta total 2025", 120, "No hay columna de metas: se tomó «Meta total 2025», el total del año"),
        ("Total 2027", None, "N° 1: no trae meta."),
        ("Total ponderación 2025", None, "N° 1: no trae meta."),
    ],
)
def test_the_total_of_the_year_is_the_goal_where_there_is_no_other(
    tmp_path: Path, heading: str, goal: int | None, sentence: str
) -> None:
    rows = ("PLAN DE ACCIÓN 2025", f"Programa;Indicador;Unidad;{heading};Responsable", "Salud;Jornadas;u;120;Salud")
    (tmp_path / "f.csv").write_text("\n".join(rows), encoding="utf-8")
    plan, doubts = read_form(tmp_path / "f.csv")
    assert plan.indicators[0].target == goal
    assert any(sentence in doubt for doubt in doubts)
