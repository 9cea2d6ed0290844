"""Reading the official form: anchored in its dates and numbers, whatever slid, with all doubts said."""

import re
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from scoring.errors import PlanError
from scoring.model import Cell, Kind, Plan
from scoring.model.validation import validate
from workbook.form import read_form
from workbook.model.definition import DEFINITION_SHEET, definition_rows

FORM = Path(__file__).parents[1] / "data" / "form_2024.txt"


@pytest.fixture(scope="module")
def reading() -> tuple[Plan, tuple[str, ...]]:
    return read_form(FORM)


def test_heading_gives_the_plan_its_name(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, _doubts = reading
    assert (plan.id, plan.year) == ("facturacion-y-cobranza-2024", 2024)
    assert (plan.process, plan.responsible) == ("FACTURACIÓN Y COBRANZA", "FABIO DIAZ")


def test_shifted_rows_are_read_by_their_dates(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, doubts = reading
    indicator = plan.indicator("10")
    assert indicator is not None
    assert (indicator.action, indicator.texts.goal, indicator.weight) == ("2.1", "35%", Decimal("0.25"))
    assert any("Fila 20" in doubt and "corridas (2)" in doubt for doubt in doubts)


def test_actions_belong_to_the_objective_of_their_number(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, doubts = reading
    assert [[action.number for action in objective.actions] for objective in plan.objectives] == [
        ["1.1", "1.2", "1.3", "1.4"],
        ["2.1", "2.2", "2.3"],
        ["3.1"],
    ]
    assert sum("antes de la fila de su objetivo" in doubt for doubt in doubts) == 2


def test_what_the_form_leaves_open_is_said(reading: tuple[Plan, tuple[str, ...]]) -> None:
    _plan, doubts = reading
    for sentence in (
        "N° 10: no tiene responsable.",
        "Objetivo 3: los pesos suman 200 %, no 100 %.",
        "Los títulos Und y Responsable están cambiados: primero va la unidad en las filas.",
    ):
        assert sentence in doubts


def test_own_indicators_take_the_gaps_of_the_numbering(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, doubts = reading
    assert [indicator.id for objective in plan.objectives for indicator in objective.own] == ["1", "9", "O3"]
    assert any(doubt.startswith("N° O3: ") for doubt in doubts)


def test_goals_suggest_a_structure_and_say_so(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, _doubts = reading
    validate(plan)
    kinds = {indicator.id: indicator.kind for indicator in plan.indicators}
    assert {name for name, kind in kinds.items() if kind is Kind.REDUCTION} == {"7", "8"}
    assert {name for name, kind in kinds.items() if kind is Kind.CEILING} == {"9"}
    assert {name for name, kind in kinds.items() if kind is Kind.RATIO} == {"4", "10", "13", "O3"}
    assert plan.values == {Cell("9", "base"): Decimal(6370826533)}
    assert all(indicator.assumptions for indicator in plan.indicators)


def test_inputs_are_called_what_the_formula_calls_them(reading: tuple[Plan, tuple[str, ...]]) -> None:
    plan, _doubts = reading
    labels = {indicator.id: [(item.label, item.unit) for item in indicator.variables] for indicator in plan.indicators}
    assert labels["10"] == [("Total de suspensiones Ejecutadas", ""), ("Total de Suspensiones Generadas", "")]
    assert labels["2"] == [("N° Usuarios Acueducto", "usuarios")]
    assert labels["5"] == [("Σ Mensual Metros Cúbicos de Acueducto Facturados", "m³")]
    assert labels["12"] == [("Valor del mes", "COP")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_form_is_read_as_excel_or_an_editor_saved_it(
    tmp_path: Path, reading: tuple[Plan, tuple[str, ...]], encoding: str
) -> None:
    text = FORM.read_text("utf-8").replace("Σ", "Suma") if encoding == "cp1252" else FORM.read_text("utf-8")
    path = tmp_path / "form.txt"
    path.write_bytes(text.replace("16/01/2024", "16-01-2024").encode(encoding))
    plan, _doubts = read_form(path)
    assert [o.texts for o in plan.objectives] == [o.texts for o in reading[0].objectives]
    assert [(indicator.start, indicator.responsible) for indicator in plan.indicators] == [
        (indicator.start, indicator.responsible) for indicator in reading[0].indicators
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ninguna fila tiene las fechas"),
        (b"2024\n1. MEJORAR\t40%\n", "ninguna fila tiene las fechas"),
        (b"\xff\xfe\x00", "no es texto separado por tabuladores"),
        (b"a\0b", "no es texto separado por tabuladores"),
        (b"caf\xe9\x81", "no es texto separado por tabuladores"),
        (b"x" * 200_000, "no es texto separado por tabuladores"),
    ],
)
def test_what_is_no_form_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "form.txt"
    path.write_bytes(content)
    with pytest.raises(PlanError, match=sentence):
        read_form(path)


def as_workbook() -> Workbook:
    """The form as a person keeps it in Excel: dates, percentages and numbers are values, objectives are merged."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate(FORM.read_text("utf-8").replace(r"\$", "$").split("\n"), 1):
        for column, text in enumerate(line.split("\t"), 1):
            cell = sheet.cell(row, column)
            if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
                cell.value = datetime.strptime(text, "%d/%m/%Y")  # noqa: DTZ007 a workbook's dates have no zone
                cell.number_format = "dd/mm/yyyy"
            elif re.fullmatch(r"\d+%", text):
                cell.value = int(text[:-1]) / 100
                cell.number_format = "0%"
            elif text:
                cell.value = int(text) if text.isdecimal() else text
    sheet.merge_cells("A13:A19")
    sheet.merge_cells("I13:I14")
    book.create_sheet("Instrucciones", 0)["A1"] = "Llene la otra hoja."
    return book


def test_a_form_kept_in_excel_is_the_same_form(tmp_path: Path, reading: tuple[Plan, tuple[str, ...]]) -> None:
    as_workbook().save(tmp_path / "form.xlsx")
    assert read_form(tmp_path / "form.xlsx") == reading


@pytest.fixture
def travelled(plan: Plan) -> Workbook:
    """The form with the plan beside it, as an export has it."""
    book = as_workbook()
    sheet = book.create_sheet(DEFINITION_SHEET)
    for row in definition_rows(plan):
        sheet.append(row)
    return book


def test_an_exported_form_gives_back_its_plan(plan: Plan, travelled: Workbook, tmp_path: Path) -> None:
    travelled.save(tmp_path / "form.xlsx")
    assert read_form(tmp_path / "form.xlsx")[0] == plan


def test_what_was_edited_in_an_exported_form_wins_and_is_said(plan: Plan, travelled: Workbook, tmp_path: Path) -> None:
    sheet = travelled["Sheet"]
    sheet["L15"] = 0.3
    sheet["K15"] = "Capacidad mensual del 98%"
    sheet["S16"] = "Jefe de Facturación"
    travelled.save(tmp_path / "form.xlsx")
    edited, doubts = read_form(tmp_path / "form.xlsx")
    changed = {indicator.id for indicator in edited.indicators if indicator != plan.indicator(indicator.id)}
    assert changed == {"4", "5"}
    indicator, other = edited.indicator("4"), edited.indicator("5")
    assert indicator is not None
    assert other is not None
    assert (indicator.weight, indicator.name, indicator.formula) == (
        Decimal("0.3"),
        "Capacidad mensual del 98%",
        "efectivas / programadas",
    )
    assert other.responsible == "Jefe de Facturación"
    assert "N° 4: cambió su peso." in doubts
    assert "N° 4: cambió su texto; revise si se mide como antes." in doubts
    assert any("Capacidad mensual del 99%" in doubt for doubt in doubts)


def test_next_years_form_is_another_plan_measured_alike(plan: Plan, travelled: Workbook, tmp_path: Path) -> None:
    sheet = travelled["Sheet"]
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.value = cell.value.replace(year=2025)
    sheet["A3"] = 2025
    travelled.save(tmp_path / "form.xlsx")
    edited, doubts = read_form(tmp_path / "form.xlsx")
    assert (edited.id, edited.year) == ("facturacion-y-cobranza-2025", 2025)
    assert {(indicator.start.year, indicator.end.year) for indicator in edited.indicators} == {(2025, 2025)}
    assert [indicator.formula for indicator in edited.indicators] == [
        indicator.formula for indicator in plan.indicators
    ]
    assert any("líneas base" in doubt for doubt in doubts)


def read_changed(folder: Path, text: str, by: str) -> tuple[Plan, tuple[str, ...]]:
    """Read the 2024 form with another text in the place of one of its own."""
    path = folder / "form.txt"
    path.write_text(FORM.read_text("utf-8").replace(text, by), "utf-8")
    return read_form(path)


def test_invisible_characters_do_not_enter_a_plan(tmp_path: Path) -> None:
    plan, doubts = read_changed(tmp_path, "Capacidad mensual", "Capacidad\u202e\x1b mensual")
    assert "Fila 15: se quitaron caracteres invisibles." in doubts
    assert any(indicator.name == "Capacidad mensual del 99%" for indicator in plan.indicators)


def test_rows_that_cannot_be_placed_become_doubts(tmp_path: Path) -> None:
    _plan, doubts = read_changed(tmp_path, "\n100%\t", "\n\t\tuna nota suelta\n100%\t")
    assert "Fila 25: no se sabe qué es «una nota suelta»." in doubts


def test_indicators_without_their_objectives_row_are_kept(tmp_path: Path) -> None:
    rows = FORM.read_text("utf-8").split("\n")
    path = tmp_path / "form.txt"
    path.write_text("\n".join(row for row in rows if not row.startswith("3. ")), "utf-8")
    plan, doubts = read_form(path)
    assert plan.indicator("13") is not None
    assert "Objetivo 3: sus acciones están, pero no su fila." in doubts
    assert "Objetivo 3: «» no es un peso; se tomó 0 %." in doubts
