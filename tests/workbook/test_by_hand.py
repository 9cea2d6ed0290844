"""What people do to a workbook beside typing into it is told with its place, whichever program has saved it."""

from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Final

import pytest
from moved_rows import put_in, take_out
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from recalculation import converted, needs_libreoffice

from plans import worked_example
from workbook.form.returned import read_returned
from workbook.model.export_context import ExportContext
from workbook.sheets.workbooks import entry_workbook, plan_workbook
from workbook.writing.replacing_file import write

PLAN: Final = worked_example()
MARCH: Final = ExportContext(3, source="plan_2024.json", program="plan 0.2.0")
Act = Callable[[Workbook], object]


def filled(sheet: str, cells: str, colour: Color) -> Act:
    """Return what fills cells with a colour."""

    def act(book: Workbook) -> None:
        for name in cells.split():
            book[sheet][name].fill = PatternFill("solid", fgColor=colour)

    return act


def lettered(sheet: str, cell: str, colour: str) -> Act:
    """Return what gives the letters of a cell a colour."""
    return lambda book: setattr(book[sheet][cell], "font", Font(name="Calibri", size=9, color=colour))


def rich(sheet: str, cell: str, **font: object) -> Act:
    """Return what gives the second half of a text another look."""

    def act(book: Workbook) -> None:
        text, own = str(book[sheet][cell].value), book[sheet][cell].font.color
        first = TextBlock(InlineFont(color=own), text[:9])
        book[sheet][cell].value = CellRichText([first, TextBlock(InlineFont(**{"color": own, **font}), text[9:])])

    return act


def replaced(sheet: str, cell: str, old: str, new: str) -> Act:
    """Return what puts another text into a formula."""

    def act(book: Workbook) -> None:
        formula = str(book[sheet][cell].value)
        assert old in formula
        book[sheet][cell].value = formula.replace(old, new, 1)

    return act


def unchecked(book: Workbook) -> None:
    """Take the validation of the cut-off month away."""
    checks = book["Seguimiento"].data_validations.dataValidation
    checks[:] = [check for check in checks if "D3" not in check.sqref]


def uncoloured(book: Workbook) -> None:
    """Take the rules of a sheet away that colour levels."""
    book["Responsables"].conditional_formatting = type(book["Responsables"].conditional_formatting)()


def linked(book: Workbook) -> None:
    book["Seguimiento"]["G22"].hyperlink = "https://intranet.example/acta.pdf"
    book["Seguimiento"]["G22"].font = copy(book["Seguimiento"]["F22"].font)


def headed(book: Workbook) -> None:
    """Write at the head of a sheet's pages."""
    header = book["Tablero"].oddHeader
    assert header is not None
    header.center.text = "BORRADOR && más"


def hidden(sheet: str, rows: str = "", columns: str = "") -> Act:
    """Return what hides rows and columns."""

    def act(book: Workbook) -> None:
        for row in rows.split():
            book[sheet].row_dimensions[int(row)].hidden = True
        for column in columns.split():
            book[sheet].column_dimensions[column].hidden = True

    return act


ACTS: Final[list[tuple[Act, str]]] = [
    (replaced("Trimestres", "E7", "CD", "CE"), "Trimestres!E7, E8, E11: son celdas calculadas"),
    (lambda book: book["Trimestres"].cell(11, 5, '=IF(3>mes_corte,"",#REF!)'), "E11"),
    (replaced("Trimestres", "E8", "$CD$", "$CD$1"), "E8"),
    (lambda book: book["Tablero"].cell(5, 2, "=D5"), "Tablero!B5: es una celda calculada"),
    (filled("Seguimiento", "G21 H21 H23", Color(rgb="FFFF0000")), "Seguimiento!G21:H21, H23, Z24: 4 celdas coloreadas"),
    (filled("Seguimiento", "Z24", Color(theme=5, tint=0.4)), "Z24"),
    (filled("Seguimiento", "G26", Color(theme=0)), ""),
    (lettered("Responsables", "C6", "FFFF0000"), "Responsables!C6: 1 celda coloreada"),
    (rich("Hoja de vida", "B4", color=Color(rgb="FF00B050")), "Hoja de vida!B4: 1 celda coloreada"),
    (rich("Plan de Acción", "C8", strike=True), "Plan de Acción!C8: está tachado en el libro, todo o en parte"),
    (unchecked, "Seguimiento!D3: 1 celda con otra validación de datos"),
    (uncoloured, "Responsables!F6:F24, H6:H24"),
    (lambda book: book["Trimestres"].merge_cells("B25:D25"), "Trimestres!B25: se combinó"),
    (lambda book: book["Seguimiento"].unmerge_cells("B3:C3"), "Seguimiento!B3: ya no está combinada"),
    (hidden("Trimestres", rows="9 10 12"), "Trimestres: las filas 9–10, 12 están ocultas"),
    (hidden("Trimestres", columns="F"), "Trimestres: la columna F está oculta"),
    (
        headed,
        "Tablero: el encabezado o pie de página dice «BORRADOR & más",
    ),
    (lambda book: book.move_sheet("Responsables", -2), "Las hojas están en otro orden"),
    (linked, "Seguimiento!G22: tiene un enlace a «https://intranet.example/acta.pdf»"),
]
"""What was done, and what is told of it; nothing where that is nothing."""


def nothing(_book: Workbook) -> None:
    """Do nothing."""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return an export to which everything was done, one that was only saved, and an entry sheet."""
    folder = tmp_path_factory.mktemp("by_hand")
    exported, entry = folder / "exported.xlsx", folder / "entry.xlsx"
    write(plan_workbook(PLAN, MARCH), exported)
    write(entry_workbook(PLAN, "Jefe", PLAN.indicators[:4], MARCH), entry)
    made = {}
    for name, path, acts in (("done", exported, ACTS), ("saved", exported, []), ("entry", entry, [])):
        book = load_workbook(path, rich_text=True)
        for act, _told in acts:
            act(book)
        made[name] = folder / f"{name}.xlsx"
        book.save(made[name])
    return made


@pytest.fixture(scope="module")
def resaved(books: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the same, each saved once more by LibreOffice."""
    folder = tmp_path_factory.mktemp("resaved")
    converted(books.values(), "xlsx", folder)
    return {name: folder / path.name for name, path in books.items()}


@pytest.fixture(params=["openpyxl", pytest.param("LibreOffice", marks=needs_libreoffice)])
def told(request: pytest.FixtureRequest) -> Callable[[str], list[str]]:
    """Return what tells what is told of a workbook."""
    saved: dict[str, Path] = request.getfixturevalue("books" if request.param == "openpyxl" else "resaved")

    return lambda name: said_of(saved[name])


def said_of(path: Path) -> list[str]:
    """Return what is told of a workbook beside what it changes."""
    found = read_returned(path, PLAN)
    return [*found.figures.problems, *found.figures.doubts, *found.figures.ignored, *found.definition.left]


def test_what_was_done_by_hand_is_told_and_nothing_else_is(told: Callable[[str], list[str]]) -> None:
    said, expected = told("done"), [text for _act, text in ACTS if text]
    assert [text for text in expected if not any(text in sentence for sentence in said)] == []
    assert [sentence for sentence in said if not any(text in sentence for text in expected)] == []


@pytest.mark.parametrize("name", ["saved", "entry"])
def test_of_a_workbook_that_was_only_saved_nothing_is_told(name: str, told: Callable[[str], list[str]]) -> None:
    assert told(name) == []


def moved(tmp_path: Path, *acts: Act) -> list[str]:
    """Return what is told of an export to which something was done."""
    path = tmp_path / "moved.xlsx"
    write(plan_workbook(PLAN, MARCH), path)
    book = load_workbook(path)
    for act in acts:
        act(book)
    book.save(path)
    return said_of(path)


def test_what_follows_a_row_that_was_put_in_or_taken_out_is_not_told(tmp_path: Path) -> None:
    said = moved(
        tmp_path,
        lambda book: put_in(book, "Seguimiento", 12),
        lambda book: put_in(book, "Plan de Acción", 10),
        lambda book: put_in(book, "Trimestres", 9),
        lambda book: take_out(book, "Hoja de vida", 9),
    )
    assert said == [
        "Plan de Acción: se insertó la fila 10; en el plan no cambia nada.",
        "Seguimiento: se insertó la fila 12; en el plan no cambia nada.",
        "Trimestres: se insertó la fila 9; en el plan no cambia nada.",
        "Hoja de vida: ya no está la fila 9 del libro exportado; en el plan no cambia nada.",
    ]


def test_a_total_over_rows_of_which_the_last_was_taken_out_is_not_told(tmp_path: Path) -> None:
    said = moved(tmp_path, lambda book: take_out(book, "Plan de Acción", 18))
    assert [sentence for sentence in said if "calculada" in sentence] == []
    assert "Plan de Acción: ya no está la fila 18 del libro exportado; en el plan no cambia nada." in said


def test_a_reference_that_was_changed_is_told_where_rows_were_put_in_as_well(tmp_path: Path) -> None:
    said = moved(
        tmp_path,
        lambda book: put_in(book, "Seguimiento", 12),
        lambda book: put_in(book, "Trimestres", 6),
        replaced("Trimestres", "E9", "$CD$", "$CD$1"),
        replaced("Trimestres", "H9", "G9", "G10"),
    )
    assert "Trimestres!E9, H9: son celdas calculadas; lo que se escribió en ellas no se importa." in said
    assert len(said) == 3
