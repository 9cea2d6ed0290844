"""A plan that was edited, exported: its form says what the plan says, and any tree that edits make is written."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from plans import worked_example
from scoring.doubts.of_plan import check
from scoring.entry.acceptance import accept
from scoring.entry.drawing_up import added_action, added_objective, end_of, removed
from scoring.entry.edits import read_edits
from scoring.model import Plan
from scoring.model.fields import Change
from scoring.model.structure import ACTION, OBJECTIVE, PLAN
from workbook.errors import WorkbookError
from workbook.form import read_form
from workbook.form.definition_changes import read_definition
from workbook.model.export_context import ExportContext
from workbook.writing.export import export

MARCH = ExportContext(month=3, exported="05/04/2024 10:00")


@pytest.mark.parametrize(
    "assignments",
    [
        ("2.weight=12%", "objective.2.weight=35%"),
        ("4.start=01/02/2024", "4.end=30/11/2024"),
        ("10.responsible=Ana", "5.unit=litros"),
        ("10.target=40%", "13.target=90%", "O3.target=96%"),
        ("9.weight=30%", "9.name=Cartera"),
        ("action.1.2.text=1.2 Leer mejor los medidores.", "4.text.goal=Capacidad del 99%"),
    ],
    ids=str,
)
def test_the_form_of_an_edited_plan_says_what_the_plan_says(assignments: tuple[str, ...], tmp_path: Path) -> None:
    plan = worked_example()
    edited = plan.with_changes(read_edits(plan, assignments))
    export(edited, tmp_path / "plan.xlsx", MARCH)
    form, doubts = read_form(tmp_path / "plan.xlsx")
    constants = {cell: value for cell, value in edited.values.items() if cell.month is None}
    assert form == edited._replace(values=constants), doubts
    assert [doubt for doubt in check(edited) if doubt.rule == "text"] == []


def structures(plan: Plan) -> list[tuple[Change, ...]]:
    place = end_of(plan, "objective.1", ACTION)
    return [
        added_action("1.9", "1.9 Sin indicadores", place),
        added_objective(4, "4. Sin nada", plan.objectives[0].weight, end_of(plan, PLAN, OBJECTIVE), plan.locale),
        removed(plan, "action.3.1"),
        (*removed(plan, "1"), *removed(plan, "9")),
        (*added_action("1.8", "1.8 x", place), *added_action("1.9", "1.9 x", place), *removed(plan, "action.1.4")),
    ]


@pytest.mark.parametrize("at", range(5))
def test_a_plan_with_empty_nodes_is_exported(at: int, tmp_path: Path) -> None:
    plan = worked_example()
    export(plan.with_changes(structures(plan)[at]), tmp_path / "plan.xlsx", MARCH)
    book = load_workbook(tmp_path / "plan.xlsx")
    assert "Seguimiento" in book.sheetnames


def edited_book(plan: Plan, path: Path, cells: dict[str, str | float]) -> Path:
    """Write the plan's workbook with other values where its form sheet has the texts or numbers given."""
    export(plan, path, MARCH)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value) in cells:
                cell.value = cells.pop(str(cell.value))
    assert not cells
    book.save(path)
    return path


def test_what_is_changed_in_the_form_sheet_comes_back_field_by_field(tmp_path: Path) -> None:
    plan = worked_example()
    path = edited_book(
        plan,
        tmp_path / "plan.xlsx",
        {"Jefe Comercial División": "Ana", "1.716 usuarios nuevos Alcantarillado": "1.800 usuarios", "0.25": 0.3},
    )
    found = read_definition(path, plan)
    assert {str(item.field): item.wanted for item in found.changes} == {
        "2.responsible": "Ana",
        "2.text.responsible": "Ana",
        "3.name": "1.800 usuarios",
        "3.text.goal": "1.800 usuarios",
        "4.weight": Decimal("0.3"),
        "4.text.weight": "30%",
    }
    assert (found.conflicts, found.left) == ((), ())
    accept(plan, found.batch(overwrite=False))


def test_a_goal_that_says_its_target_alone_changes_it(tmp_path: Path) -> None:
    plan = worked_example()
    found = read_definition(edited_book(plan, tmp_path / "plan.xlsx", {"0.95": 0.9}), plan)
    wanted = {str(item.field): item.wanted for item in found.changes}
    assert wanted["O3.target"] == Decimal("0.9")
    assert wanted["objective.3.text.goal"] == "90%"
    changed = accept(plan, found.batch(overwrite=False))
    assert [doubt for doubt in check(changed) if doubt.rule == "text"] == []


def test_what_both_have_changed_is_a_conflict(tmp_path: Path) -> None:
    plan = worked_example()
    path = edited_book(plan, tmp_path / "plan.xlsx", {"0.25": 0.3})
    now = plan.with_changes(read_edits(plan, ["4.weight=20%", "5.weight=6%"]))
    found = read_definition(path, now)
    assert {str(item.field) for item in found.conflicts} == {"4.weight", "4.text.weight"}
    assert found.changes == ()
    with pytest.raises(WorkbookError, match=r"4\.weight"):
        found.batch(overwrite=False)
    assert len(found.batch(overwrite=True)) == 2


def test_the_workbook_of_another_plan_and_a_form_alone_are_refused(tmp_path: Path) -> None:
    plan = worked_example()
    export(plan._replace(id="otro"), tmp_path / "plan.xlsx", MARCH)
    with pytest.raises(WorkbookError, match="es de otro plan"):
        read_definition(tmp_path / "plan.xlsx", plan)
    (tmp_path / "form.txt").write_text("x", encoding="utf-8")
    with pytest.raises(WorkbookError, match="no es un libro exportado"):
        read_definition(tmp_path / "form.txt", plan)
