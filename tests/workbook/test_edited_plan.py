"""A plan that was edited, exported: its form says what the plan says, and any tree that edits make is written."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from plans import worked_example
from scoring.doubts.of_plan import check
from scoring.entry.drawing_up import added_action, added_objective, end_of, removed
from scoring.entry.edits import read_edits
from scoring.model import Plan
from scoring.model.fields import Change
from scoring.model.structure import ACTION, OBJECTIVE, PLAN
from workbook.form import read_form
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
