"""Changes of an approved plan by keys, and their reasons."""

from decimal import Decimal
from pathlib import Path

from acts import approve, opened
from hands import foot, person_at, sound_plan

from scoring.model import Cell
from scoring.year.stage import has_pending_amendment


def test_a_node_of_an_approved_plan_is_taken_out_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    person.controller.move(lambda: person.controller.tree.go_row("i11"))
    person.type("D⏎")
    assert "El plan está vigente; motivo del cambio:" in foot(person)
    assert sound_plan(path).indicator("11") is not None
    person.type("⏎")
    assert "falta el motivo" in foot(person)
    assert sound_plan(path).indicator("11") is not None
    person.type("↑↓")
    person.controller.move(lambda: person.controller.tree.go_row("i11"))
    person.type("D⏎acta 4⏎")
    plan = sound_plan(path)
    assert plan.indicator("11") is None
    assert has_pending_amendment(plan)
    with opened(path) as store:
        assert store.history()[-1].note == "acta 4"


def test_the_order_of_the_lines_is_no_term_and_asks_for_no_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    person.controller.move(lambda: person.controller.tree.go_row("i3"))
    person.type("<")
    assert "movido" in foot(person)


def test_a_budget_of_an_approved_plan_is_typed_and_cleared_with_a_reason(path: Path) -> None:
    approve(path)
    person = person_at(path)
    budget = Cell("R2", "propios")
    person.type("R")
    person.controller.move(lambda: person.controller.tree.go(budget))
    person.type("700⏎")
    assert "El plan está vigente; motivo del cambio:" in foot(person)
    person.type("⎋")
    assert person.editor is not None, "what was typed is still there"
    person.type("⏎acta 5⏎")
    assert person.editor is None
    assert sound_plan(path).values[budget] == Decimal(700)
    person.controller.move(lambda: person.controller.tree.go(budget))
    person.type("xacta 6⏎")
    assert budget not in sound_plan(path).values
    with opened(path) as store:
        assert [row.note for row in store.history(budget)] == ["acta 5", "acta 6"]
