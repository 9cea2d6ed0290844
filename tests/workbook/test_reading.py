"""Three-way reading: exactly what was typed comes back, by keys, whatever was inserted, moved or renamed."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from keyed_sheets import keyed_sheet
from openpyxl import Workbook

from scoring.model import MONTHS, Cell, CellChange, Mark, Plan, Value
from workbook.errors import WorkbookError
from workbook.form.returned import read_returned
from workbook.model.hidden_keys import META_SHEET, Content
from workbook.model.sheet_copy import COPY_SHEET, VERSION
from workbook.reading.comparison import Import, read

KeyedWorkbook = Callable[[Plan], Workbook]
Save = Callable[[Workbook], Path]

VALUES = st.one_of(
    st.decimals(min_value=1, max_value=10**11, places=2),
    st.integers(min_value=1, max_value=10**12).map(Decimal),
)

EFECTIVAS, PROGRAMADAS = Cell("4", "efectivas", 3), Cell("4", "programadas", 3)


def write(book: Workbook, cell: Cell, value: object) -> None:
    """Type a value into a cell of the plan, found as a person finds it: by its row and its month."""
    sheet, places = keyed_sheet(book)
    sheet.cell(*places[cell]).value = value  # type: ignore[assignment]  # anything can be typed


def with_values(plan: Plan, values: dict[Cell, Value]) -> Plan:
    return plan.with_changes(tuple(CellChange(cell, value) for cell, value in values.items()))


def typed_cells(plan: Plan) -> list[Cell]:
    """Every monthly cell, a denominator before its numerator so that drawn values are never over nothing."""
    return [cell for item in plan.indicators for month in MONTHS for cell in item.cells(month)]


def wanted(result: Import) -> dict[Cell, Value | None]:
    assert result.problems == ()
    return {change.cell: change.value for change in result.batch(clear=True) if isinstance(change, CellChange)}


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_what_was_exported_changes_nothing(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, data: st.DataObject
) -> None:
    long_figures = st.one_of(VALUES, st.decimals(min_value=0, max_value=10**20, places=9))
    filled = with_values(plan, data.draw(st.dictionaries(st.sampled_from(typed_cells(plan)), long_figures)))
    result = read(save(keyed_workbook(filled)), filled)
    assert (result.changes, result.conflicts, result.problems) == ((), (), ())


def test_the_longest_value_is_not_taken_for_another(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    longest = Decimal("12499999999999999999.999999995")
    filled = with_values(plan, {Cell("1", "facturado", 1): longest})
    assert read(save(keyed_workbook(filled)), filled).changes == ()


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_edits_come_back_exactly_whatever_was_moved(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, data: st.DataObject
) -> None:
    cells = st.sampled_from(typed_cells(plan))
    filled = with_values(plan, data.draw(st.dictionaries(cells, VALUES, max_size=60)))
    edits = data.draw(st.dictionaries(cells, st.none() | VALUES, max_size=12))
    book = keyed_workbook(filled)
    sheet = keyed_sheet(book)[0]
    if data.draw(st.booleans(), label="row inserted"):
        sheet.insert_rows(data.draw(st.integers(1, sheet.max_row)))
    if data.draw(st.booleans(), label="column inserted"):
        sheet.insert_cols(data.draw(st.integers(1, sheet.max_column)))
    if data.draw(st.booleans(), label="renamed and moved"):
        sheet.title = "Datos de María"
        book.move_sheet(sheet, 1)
    for cell, value in edits.items():
        write(book, cell, None if value is None else float(value))
    expected = {cell: value for cell, value in edits.items() if filled.values.get(cell) != value}
    assert wanted(read(save(book), filled)) == expected


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("96.200", Decimal(96200)),
        (" 53.090.367.849,5 ", Decimal("53090367849.5")),
        ("1\xa0000 m³", Decimal(1000)),
        ("1\xa0", Decimal(1)),
        (0, Decimal(0)),
        ("0", Decimal(0)),
        (1e20, Decimal(10**20)),
        (0.1 + 0.2, Decimal("0.3")),
        ("\u2013 5", Decimal(-5)),
    ],
)
def test_numbers_are_read_as_they_are_written_here(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, typed: object, value: Decimal
) -> None:
    book = keyed_workbook(plan)
    write(book, Cell("5", "m3", 3), typed)
    assert wanted(read(save(book), plan)) == {Cell("5", "m3", 3): value}


@pytest.mark.parametrize("typed", ["$ 4.500", "4.500 COP", "4\u202f500", "$4.500 COP"])
def test_money_is_read_as_it_is_typed(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, typed: str) -> None:
    book = keyed_workbook(plan)
    write(book, Cell("1", "facturado", 3), typed)
    assert wanted(read(save(book), plan)) == {Cell("1", "facturado", 3): Decimal(4500)}


@pytest.mark.parametrize("typed", [-0.0, "-0", "\u22120,0"])
def test_minus_nothing_is_nothing(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, typed: object) -> None:
    book = keyed_workbook(plan)
    write(book, Cell("5", "m3", 3), typed)
    (value,) = wanted(read(save(book), plan)).values()
    assert isinstance(value, Decimal)
    assert value == 0
    assert not value.is_signed()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2.5", "¿quiso decir"),
        ("$ 1.000", "va en m³; escríbala sin $"),
        ("4\n500", "no es una cifra"),
        ("dos mil", "no es un número"),
        ("1\u202e23", "caracteres invisibles"),
        ("9" * 500, "no es una cifra"),
        (True, "VERDADERO"),
        (datetime(2024, 3, 1), "una fecha"),  # noqa: DTZ001 a workbook's dates have no zone
        ("#REF!", "error #REF!"),
        ("=1/0", "una fórmula sin resultado"),
        ("=cmd|' /C calc'!A0", "una fórmula sin resultado"),
    ],
)
def test_what_is_no_value_is_refused_in_its_place(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, typed: object, reason: str
) -> None:
    book = keyed_workbook(plan)
    write(book, Cell("5", "m3", 3), typed)
    write(book, Cell("6", "m3", 3), 7)
    result = read(save(book), plan)
    (problem,) = result.problems
    assert reason in problem
    assert "(5.m3@3)" in problem
    with pytest.raises(WorkbookError, match="No se importó nada"):
        result.batch(overwrite=True)


def test_blank_clears_and_is_not_zero(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    filled = with_values(plan, {Cell("5", "m3", 3): Decimal(7), Cell("6", "m3", 3): Decimal(7)})
    book = keyed_workbook(filled)
    write(book, Cell("5", "m3", 3), None)
    write(book, Cell("6", "m3", 3), "  ")
    assert wanted(read(save(book), filled)) == {Cell("5", "m3", 3): None, Cell("6", "m3", 3): None}


def test_a_month_not_programmed_holds_for_all_inputs(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    book = keyed_workbook(plan)
    write(book, EFECTIVAS, "np")
    assert wanted(read(save(book), plan)) == {EFECTIVAS: Mark.NP, PROGRAMADAS: Mark.NP}


@pytest.mark.parametrize(("numerator", "denominator"), [("NP", None), (None, "NP"), ("NP", "NP")])
def test_np_with_the_other_values_deleted_is_np(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, numerator: str | None, denominator: str | None
) -> None:
    filled = with_values(plan, {EFECTIVAS: Decimal(1), PROGRAMADAS: Decimal(2)})
    book = keyed_workbook(filled)
    write(book, EFECTIVAS, numerator)
    write(book, PROGRAMADAS, denominator)
    assert wanted(read(save(book), filled)) == {EFECTIVAS: Mark.NP, PROGRAMADAS: Mark.NP}


def test_a_value_takes_the_month_back_into_the_programme(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    filled = with_values(plan, {EFECTIVAS: Mark.NP, PROGRAMADAS: Mark.NP})
    book = keyed_workbook(filled)
    write(book, PROGRAMADAS, 9)
    assert wanted(read(save(book), filled)) == {EFECTIVAS: None, PROGRAMADAS: Decimal(9)}


def test_values_and_np_in_one_month_are_refused(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    book = keyed_workbook(plan)
    write(book, EFECTIVAS, "NP")
    write(book, PROGRAMADAS, 9)
    (problem,) = read(save(book), plan).problems
    assert "escriba NP o cifras" in problem


def test_what_both_changed_is_a_conflict_that_a_person_settles(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save
) -> None:
    cell, same, other = Cell("5", "m3", 3), Cell("6", "m3", 3), Cell("11", "validados", 3)
    filled = with_values(plan, {cell: Decimal(1)})
    book = keyed_workbook(filled)
    for edited, value in ((cell, 2), (same, 5), (other, 8)):
        write(book, edited, value)
    now = with_values(filled, {cell: Decimal(3), same: Decimal(5)})
    result = read(save(book), now)
    (conflict,) = result.conflicts
    assert conflict[:4] == (cell, Decimal(1), Decimal(3), Decimal(2))
    assert [change.cell for change in result.changes] == [other]
    with pytest.raises(WorkbookError, match="también cambiaron"):
        result.batch()
    assert dict(result.batch(overwrite=True)) == {other: Decimal(8), cell: Decimal(2)}


def test_what_the_plan_would_not_accept_is_a_problem(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    book = keyed_workbook(plan)
    write(book, EFECTIVAS, 5)
    write(book, PROGRAMADAS, 0)
    (problem,) = read(save(book), plan).problems
    assert "sobre cero" in problem


def test_doubtful_values_are_taken_and_said(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    book = keyed_workbook(plan)
    write(book, EFECTIVAS, 11)
    write(book, PROGRAMADAS, 10)
    result = read(save(book), plan)
    assert len(wanted(result)) == 2
    assert any("el numerador pasa del denominador" in doubt for doubt in result.doubts)


def test_a_copied_sheet_is_no_trouble_until_both_differ(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    book = keyed_workbook(plan)
    copy = book.copy_worksheet(keyed_sheet(book)[0])
    write(book, EFECTIVAS, 4)
    write(book, PROGRAMADAS, 9)
    assert wanted(read(save(book), plan)) == {EFECTIVAS: Decimal(4), PROGRAMADAS: Decimal(9)}
    for row in copy.iter_rows():
        if row[0].value == "4.efectivas":
            row[5].value = 3
    (problem,) = read(save(book), plan).problems
    assert "la misma celda tiene otra cifra" in problem


def test_the_batch_names_its_file(plan: Plan, keyed_workbook: KeyedWorkbook, save: Save) -> None:
    result = read(save(keyed_workbook(plan)), plan)
    assert result.note == f"Importado de Seguimiento.xlsx (sha256 {result.sha256})"
    assert (result.facts.head, result.facts.month) == ("abc", 3)


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "[1]",
        '[[[0,"",[],[1],"t1",{}]],[],[],[[],[]],""]',
        '[[[1,"",[],[99999999999],"t1",{}]],[],[],[[],[]],""]',
        '[[[1,"",[],["a"],"t1",{}]],[],[],[[],[]],""]',
        '[[[1,"",[],[1],"t1 t2",{}]],[],[],[[],[]],""]',
        '[[[1,"",[],[1],1,{}]],[],[],[[],[]],""]',
        '[[[1,"",[],[1],"t1",[]]],[],[],[[],[]],""]',
        '[[[1,"",[1,0],[1],"t1",{}]],[],[],[[],[]],""]',
        '[[[1,"",[1],[1],"t1",{}]],[["","",0,0]],[],[[],[]],""]',
        '[[],[],[[1,1,99999,0]],[[],[]],""]',
        '[[],[],[[1,2,0,-5]],[[],[]],""]',
        '[[],[],[],[[1]],""]',
        '[[],[],[],[[],["a"]],""]',
        f'[[],[],[[1,1,0,1]{",[0,1,0,1]" * 20_000}],[[],[]],""]',
        "[" * 20_000,
    ],
)
def test_a_spoilt_copy_of_the_sheets_is_refused_in_a_sentence(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, piece: str
) -> None:
    book = keyed_workbook(plan)
    sheet = book.create_sheet(COPY_SHEET)
    sheet.append(VERSION)
    sheet.append(("Seguimiento", piece))
    with pytest.raises(WorkbookError, match=f"{COPY_SHEET} está alterada"):
        read(save(book), plan)


@pytest.mark.parametrize("shows", [".", "4.", "nadie.weight", "x.y.z", "4.place", "objective.9.text", "=1!analysis"])
def test_a_copy_that_names_what_the_plan_has_not_changes_nothing(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, shows: str
) -> None:
    book = keyed_workbook(plan)
    keyed_sheet(book)[0].cell(2, 2).value = "=1+1"
    sheet = book.create_sheet(COPY_SHEET)
    sheet.append(VERSION)
    sheet.append(("Seguimiento", f'[[[2,"1.facturado",[],[2],"t1",{{"2":"{shows}"}}]],[],[],[[],[]],""]'))
    found = read_returned(save(book), plan)
    assert found.changes_nothing
    assert found.figures.ignored or found.definition.left


def meta(book: Workbook, row: int, text: str | None) -> None:
    book[META_SHEET].cell(row, 2).value = text


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda book: book.remove(book[META_SHEET]), "no salió de «plan export»"),
        (lambda book: meta(book, 1, "99"), "otra versión"),
        (lambda book: meta(book, 2, Content.PLANS), "varios planes"),
        (lambda book: meta(book, 2, None), "no dice qué contiene"),
        (lambda book: meta(book, 3, "acueducto-2023"), "otro plan"),
        (lambda book: book[META_SHEET].cell(2, 5, "NaN"), "alterada"),
        (lambda book: book[META_SHEET].cell(2, 4, "9.base@13"), "alterada"),
        (lambda book: keyed_sheet(book)[0].delete_rows(1), "claves ocultas"),
    ],
)
def test_what_is_not_this_plans_workbook_is_refused(
    plan: Plan, keyed_workbook: KeyedWorkbook, save: Save, spoil: Callable[[Workbook], object], sentence: str
) -> None:
    book = keyed_workbook(plan)
    spoil(book)
    with pytest.raises(WorkbookError, match=sentence):
        read(save(book), plan)
