"""Words on indicators in a workbook: what it shows of them, and what comes back of what was typed over them."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import load_workbook
from recalculation import converted, needs_libreoffice

from plans import worked_example
from scoring.model import Plan
from scoring.model.acts import Act, ActChange, Evidence, Remark
from workbook.errors import WorkbookError
from workbook.model.export_context import ExportContext
from workbook.model.sheet import Sheet, Workbook
from workbook.model.shown import REMARK_PARTS, remark_part
from workbook.reading.comparison import Import, read
from workbook.sheets.workbooks import entry_workbook, plan_workbook
from workbook.writing.replacing_file import write

MARCH: Final = ExportContext(3)
BARE: Final = worked_example()
RAIN: Final = Remark(
    "Llovió.\nTodo el mes.",
    "Más brigadas",
    date(2024, 5, 31),
    "Ana",
    Evidence("acta 12", "f" * 64),
    at="2024-04-05T15:00:00+00:00",
    by="root (ana)",
)


def remarked(remarks: Mapping[str, Remark | None], plan: Plan = BARE) -> Plan:
    return plan.with_changes([ActChange(Act.parse(act), remark) for act, remark in remarks.items()])


PLAN: Final = remarked({"remark.4@3": RAIN, "remark.4@2": Remark("Hubo paro", by="ana")})


def sheet_of(book: Workbook, name: str) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.name == name)


def book_of(plan: Plan, *, entry: bool) -> Workbook:
    return entry_workbook(plan, "Jefe", plan.indicators, MARCH) if entry else plan_workbook(plan, MARCH)


def place_of(sheet: Sheet, part: str, indicator: str = "4") -> tuple[int, int]:
    shown = remark_part(next(item for item in BARE.indicators if item.id == indicator), part, 3)
    return next(place for place, cell in sheet.cells.items() if cell.shows == shown)


def returned(
    path: Path, typed: Mapping[str, Any], *, exported: Plan = PLAN, plan: Plan | None = None, entry: bool = False
) -> Import:
    """Export a plan, type over parts of the remark on indicator 4 in March, and read it back."""
    name = "Registro" if entry else "Hoja de vida"
    sheet = sheet_of(book_of(exported, entry=entry), name)
    places = {part: place_of(sheet, part) for part in typed}
    write(book_of(exported, entry=entry), path)
    opened = load_workbook(path)
    for part, value in typed.items():
        opened[name].cell(*places[part]).value = value
    opened.save(path)
    return read(path, plan or exported)


@pytest.mark.parametrize("entry", [False, True])
def test_a_remark_is_shown_where_it_can_be_typed_over(*, entry: bool) -> None:
    sheet = sheet_of(book_of(PLAN, entry=entry), "Registro" if entry else "Hoja de vida")
    held = {part: sheet.cells[place_of(sheet, part)] for part in REMARK_PARTS}
    assert {part: cell.value for part, cell in held.items()} == {
        "analysis": RAIN.analysis,
        "action": "Más brigadas",
        "due": date(2024, 5, 31),
        "responsible": "Ana",
        "evidence": "acta 12",
    }
    assert not any(cell.style.locked for cell in held.values())


def test_the_profile_says_who_wrote_it_and_what_was_said_before() -> None:
    texts = [str(cell.value) for cell in sheet_of(plan_workbook(PLAN, MARCH), "Hoja de vida").cells.values()]
    assert "Feb: Hubo paro" in texts
    assert any(text.startswith("root (ana), el 5 abr 2024") for text in texts)


def test_there_is_room_only_in_the_months_of_an_indicator() -> None:
    first, *others = BARE.objectives
    own = first.own[0]._replace(start=date(2024, 5, 1))
    plan = BARE._replace(objectives=(first._replace(own=(own,)), *others))
    shown = {cell.shows for cell in sheet_of(plan_workbook(plan, MARCH), "Hoja de vida").cells.values()}
    assert f"{own.id}!analysis@3" not in shown
    assert "4!analysis@3" in shown


@pytest.mark.parametrize("entry", [False, True])
def test_what_was_not_typed_over_changes_nothing(tmp_path: Path, *, entry: bool) -> None:
    found = returned(tmp_path / "libro.xlsx", {}, entry=entry)
    assert found.changes_nothing
    assert found.ignored == ()


@pytest.mark.parametrize("entry", [False, True])
def test_what_was_typed_over_comes_back_part_by_part(tmp_path: Path, *, entry: bool) -> None:
    typed = {"analysis": "  Llovió   y paró ", "due": datetime(2024, 6, 30), "evidence": "acta 13"}  # noqa: DTZ001
    found = returned(tmp_path / "libro.xlsx", typed, entry=entry)
    (remark,) = found.remarks
    assert remark.wanted == RAIN._replace(
        analysis="Llovió y paró", due=date(2024, 6, 30), evidence=Evidence("acta 13"), at=RAIN.at, by=RAIN.by
    )
    assert [(part.name, part.current, part.wanted) for part in remark.parts][1:] == [
        ("due", "31/05/2024", "30/06/2024"),
        ("evidence", "acta 12", "acta 13"),
    ]
    assert found.batch() == (ActChange(Act.parse("remark.4@3"), remark.wanted),)


@needs_libreoffice
def test_it_comes_back_the_same_from_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    returned(path, {"action": "Menos\nbrigadas", "due": "30/06/2024"})
    converted([path], "xlsx", tmp_path / "resaved")
    (remark,) = read(tmp_path / "resaved" / path.name, PLAN).remarks
    assert remark.wanted == RAIN._replace(action="Menos\nbrigadas", due=date(2024, 6, 30))


def test_a_part_that_the_plan_changed_as_well_is_a_conflict_and_others_are_kept(tmp_path: Path) -> None:
    now = remarked({"remark.4@3": RAIN._replace(analysis="Otra cosa", responsible="Luis")}, PLAN)
    found = returned(tmp_path / "libro.xlsx", {"analysis": "La mía"}, plan=now)
    (remark,) = found.remarks
    assert remark.is_conflict
    assert [(part.exported, part.current) for part in remark.parts] == [(RAIN.analysis, "Otra cosa")]
    with pytest.raises(WorkbookError, match="también cambiaron"):
        found.batch()
    ((_act, wanted),) = found.batch(overwrite=True)
    assert isinstance(wanted, Remark)
    assert (wanted.analysis, wanted.responsible) == ("La mía", "Luis")


def test_what_the_plan_says_already_is_no_change(tmp_path: Path) -> None:
    now = remarked({"remark.4@3": RAIN._replace(analysis="La mía")}, PLAN)
    assert returned(tmp_path / "libro.xlsx", {"analysis": "La mía"}, plan=now).changes_nothing


def test_emptied_words_are_taken_out_only_where_that_is_said(tmp_path: Path) -> None:
    found = returned(tmp_path / "libro.xlsx", dict.fromkeys(REMARK_PARTS))
    assert len(found.cleared) == len(REMARK_PARTS)
    with pytest.raises(WorkbookError, match="deja en blanco 5 celdas"):
        found.batch()
    assert found.batch(clear=True) == (ActChange(Act.parse("remark.4@3"), None),)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"due": "pronto"}, "no es una fecha"),
        ({"analysis": "=1+1"}, "tiene una fórmula"),
        ({"analysis": "a" * 4001}, "caben 4000"),
        ({"analysis": "ab\u202edc"}, "signos invisibles"),
        ({"action": None}, "son de una acción de mejora"),
    ],
)
def test_what_no_remark_can_hold_is_a_problem_with_its_place(tmp_path: Path, typed: dict[str, Any], why: str) -> None:
    (problem,) = returned(tmp_path / "libro.xlsx", typed).problems
    assert problem.startswith("Hoja de vida!")
    assert why in problem


def test_two_places_that_say_different_things_are_told_with_both(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    returned(path, {"analysis": "una cosa"})
    book = load_workbook(path)
    sheet = book["Seguimiento"]
    row = next(row for row in range(1, 90) if sheet.cell(row, 1).value == "4!result")
    sheet.cell(row, 25).value = "otra cosa"
    book.save(path)
    (problem,) = read(path, PLAN).problems
    assert "Hoja de vida!C" in problem
    assert "Seguimiento!Y" in problem


def test_a_remark_on_an_indicator_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    first, *others = BARE.objectives
    actions = tuple(
        action._replace(indicators=tuple(item for item in action.indicators if item.id != "4"))
        for action in first.actions
    )
    without = BARE._replace(objectives=(first._replace(actions=actions), *others))
    found = returned(tmp_path / "libro.xlsx", {"analysis": "hola"}, exported=BARE, plan=without)
    assert any("«4» no es un indicador" in problem for problem in found.problems)


def test_remarks_that_were_tampered_with_in_the_hidden_sheet_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "libro.xlsx"
    returned(path, {})
    book = load_workbook(path)
    meta = book["_meta"]
    row = next(row for row in range(1, 20) if meta.cell(row, 7).value == "4!due@3")
    meta.cell(row, 8).value = "mañana"
    book.save(path)
    with pytest.raises(WorkbookError, match="alterada"):
        read(path, PLAN)
