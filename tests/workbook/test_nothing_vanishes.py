"""Whatever people type in an exported workbook is taken or told with its place, whichever program has saved it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from keyed_sheets import keyed_sheet
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from recalculation import converted, needs_libreoffice

from plans import worked_example
from scoring.model import Cell, Plan
from workbook.form.returned import Returned, read_returned
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import entry_workbook, plan_workbook
from workbook.writing.replacing_file import write

MARCH: Final = ExportContext(3)
PLAN: Final = worked_example()
Act = Callable[[Workbook], object]


def row_of(sheet: Worksheet, key: str) -> int:
    """Return the row with a hidden key."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def beside(sheet: Worksheet, text: str, value: object, to_the_right: int = 1) -> None:
    """Type a value to the right of the first cell that holds a text."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)
    sheet.cell(found.row or 0, (found.column or 0) + to_the_right).value = value  # type: ignore[assignment]


def typed(cell: Cell, value: object) -> Act:
    """Return what types into a cell that takes figures."""

    def act(book: Workbook) -> None:
        sheet, places = keyed_sheet(book)
        sheet.cell(*places[cell]).value = value  # type: ignore[assignment]

    return act


def over(key: str, column: int, value: object, down: int = 0) -> Act:
    """Return what types into Seguimiento in the row of a key, or so many rows from it."""

    def act(book: Workbook) -> None:
        sheet = book["Seguimiento"]
        sheet.cell(row_of(sheet, key) + down, column).value = value  # type: ignore[assignment]

    return act


TOLD: Final[dict[str, tuple[Act, str]]] = {
    "a computed month": (over("4!result", 7, 0.5), "Seguimiento!G21: es una celda calculada"),
    "a compliance": (over("5!compliance", 9, 0.5), "Seguimiento!I26: es una celda calculada"),
    "the plan's total": (lambda book: book["Seguimiento"].cell(7, 20, 0.9), "Seguimiento!T7: es una celda calculada"),
    "the form's total": (lambda book: beside(book["Plan de Acción"], "Total", 1.2), "Plan de Acción!B19: es una celda"),
    "a formula made longer": (
        lambda book: book["Trimestres"].cell(7, 5, f"{book['Trimestres'].cell(7, 5).value}+0.1"),
        "Trimestres!E7: es una celda calculada",
    ),
    "Observación": (over("4!result", 25, "Llovió todo marzo"), "observación del N° 4, «Llovió todo marzo»"),
    "Análisis": (lambda book: beside(book["Hoja de vida"], "Análisis", "Va bien"), "análisis del N° 1, «Va bien»"),
    "the cut-off": (lambda book: book["Seguimiento"].cell(3, 4, 5), "Seguimiento!D3: el mes de corte"),
    "a note below the table": (
        lambda book: book["Seguimiento"].cell(90, 3, "Falta un soporte"),
        "Seguimiento!C90: «Falta un soporte» no estaba",
    ),
    "a note beside the table": (over("4.efectivas", 28, "ojo"), "Seguimiento!AB22: «ojo» no estaba"),
    "a heading": (lambda book: book["Seguimiento"].cell(6, 3, "Otra cosa"), "Seguimiento!C6: decía otra cosa"),
    "a heading that is emptied": (lambda book: setattr(book["Tablero"]["B2"], "value", None), "Tablero!B2: se borró"),
    "the document control": (
        lambda book: beside(book["Plan de Acción"], "Código", "GC-01"),
        "Plan de Acción!Q1: «GC-01» no estaba",
    ),
    "a row of Hoja de vida that is deleted": (
        lambda book: book["Hoja de vida"].delete_rows(9),
        "Hoja de vida: ya no está la fila 9",
    ),
    "a row with figures that is deleted": (
        lambda book: book["Seguimiento"].delete_rows(row_of(book["Seguimiento"], "11.validados")),
        "ya no tiene la fila de 11.validados",
    ),
    "a sheet that is deleted": (lambda book: book.remove(book["Trimestres"]), "ya no tiene la hoja «Trimestres»"),
    "a sheet of one's own": (
        lambda book: book.create_sheet("Notas").cell(2, 2, "hola"),
        "La hoja «Notas» no es del libro exportado",
    ),
    "a formula that gives nothing": (typed(Cell("8", "numero", 4), '=IF(1=1,"","")'), "su fórmula"),
    "a month of a baseline": (
        lambda book: book["Seguimiento"].cell(row_of(book["Seguimiento"], "7.base"), 8, 5),
        "es un dato de todo el año: escríbalo en Seguimiento!D",
    ),
    "a figure over one NP of two": (typed(Cell("4", "programadas", 2), 9), "queda sin reportar, porque era NP y en"),
}
"""What is told and not taken, by what was done."""

TAKEN: Final[dict[str, tuple[Act, str, str, object]]] = {
    "a weight in Seguimiento": (over("4!result", 5, 0.3), "4.weight", "Seguimiento!E21", Decimal("0.3")),
    "a goal in Seguimiento": (over("4!result", 4, 0.97), "4.target", "Seguimiento!D21", Decimal("0.97")),
    "a goal as a text": (over("4!result", 4, "97%"), "4.target", "Seguimiento!D21", Decimal("0.97")),
    "a name": (over("4!result", 3, "Lecturas"), "4.short", "Seguimiento!C21", "Lecturas"),
    "an action": (over("4!result", 3, "1.2 Otra", down=-1), "action.1.2.text", "Seguimiento!C20", "1.2 Otra"),
    "an objective's weight": (
        lambda book: book["Seguimiento"].cell(8, 5, 0.5),
        "objective.1.weight",
        "Seguimiento!E8",
        Decimal("0.5"),
    ),
    "a label": (
        over("4.efectivas", 3, "Leídas (lecturas)"),
        "4.variables",
        "Seguimiento!C22",
        "Leídas",
    ),
    "a goal in the form": (
        lambda book: beside(book["Plan de Acción"], "Capacidad mensual del 99%", 0.3),
        "4.weight",
        "Plan de Acción!K",
        Decimal("0.3"),
    ),
}
"""What is offered as a change of the definition: the act, the field, its place, and what it is to hold."""


def _plan() -> Plan:
    """Return the worked example with a month that is NP."""
    from scoring.model import CellChange, Mark

    return PLAN.with_changes([CellChange(Cell("4", name, 2), Mark.NP) for name in ("efectivas", "programadas")])


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a workbook for each act, saved by openpyxl, by the name of the act; one is as it was exported."""
    folder = tmp_path_factory.mktemp("acts")
    exported = folder / "exported.xlsx"
    write(plan_workbook(_plan(), MARCH), exported)
    made = {"": exported}
    for at, (name, (act, *_expected)) in enumerate({**TOLD, **TAKEN}.items()):
        book = load_workbook(exported)
        act(book)
        made[name] = folder / f"act{at}.xlsx"
        book.save(made[name])
    return made


@pytest.fixture(scope="module")
def resaved(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the same, each saved once more by LibreOffice."""
    folder = tmp_path_factory.mktemp("resaved")
    converted(books.values(), "xlsx", folder)
    return {name: folder / path.name for name, path in books.items()}


@pytest.fixture(params=["openpyxl", pytest.param("LibreOffice", marks=needs_libreoffice)])
def returned(request: pytest.FixtureRequest) -> Callable[[str], Returned]:
    """Return what reads the workbook in which something was done."""
    saved = request.getfixturevalue("books" if request.param == "openpyxl" else "resaved")
    return lambda name: read_returned(saved[name], _plan())


def told(found: Returned) -> list[str]:
    figures = found.figures
    return [*figures.problems, *figures.doubts, *figures.ignored, *found.definition.left]


def test_what_was_only_saved_tells_nothing(returned: Callable[[str], Returned]) -> None:
    found = returned("")
    assert (told(found), found.changes_nothing) == ([], True)


@pytest.mark.parametrize("name", TOLD)
def test_what_is_not_taken_is_told_once_with_its_place(name: str, returned: Callable[[str], Returned]) -> None:
    found = returned(name)
    (said,) = told(found)
    assert TOLD[name][1] in said
    assert (found.definition.changes, found.definition.conflicts) == ((), ())


@pytest.mark.parametrize("name", TAKEN)
def test_what_changes_the_definition_is_offered_with_its_place(name: str, returned: Callable[[str], Returned]) -> None:
    _act, field, where, wanted = TAKEN[name]
    found = returned(name)
    assert told(found) == []
    item = next(item for item in found.definition.changes if str(item.field) == field)
    assert item.where.startswith(where)
    assert (item.wanted[0].label if field.endswith("variables") else item.wanted) == wanted


def test_an_older_state_of_the_plan_gives_no_false_alarms(books: dict[str, Path]) -> None:
    from scoring.model.fields import Field, FieldChange

    changed = _plan().with_changes(
        [FieldChange(Field("4", "target"), Decimal("0.5")), FieldChange(Field("4", "short"), "Otra")]
    )
    found = read_returned(books[""], changed)
    assert (told(found), found.changes_nothing) == ([], True)


def test_words_on_an_entry_sheet_are_told_for_what_they_are(tmp_path: Path) -> None:
    plan, path = _plan(), tmp_path / "registro.xlsx"
    write(entry_workbook(plan, "Jefe", plan.indicators[:3], MARCH), path)
    book = load_workbook(path)
    sheet = book["Registro"]
    sheet.cell(row_of(sheet, "1!action"), 3).value = "Más brigadas"
    book.save(path)
    (said,) = told(read_returned(path, plan))
    assert "acción de mejora del N° 1, «Más brigadas»" in said
