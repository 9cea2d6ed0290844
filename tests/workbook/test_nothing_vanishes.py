"""Whatever people type in an exported workbook is taken or told with its place, whichever program has saved it."""

from collections.abc import Callable
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from keyed_sheets import keyed_sheet
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from recalculation import converted, needs_libreoffice

from plans import worked_example
from scoring.model import Cell, CellChange, Mark
from scoring.model.fields import Field, FieldChange, value_of
from workbook.form.returned import Returned, read_returned
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import entry_workbook, plan_workbook
from workbook.writing.replacing_file import write

MARCH: Final = ExportContext(3)
PLAN: Final = worked_example().with_changes(
    [CellChange(Cell("4", name, 2), Mark.NP) for name in ("efectivas", "programadas")]
)
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


def over_formula(book: Workbook) -> None:
    """Make a formula of Trimestres longer."""
    cell = book["Trimestres"].cell(7, 5)
    cell.value = f"{cell.value}+0.1"


def commented(sheet: str, cell: str, text: str) -> Act:
    """Return what puts a comment on a cell."""
    return lambda book: setattr(book[sheet][cell], "comment", Comment(text, "Jefe"))


def struck(sheet: str, *cells: str) -> Act:
    """Return what crosses cells out."""

    def act(book: Workbook) -> None:
        for name in cells:
            cell = book[sheet][name]
            cell.font = copy(cell.font) + Font(strike=True)

    return act


def constant_changed(sheet: str) -> Act:
    """Return what rounds the plan's compliance otherwise inside the formula of its level."""

    def act(book: Workbook) -> None:
        cell = book[sheet]["X7"]
        cell.value = str(cell.value).replace(",3)", ",1)")

    return act


def nothing(_book: Workbook) -> None:
    """Do nothing: what was done before is told once more."""


def delete_row(book: Workbook, key: str) -> None:
    """Delete the row of Seguimiento with a hidden key."""
    book["Seguimiento"].delete_rows(row_of(book["Seguimiento"], key))


BOOKS: Final[dict[str, list[tuple[Act, str]]]] = {
    "saved": [],
    "typed over": [
        (over("4!result", 7, 0.5), "Seguimiento!T7, G21, I28: son celdas calculadas"),
        (over("5!compliance", 9, 0.5), "I28"),
        (lambda book: book["Seguimiento"].cell(7, 20, 0.9), "T7"),
        (lambda book: beside(book["Plan de Acción"], "Total", 1.2), "Plan de Acción!B19: es una celda calculada"),
        (over_formula, "Trimestres!E7: es una celda calculada"),
        (over("4!result", 25, "Llovió todo marzo"), ""),
        (lambda book: beside(book["Hoja de vida"], "Análisis de marzo", "Va bien"), ""),
        (lambda book: book["Seguimiento"].cell(3, 4, 5), "Seguimiento!D3: el mes de corte"),
        (
            lambda book: book["Seguimiento"].cell(90, 3, "Falta un soporte"),
            "Seguimiento!C90: «Falta un soporte» no estaba",
        ),
        (over("4.efectivas", 28, "ojo"), "Seguimiento!AB22: «ojo» no estaba"),
        (lambda book: book["Seguimiento"].cell(6, 3, "Otra cosa"), "Seguimiento!C6: decía otra cosa"),
        (lambda book: setattr(book["Tablero"]["B2"], "value", None), "Tablero!B2: se borró"),
        (typed(Cell("8", "numero", 4), '=IF(1=1,"","")'), "Seguimiento!I39"),
        (over("7.base", 8, 5), "es un dato de todo el año: escríbalo en Seguimiento!D"),
        (typed(Cell("4", "programadas", 2), 97000), "queda sin reportar, porque era NP y en"),
    ],
    "torn apart": [
        (lambda book: book["Hoja de vida"].delete_rows(9), "Hoja de vida: ya no está la fila 9"),
        (lambda book: delete_row(book, "11.validados"), "ya no tiene la fila de 11.validados"),
        (lambda book: book.remove(book["Trimestres"]), "ya no tiene la hoja «Trimestres»"),
        (lambda book: book.create_sheet("Notas").cell(2, 2, "hola"), "La hoja «Notas» no es del libro exportado"),
        (lambda book: book["Seguimiento"].insert_rows(12), "Seguimiento: se insertó la fila 12;"),
        (lambda book: book["Responsables"].insert_cols(3), "Responsables: se insertó la columna C;"),
        (lambda book: setattr(book["Tablero"], "title", "Mi tablero (1)"), "«Tablero» se llama ahora «Mi tablero (1)»"),
        (lambda book: setattr(book["Verificación"], "sheet_state", "hidden"), "La hoja «Verificación» está oculta"),
        (lambda book: book.create_sheet("_apuntes").cell(2, 2, "hola"), "La hoja «_apuntes» no es del libro exportado"),
        (lambda book: book.create_sheet("Vacía"), "La hoja «Vacía» no es del libro exportado"),
    ],
    "written upon": [
        (
            commented("Seguimiento", "H22", "Falta el soporte"),
            "Seguimiento!H22: tiene un comentario, «Falta el soporte»",
        ),
        (commented("Tablero", "B2", "¿Y esto?"), "Tablero!B2: tiene un comentario, «¿Y esto?»"),
        (struck("Seguimiento", "G22", "G23"), "Seguimiento!G22:G23: está tachado"),
        (constant_changed("Seguimiento"), "Seguimiento!X7: es una celda calculada"),
    ],
    "cut": [
        (lambda book: book["Seguimiento"].delete_cols(8), "Seguimiento: ya no está la columna H"),
        (nothing, "ya no tiene la columna de marzo"),
        (lambda book: book["Responsables"].delete_cols(4), "Responsables: ya no está la columna D"),
        (lambda book: book.copy_worksheet(book["Tablero"]), "«Tablero Copy» es una copia de «Tablero»"),
    ],
    "repeated": [
        (over("4.efectivas", 1, "4.programadas"), "Seguimiento!A23: la clave oculta «4.programadas» está también en"),
        (nothing, "ya no tiene la fila de 4.efectivas"),
        (nothing, "Seguimiento!C22: «Lecturas efectivas» no estaba"),
    ],
    "without keys": [
        (over("4.efectivas", 1, 17), "Seguimiento!A22: «17» está donde va la clave oculta de la fila"),
        (nothing, "ya no tiene la fila de 4.efectivas"),
        (lambda book: book["Seguimiento"].cell(5, 9, "abril"), "Seguimiento!I5: «abril» está donde va la clave oculta"),
        (nothing, "ya no tiene la columna de abril"),
    ],
    "defined": [
        (over("4!result", 5, 0.3), ""),
        (over("4!result", 4, 0.97), ""),
        (over("5!result", 4, "17.000.000 m³"), ""),
        (over("4!result", 3, "Lecturas"), ""),
        (over("4!result", 3, "1.2 Otra", down=-1), ""),
        (over("4.efectivas", 3, "Leídas (lecturas)"), ""),
        (lambda book: book["Seguimiento"].cell(8, 5, 0.5), ""),
        (lambda book: beside(book["Plan de Acción"], "17.023.587 m3 Acueducto", 0.07), ""),
        (lambda book: beside(book["Plan de Acción"], "Código", "GC-01"), ""),
        (lambda book: beside(book["Plan de Acción"], "Versión", "03"), ""),
        (over("6!result", 5, 30), "un peso no pasa de 100 %; escríbalo con su signo"),
        (over("6!result", 4, "mucho"), "no es un número"),
    ],
}
"""Workbooks, by what was done to them: each act, and what is told of it; nothing where that is nothing."""

FIELDS: Final = {
    "4.weight": ("Seguimiento!E21", Decimal("0.3")),
    "4.target": ("Seguimiento!D21", Decimal("0.97")),
    "5.target": ("Seguimiento!D26", Decimal(17000000)),
    "4.short": ("Seguimiento!C21", "Lecturas"),
    "action.1.2.text": ("Seguimiento!C20", "1.2 Otra"),
    "objective.1.weight": ("Seguimiento!E8", Decimal("0.5")),
    "5.weight": ("", Decimal("0.07")),
    "plan.code": ("Plan de Acción!Q1", "GC-01"),
    "plan.version": ("Plan de Acción!Q2", "03"),
}
"""What the last of them changes in the definition, where it was typed, and what it is to hold."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the workbooks as openpyxl saves them, by what was done to them."""
    folder = tmp_path_factory.mktemp("acts")
    exported = folder / "exported.xlsx"
    write(plan_workbook(PLAN, MARCH), exported)
    made = {}
    for at, (name, acts) in enumerate(BOOKS.items()):
        book = load_workbook(exported)
        for act, _told in acts:
            act(book)
        made[name] = folder / f"book{at}.xlsx"
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
    """Return what reads the workbook that something was done to."""
    saved = request.getfixturevalue("books" if request.param == "openpyxl" else "resaved")
    return lambda name: read_returned(saved[name], PLAN)


def told(found: Returned) -> list[str]:
    figures = found.figures
    return [*figures.problems, *figures.doubts, *figures.ignored, *found.definition.left]


@pytest.mark.parametrize("name", BOOKS)
def test_what_is_not_taken_is_told_with_its_place_and_nothing_else_is(
    name: str, returned: Callable[[str], Returned]
) -> None:
    said = told(returned(name))
    expected = [text for _act, text in BOOKS[name] if text]
    assert [text for text in expected if not any(text in sentence for sentence in said)] == []
    assert [sentence for sentence in said if not any(text in sentence for text in expected)] == []


def test_what_changes_the_definition_is_offered_with_its_place(returned: Callable[[str], Returned]) -> None:
    definition = returned("defined").definition
    found = {str(item.field): item for item in definition.changes}
    assert definition.conflicts == ()
    for field, (where, wanted) in FIELDS.items():
        assert found[field].wanted == wanted
        assert found[field].where.startswith(where)
    assert [item.label for item in found["4.variables"].wanted] == ["Leídas", "Lecturas programadas"]
    followed = {"4.text.weight": "30%", "5.text.weight": "7%", "objective.1.text.weight": "50%"}
    assert {field: item.wanted for field, item in found.items() if field not in {*FIELDS, "4.variables"}} == followed


def test_only_what_was_typed_changes_the_definition(returned: Callable[[str], Returned]) -> None:
    for name in BOOKS.keys() - {"defined"}:
        definition = returned(name).definition
        assert (definition.changes, definition.conflicts) == ((), ())


def test_an_older_state_of_the_plan_gives_no_false_alarms(books: dict[str, Path]) -> None:
    fields = {Field("4", "target"): Decimal("0.5"), Field("4", "short"): "Otra"}
    changed = PLAN.with_changes([FieldChange(field, value) for field, value in fields.items()])
    found = read_returned(books["saved"], changed)
    assert (told(found), found.changes_nothing) == ([], True)


def test_a_field_that_the_plan_changed_as_well_is_a_conflict(books: dict[str, Path]) -> None:
    changed = PLAN.with_changes([FieldChange(Field("4", "target"), Decimal("0.5"))])
    (conflict,) = read_returned(books["defined"], changed).definition.conflicts
    assert conflict[1:4] == (Decimal("0.99"), Decimal("0.5"), Decimal("0.97"))


def test_words_are_taken_for_remarks_wherever_there_is_room_for_them(returned: Callable[[str], Returned]) -> None:
    found = {str(item.act): item for item in returned("typed over").figures.remarks}
    assert {act: item.wanted.analysis for act, item in found.items() if item.wanted} == {
        "remark.4@3": "Llovió todo marzo",
        "remark.1@3": "Va bien",
    }
    assert found["remark.4@3"].parts[0].where == "Seguimiento!Y21"
    assert found["remark.1@3"].parts[0].where.startswith("Hoja de vida!C")


def test_an_action_without_an_analysis_is_told_and_not_taken(tmp_path: Path) -> None:
    path = tmp_path / "registro.xlsx"
    write(entry_workbook(PLAN, "Jefe", PLAN.indicators[:3], MARCH), path)
    book = load_workbook(path)
    sheet = book["Registro"]
    sheet.cell(row_of(sheet, "1!action@3"), 3).value = "Más brigadas"
    book.save(path)
    found = read_returned(path, PLAN)
    (said,) = told(found)
    assert "acción de mejora del N° 1, «Más brigadas»: no se toma sin un análisis" in said
    assert found.changes_nothing


def test_a_label_of_an_entry_sheet_that_the_plan_words_otherwise_by_now_is_a_conflict(tmp_path: Path) -> None:
    path = tmp_path / "registro.xlsx"
    write(entry_workbook(PLAN, "Jefe", PLAN.indicators[:4], MARCH), path)
    book = load_workbook(path)
    sheet = book["Registro"]
    label = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Lecturas efectivas")
    label.value = "Leídas"
    book.save(path)
    variables = value_of(PLAN, Field("4", "variables"))
    definition = read_returned(path, PLAN).definition
    assert [item.where for item in definition.changes] == [f"Registro!{label.coordinate}"]
    assert definition.conflicts == ()
    other = tuple(each._replace(label=f"{each.label} en sitio") for each in variables)
    changed = read_returned(path, PLAN.with_changes([FieldChange(Field("4", "variables"), other)])).definition
    assert changed.changes == ()
    assert [item.label for item in changed.conflicts[0].wanted] == ["Leídas", "Lecturas programadas en sitio"]
