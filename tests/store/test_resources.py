"""Cells of resources in a plan file: they are there once they are written, and kept like any cell."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from branches import merge

from scoring.model import Cell, CellChange, Plan
from scoring.model.fields import Field, FieldChange
from scoring.model.structure import Node, NodeChange
from store import ConflictError, create, open_store
from store.documents import encoding
from store.documents.json_reading import decode
from store.file import segments

BUDGET, MARCH = Cell("R1", "propios"), Cell("R1", "propios", 3)
OF_ACTION = Cell("R1-1", "otros", 3)


def change(cell: Cell, amount: int | None) -> CellChange:
    return CellChange(cell, None if amount is None else Decimal(amount))


def documents(path: Path) -> dict[str, str]:
    """Return the ids of the documents of resources by their cells."""
    cells = decode(path.read_bytes())["cells"]
    return {document["cell"]: id_ for id_, document in cells.items() if document["cell"].startswith("R")}


def test_a_plan_without_amounts_has_no_document_of_resources(path: Path) -> None:
    assert documents(path) == {}
    with_some = open_store(path)
    with_some.commit([change(BUDGET, 660), change(MARCH, 55), change(OF_ACTION, 2)])
    assert documents(path) == {"R1.propios": "10000", "R1.propios@3": "10003", "R1-1.otros@3": "10079"}
    assert open_store(path).load().plan.values[MARCH] == 55
    assert open_store(path).verify() == ()


def test_a_new_plan_may_come_with_budgets(tmp_path: Path, plan: Plan) -> None:
    target = tmp_path / "otro.json"
    create(
        target, plan._replace(values={**plan.values, BUDGET: Decimal(7)}), at="2024-01-16T12:00:00.000+00:00", by="a"
    )
    store = open_store(target)
    assert store.load().plan.values[BUDGET] == 7
    assert store.verify() == ()


def test_a_resources_cell_is_undone_and_told_like_any(path: Path) -> None:
    store = open_store(path)
    store.load()
    store.commit([change(MARCH, 55)], note="acta 3")
    store.undo()
    assert MARCH not in store.load().plan.values
    store.redo()
    assert store.load().plan.values[MARCH] == 55
    assert [(row.rev, row.old, row.new) for row in store.history(MARCH)] == [
        (1, None, 55), (2, 55, None), (3, None, 55),
    ]  # fmt: skip
    assert store.notes() == {MARCH: "acta 3"}


def test_two_who_write_the_same_amount_for_the_first_time_are_asked(path: Path) -> None:
    ana, luis = open_store(path), open_store(path)
    seen, also = ana.load(), luis.load()
    ana.commit([change(MARCH, 55)], base=seen.revs)
    with pytest.raises(ConflictError):
        luis.commit([change(MARCH, 60)], base=also.revs)
    luis.commit([change(BUDGET, 600)], base=also.revs)
    assert ana.load().plan.values[MARCH] == 55
    assert ana.load().plan.values[BUDGET] == 600


def test_another_session_is_shown_the_amount(path: Path) -> None:
    ana, luis = open_store(path), open_store(path)
    ana.load()
    luis.load()
    ana.commit([change(MARCH, 55)])
    loaded = luis.poll()
    assert loaded is not None
    assert loaded.cells == (MARCH,)


def test_the_amounts_of_a_node_go_and_come_back_with_it(path: Path) -> None:
    store = open_store(path)
    plan = store.load().plan
    store.commit([change(OF_ACTION, 2)])
    inside = [NodeChange(Node(item.id), None) for item in reversed(plan.objectives[0].actions[0].indicators)]
    store.commit([*inside, NodeChange(Node("action.1.1"), None)])
    assert OF_ACTION not in store.load().plan.values
    store.undo()
    assert store.load().plan.values[OF_ACTION] == 2
    assert store.verify() == ()


def test_a_line_that_was_deleted_is_a_change_by_another_program(path: Path) -> None:
    open_store(path).commit([change(MARCH, 55)])
    tables = decode(path.read_bytes())
    del tables["cells"][documents(path)["R1.propios@3"]]
    path.write_bytes(encoding.encode(tables))
    store = open_store(path)
    assert [problem.where for problem in store.verify()] == ["R1.propios@3"]
    assert MARCH not in store.load().plan.values
    store.commit([change(BUDGET, 9)])
    assert [(row.new, row.outside) for row in store.history(MARCH)] == [(55, False), (None, True)]
    assert store.verify() == ()


def test_the_amounts_of_a_source_go_and_come_back_with_it(path: Path) -> None:
    field, more = Field("plan", "sources"), Cell("R1", "regalias", 3)
    store = open_store(path)
    store.commit([FieldChange(field, ("regalias",)), change(more, 8)])
    store.commit([FieldChange(field, ())])
    assert more not in store.load().plan.values
    store.undo()
    assert (store.load().plan.sources, store.load().plan.values[more]) == (("regalias",), Decimal(8))
    assert open_store(path).verify() == ()


def test_a_sealed_part_keeps_the_amounts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 8)
    monkeypatch.setattr(segments, "KEPT", 4)
    store = open_store(path)
    store.load()
    for amount in range(20):
        store.commit([change(MARCH, amount)])
    assert (path.parent / f"{path.stem}.history").exists()
    assert open_store(path).load().plan.values[MARCH] == 19
    assert open_store(path).verify() == ()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_an_amount_with_anybodys_figures(path: Path) -> None:
    assert merge(path, {MARCH: 55, BUDGET: 600}, {Cell("1", "facturado", 12): 5, Cell("4", "efectivas", 3): 6}) == 0
    loaded = open_store(path).load()
    assert [loaded.plan.values[cell] for cell in (MARCH, Cell("1", "facturado", 12))] == [55, 5]
    assert open_store(path).verify() == ()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_merges_amounts_of_an_objective_and_of_its_action(path: Path) -> None:
    open_store(path).commit([change(Cell("2", "urbanos", 1), 1)])
    code = merge(path, {MARCH: 55}, {Cell("R1", "otros", 12): 7})
    if code:  # both were written first, beside each other: the store puts the two sides together
        assert "<<<<<<<" in path.read_text(encoding="utf-8")
        open_store(path).restore(None)
    loaded = open_store(path).load()
    assert [loaded.plan.values[cell] for cell in (MARCH, Cell("R1", "otros", 12))] == [55, 7]
