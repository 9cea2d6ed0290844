"""Code and version at the head of a form, wherever forms print them."""

from pathlib import Path
from typing import Final

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plans import worked_example
from workbook.form.reading import read
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import plan_workbook
from workbook.writing.replacing_file import write

_TABLE: Final = (
    ("Objetivo", "Actividad", "Indicador", "Meta", "Peso", "Responsable"),
    ("Mejorar", "Facturar", "Facturas enviadas", "100", "50%", "Ana"),
    ("Mejorar", "Cobrar", "Pagos recibidos", "80", "50%", "Luis"),
)
_HEADS: Final = {
    "beside": (("PLAN DE ACCIÓN 2024", "", "", "", "Código", "PL-FR-02"), ("", "", "", "", "Versión", "03")),
    "behind": (("PLAN DE ACCIÓN 2024", "", "", "", "CÓDIGO: PL-FR-02"), ("", "", "", "", "VERSIÓN: 03")),
    "together": (("PLAN DE ACCIÓN 2024", "", "Código: PL-FR-02   Versión: 03   Página: 1 de 2"),),
    "below": (("PLAN DE ACCIÓN 2024", "", "Código", "Versión", "Página"), ("", "", "PL-FR-02", "03", "1 de 2")),
    "without a colon": (("PLAN DE ACCIÓN 2024", "", "Código PL-FR-02", "", "Versión 03", "Página 1 de 2"),),
    "dated": (("PLAN DE ACCIÓN 2024", "", "Código: PL-FR-02", "Fecha de aprobación: 12/01/2024", "Versión: 03"),),
}


def form(tmp_path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.title = "Plan 2024"
    for row in rows:
        book.active.append([value or None for value in row])
    path = tmp_path / "form.xlsx"
    book.save(path)
    return path


@pytest.mark.parametrize("where", _HEADS)
def test_code_and_version_are_read_wherever_the_head_has_them(tmp_path: Path, where: str) -> None:
    plan = read(form(tmp_path, *_HEADS[where], (), *_TABLE)).plan
    assert (plan.code, plan.version) == ("PL-FR-02", "03")
    assert len(plan.indicators) == 2


@pytest.mark.parametrize(
    "head",
    [
        (),
        (("PLAN DE ACCIÓN 2024", "", "Código", "Versión", "Página 1 de 2"),),
        (("PLAN DE ACCIÓN 2024", "", "Código", "Página", "1 de 2"),),
        (("PLAN DE ACCIÓN 2024", "", "La versión impresa no es copia controlada"),),
        (("PLAN DE ACCIÓN 2024", "", f"Código: {'de la entidad ' * 9}"),),
    ],
)
def test_a_form_without_them_gives_none(tmp_path: Path, head: tuple[tuple[str, ...], ...]) -> None:
    plan = read(form(tmp_path, *head, (), *_TABLE)).plan
    assert (plan.code, plan.version) == ("", "")


def test_an_exported_form_brings_them_back_and_what_was_typed_over_them(tmp_path: Path) -> None:
    plan, path = worked_example()._replace(code="PL-FR-02", version="03"), tmp_path / "book.xlsx"
    write(plan_workbook(plan, ExportContext(3)), path)
    assert read(path).plan == plan._replace(values=read(path).plan.values)
    book = load_workbook(path)
    book["Plan de Acción"]["Q2"] = "04"
    book.save(path)
    edited = read(path).plan
    assert (edited.code, edited.version) == ("PL-FR-02", "04")
    del book["_plan"]
    book.save(path)
    again = read(path).plan
    assert (again.code, again.version) == ("PL-FR-02", "04")
