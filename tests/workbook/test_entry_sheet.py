"""The entry sheet of a responsible: whose it is, what it says of each indicator, what can be typed and what is read."""

from pathlib import Path

import openpyxl
import pytest

from plans import worked_example
from scoring.model import Plan
from workbook.errors import ExportError
from workbook.model.export_context import ExportContext
from workbook.model.people import indicators_of, responsible_of, without_responsible
from workbook.model.sheet import Sheet
from workbook.reading.comparison import read
from workbook.sheets.workbooks import entry_workbook
from workbook.writing.export import export_entry

PLAN = worked_example()
MARCH = ExportContext(3)


def entry(month: int = 3, plan: Plan = PLAN) -> Sheet:
    return next(iter(entry_workbook(plan, "Jefe", plan.indicators, ExportContext(month)).sheets))


def texts(sheet: Sheet) -> list[str]:
    return [cell.value for cell in sheet.cells.values() if isinstance(cell.value, str)]


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("abogados contratistas", ["12"]),
        ("ABOGADOS  CONTRATISTAS", ["12"]),
        ("Abogados-Contratistas.", ["12"]),
        ("comite comercial", ["11"]),
        ("JEFE DIVISION COMERCIAL", ["1", "9", "O3"]),
        ("Fabio Díaz", ["10"]),
        ("nadie", []),
        ("", []),
        (" - ", []),
    ],
)
def test_people_are_found_however_they_are_spelt(name: str, ids: list[str]) -> None:
    assert [indicator.id for indicator in indicators_of(PLAN, name)] == ids


def test_the_plans_responsible_answers_for_what_has_none() -> None:
    assert [indicator.id for indicator in without_responsible(PLAN)] == ["10"]
    assert responsible_of(PLAN, without_responsible(PLAN)[0]) == "FABIO DIAZ"
    nobody = PLAN._replace(responsible=" ")
    assert responsible_of(nobody, without_responsible(nobody)[0]) == ""


def test_an_indicator_of_nobody_is_on_nobodys_sheet(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Ningún indicador"):
        export_entry(PLAN._replace(responsible=""), "fabio", tmp_path / "hoja.xlsx", MARCH)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "said",
    [
        "Meta del año: Capacidad mensual del 99% · marzo pide 99,00 % · "
        "febrero: Lecturas efectivas 95.500, Lecturas programadas 97.200",
        "Meta del año: Reducir un 2% el número de reformados · marzo no debe pasar de 392 reformados · febrero: 405",
        "Meta del año: 13.675.001 m3 Alcantarillado · marzo pide 1.139.583,42 m³ · febrero: 1.130.000 · "
        "falta reportar: mar",
    ],
)
def test_each_indicator_says_its_goal_what_the_month_asks_for_and_what_the_last_one_held(said: str) -> None:
    assert said in texts(entry())


def test_a_month_outside_an_indicators_dates_asks_for_nothing() -> None:
    first, *others = PLAN.objectives
    own = first.own[0]._replace(start=first.own[0].start.replace(month=5))
    plan = PLAN._replace(objectives=(first._replace(own=(own,)), *others))
    assert any("en marzo no hay nada que reportar" in text for text in texts(entry(plan=plan)))


def test_before_the_first_month_has_ended_january_is_asked_for() -> None:
    assert any("enero pide" in text for text in texts(entry(0)))
    assert "» Ene «" in texts(entry(0))


def test_there_is_room_for_analysis_action_and_evidence_and_it_is_open() -> None:
    sheet = entry()
    rows = [row for (row, column), cell in sheet.cells.items() if cell.value in {"Análisis de marzo", "Evidencia"}]
    assert len(rows) == 2 * len(PLAN.indicators)
    assert not any(sheet.cells[row, 3].style.locked for row in rows)


def test_what_is_written_there_is_no_figure_and_spoils_none(tmp_path: Path) -> None:
    path = tmp_path / "hoja.xlsx"
    export_entry(PLAN, "abogados contratistas", path, MARCH)
    book = openpyxl.load_workbook(path)
    sheet = book["Registro"]
    row = next(cell.row for cell in sheet["B"] if cell.value == "Análisis de marzo")
    sheet.cell(row, 3).value = 12345
    book.save(path)
    found = read(path, PLAN)
    assert (found.changes, found.conflicts, found.problems) == ((), (), ())
    assert [item.wanted.analysis for item in found.remarks if item.wanted] == ["12345"]
