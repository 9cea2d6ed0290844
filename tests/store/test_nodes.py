"""Nodes put in, taken out and moved in the file: recorded, merged, undone, replayed and sealed like values."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from scoring.errors import PlanError
from scoring.model import Action, Cell, CellChange, Plan
from scoring.model.fields import PLACE, Change, Field, FieldChange, value_of
from scoring.model.structure import Node, NodeChange, Place, Placed, address_of, placed
from store import ConflictError, NotSavedError, PlanStore, file_store, open_store
from store.file import segments
from store.file_store import FileStore

WEIGHT = Field("4", "weight")
MARCH = Cell("4", "efectivas", 3)


def added(plan: Plan, id_: str, parent: str, after: str | None, like: str = "2") -> NodeChange:
    """Return the change that puts in an indicator like another one."""
    model = plan.indicator(like)
    assert model is not None
    return NodeChange(Node(id_), Placed(model._replace(id=id_, name=f"nuevo {id_}"), Place(parent, after)))


def removed(id_: str) -> NodeChange:
    return NodeChange(Node(id_), None)


def order(plan: Plan) -> list[str]:
    return [address_of(item) for item in plan.indicators]


def reread(path: Path) -> Plan:
    fresh = open_store(path)
    plan = fresh.load().plan
    assert fresh.verify() == ()
    fresh.close()
    return plan


@pytest.mark.parametrize(
    ("parent", "after", "ids"),
    [
        ("action.1.1", None, ["1", "14", "2", "4", "7"]),
        ("action.1.1", "2", ["1", "2", "14", "4", "7"]),
        ("action.1.1", "7", ["1", "2", "4", "7", "14"]),
        ("action.1.1", "nobody", ["1", "2", "4", "7", "14"]),
        ("objective.1", None, ["14", "1", "2", "4", "7"]),
        ("objective.1", "1", ["1", "14", "2", "4", "7"]),
    ],
)
def test_an_indicator_is_where_it_was_put(
    path: Path, plan: Plan, parent: str, after: str | None, ids: list[str]
) -> None:
    store = open_store(path)
    done = store.commit([added(plan, "14", parent, after), CellChange(Cell("14", "urbanos", 2), Decimal(5))])
    assert order(done.plan) == ids
    assert reread(path) == done.plan
    assert done.plan.values[Cell("14", "urbanos", 2)] == 5
    assert store.undo().plan == plan
    assert reread(path) == plan
    assert store.redo().plan == done.plan
    assert reread(path) == done.plan


def test_what_is_taken_out_takes_its_values_along_and_brings_them_back(
    store: PlanStore, path: Path, plan: Plan
) -> None:
    assert Cell("7", "base") in plan.values
    done = store.commit([removed("7")], note="acta 4")
    assert order(done.plan) == ["1", "2", "4"]
    assert Cell("7", "base") not in done.plan.values
    assert reread(path) == done.plan
    node, cell = store.history(batch=done.batch)
    assert (node.node, node.old, node.new, node.note) == (Node("7"), placed(plan, "7"), None, "acta 4")
    assert (cell.cell, cell.new) == (Cell("7", "base"), None)
    assert store.history(Node("7")) == (node,)
    assert store.undo().plan == plan
    assert reread(path) == plan
    assert store.redo().plan == done.plan
    assert reread(path) == done.plan


def test_an_id_is_not_given_twice(store: PlanStore, plan: Plan) -> None:
    store.commit([removed("7")])
    with pytest.raises(NotSavedError, match="el id 7 fue de un indicador que se quitó"):
        store.commit([added(plan, "7", "action.1.1", None)])
    with pytest.raises(PlanError, match="Ya hay un «4» en este plan"):
        store.commit([added(plan, "4", "action.1.1", None)])
    document = store.commit([added(plan, "8", "action.1.1", None)])
    assert order(document.plan) == ["1", "8", "2", "4"]
    assert store.verify() == ()


def test_a_variable_taken_out_takes_its_values_along(store: PlanStore, path: Path, plan: Plan) -> None:
    store.commit([CellChange(Cell("2", "veredales", 4), Decimal(9))])
    before = store.load().plan
    variables = value_of(plan, Field("2", "variables"))
    done = store.commit(
        [FieldChange(Field("2", "variables"), variables[:1]), FieldChange(Field("2", "formula"), "urbanos")]
    )
    assert Cell("2", "veredales", 4) not in done.plan.values
    assert reread(path) == done.plan
    assert store.undo().plan == before
    assert reread(path) == before


def test_a_month_that_is_narrowed_keeps_its_value(store: PlanStore, path: Path, plan: Plan) -> None:
    store.commit([CellChange(MARCH, Decimal(5)), CellChange(MARCH._replace(month=2), Decimal(5))])
    start = value_of(plan, Field("4", "start"))
    narrowed = store.commit([FieldChange(Field("4", "start"), start.replace(month=4))]).plan
    assert narrowed.values[MARCH] == 5
    assert reread(path) == narrowed


def test_an_indicator_comes_back_with_the_value_of_a_month_that_was_narrowed(store: PlanStore, plan: Plan) -> None:
    start = value_of(plan, Field("4", "start"))
    store.commit([CellChange(MARCH, Decimal(5))])
    narrowed = store.commit([FieldChange(Field("4", "start"), start.replace(month=4))]).plan
    store.commit([removed("4")])
    assert store.undo().plan == narrowed


def test_a_place_is_taken_as_it_is_after_the_places_before_it(store: PlanStore, path: Path, plan: Plan) -> None:
    """The second change says where the node is already, and is needed all the same once the first one is made."""
    batch = [
        FieldChange(Field("2", PLACE), Place("action.1.1", "4")),
        FieldChange(Field("4", PLACE), Place("action.1.1", "2")),
    ]
    done = store.commit(batch).plan
    assert done == plan.with_changes(batch)
    assert order(done) == ["1", "2", "4", "7"]
    assert reread(path) == done


def test_an_action_moves_with_all_it_holds(store: PlanStore, path: Path, plan: Plan) -> None:
    second = plan.objectives[0]._replace(number=2, own=(), actions=())
    batch: list[Change] = [
        NodeChange(Node("objective.2"), Placed(second, Place("plan", "objective.1"))),
        NodeChange(Node("action.2.1"), Placed(Action("2.1", "x", ()), Place("objective.2", None))),
        FieldChange(Field("action.1.1", PLACE), Place("objective.2", "action.2.1")),
        FieldChange(Field("2", PLACE), Place("action.2.1", None)),
    ]
    done = store.commit(batch)
    assert [[address_of(action) for action in objective.actions] for objective in done.plan.objectives] == [
        *([], ["action.2.1", "action.1.1"])
    ]
    assert [indicator.objective for indicator in done.plan.indicators] == [1, 2, 2, 2]
    assert reread(path) == done.plan
    assert store.undo().plan == plan
    assert reread(path) == plan
    documents = json.loads(path.read_bytes())
    assert not any("order" in item for table in ("actions", "indicators") for item in documents[table].values())


def test_a_node_that_holds_others_is_not_taken_out_without_them(store: PlanStore, path: Path, plan: Plan) -> None:
    before = path.read_bytes()
    with pytest.raises(PlanError, match="no está vacío"):
        store.commit([removed("action.1.1")])
    with pytest.raises(PlanError, match="sin su último indicador"):
        store.commit([removed(id_) for id_ in order(plan)])
    with pytest.raises(PlanError, match="no puede contener"):
        store.commit([FieldChange(Field("2", PLACE), Place("plan", None))])
    with pytest.raises(PlanError, match=r"no tiene «action\.9»"):
        store.commit([FieldChange(Field("2", PLACE), Place("action.9", None))])
    assert path.read_bytes() == before


def test_sessions_that_change_different_things_of_the_tree_merge(path: Path, plan: Plan) -> None:
    mine, theirs = open_store(path), open_store(path)
    seen, base = mine.load(), theirs.load().revs
    mine.commit([added(plan, "14", "action.1.1", "2")], base=seen.revs)
    theirs.commit([FieldChange(Field("7", PLACE), Place("action.1.1", None))], base=base)
    theirs.commit([FieldChange(WEIGHT, Decimal("0.3"))], base=base)
    assert order(mine.load().plan) == ["1", "7", "2", "14", "4"]
    assert mine.verify() == ()


def test_whoever_takes_a_node_out_has_seen_what_it_holds(path: Path) -> None:
    mine, theirs = open_store(path), open_store(path)
    base = theirs.load().revs
    mine.commit([CellChange(MARCH, Decimal(8))])
    with pytest.raises(ConflictError, match=r"4\.efectivas@3 a 8") as caught:
        theirs.commit([removed("4")], base=base)
    [conflict] = caught.value.conflicts
    theirs.commit([removed("4")], base={**base, conflict.address: conflict.rev})
    with pytest.raises(PlanError, match="ningún indicador «4»"):
        mine.commit([CellChange(MARCH, Decimal(9))], base=base)
    assert mine.verify() == ()


def test_what_others_put_into_a_new_node_is_not_undone(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(path)
    store.commit([added(plan, "14", "action.1.1", "2")])
    with monkeypatch.context() as patch:
        patch.setattr(file_store, "user", lambda: "otra")
        store.commit([CellChange(Cell("14", "urbanos", 2), Decimal(5))])
    with pytest.raises(NotSavedError, match=r"otra cambió 14\.urbanos@2 después"):
        store.undo()


def test_a_record_of_a_node_that_was_forged_is_named(store: PlanStore, path: Path, plan: Plan) -> None:
    store.commit([added(plan, "14", "action.1.1", "2")])
    store.commit([FieldChange(Field("14", PLACE), Place("objective.1", None))])
    store.commit([removed("14")])
    tables = json.loads(path.read_bytes())
    row = next(row for row in tables["history"].values() if row.get("node") and row["old"])
    row["old"]["document"]["weight"] = "0.9"
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert "14 rev 2" in [problem.where for problem in open_store(path).verify()]


def test_a_definition_without_the_record_of_a_node_is_named(store: PlanStore, path: Path, plan: Plan) -> None:
    store.commit([added(plan, "14", "action.1.1", "2"), removed("7")])
    tables = json.loads(path.read_bytes())
    tables["indicators"]["5"]["order"] = "9"
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert [problem.where for problem in open_store(path).verify()] == ["indicators/5"]


def test_nodes_are_replayed_over_rotations(path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "ROWS", 20)
    monkeypatch.setattr(segments, "KEPT", 6)
    store = FileStore(path)
    for turn in range(14, 40):
        store.commit([added(plan, str(turn), "action.1.1", "2")])
        done = store.commit(
            [removed(str(turn))] if turn % 2 else [FieldChange(Field(str(turn), PLACE), Place("objective.1", None))]
        )
        assert reread(path) == done.plan
    assert path.with_suffix(".history").is_dir()
    held = open_store(path).load().revs
    assert [held[Node(str(turn))] for turn in (14, 15)] == [1, 2]
    with pytest.raises(NotSavedError, match="el id 15 fue de un indicador"):
        store.commit([added(plan, "15", "action.1.1", "2")])


def test_what_two_branches_both_put_in_is_told_when_a_merge_is_salvaged(path: Path, plan: Plan) -> None:
    before = path.read_bytes()
    sides = []
    for name in ("objective.1", "action.1.1"):
        path.write_bytes(before)
        store = open_store(path)
        store.commit([added(plan, "14", name, None)])
        store.close()
        sides.append(path.read_bytes())
    merged = b"".join([b"<<<<<<< a\n", sides[0], b"=======\n", sides[1], b">>>>>>> b\n"])
    path.write_bytes(merged)
    store = open_store(path)
    recovery = store.recovery()
    assert recovery is not None
    assert "14 «nuevo 14», agregado" in recovery.left_out
    assert store.restore(None).plan.objectives[0].own[0].id == "14"
    assert store.verify() == ()
