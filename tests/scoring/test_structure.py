"""The tree of a plan by address: put in, taken out and moved, and refused where it cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import plan_2024, worked_example
from scoring.entry.acceptance import accept
from scoring.entry.definition_acceptance import RefusedDefinitionError
from scoring.errors import PlanError
from scoring.model import Direction, Plan
from scoring.model.fields import PLACE, Field, FieldChange, homeless, node_of, value_of
from scoring.model.structure import (
    ACTION,
    INDICATOR,
    OBJECTIVE,
    Node,
    NodeChange,
    Place,
    StructureError,
    address_of,
    held_by,
    place_of,
    placed,
    siblings,
)

PLAN = worked_example()
ALL = [address_of(record) for record in held_by(PLAN, "plan")]
PARENTS = {
    OBJECTIVE: ["plan"],
    ACTION: [name for name in ALL if Node(name).kind == OBJECTIVE],
    INDICATOR: [name for name in ALL if Node(name).kind != INDICATOR],
}


def test_every_node_has_its_address_and_its_place() -> None:
    assert len(ALL) == len(set(ALL)) == 3 + 8 + 14
    for name in ALL:
        place = place_of(PLAN, name)
        names = [address_of(item) for item in siblings(PLAN, place.parent, Node(name).kind)]
        assert names[names.index(place.after) + 1 if place.after else 0] == name


@given(st.sampled_from(ALL), st.data())
def test_moving_and_moving_back_gives_the_same_plan(name: str, data: st.DataObject) -> None:
    parent = data.draw(st.sampled_from(PARENTS[Node(name).kind]))
    among = [address_of(item) for item in siblings(PLAN, parent, Node(name).kind) if address_of(item) != name]
    wanted = Place(parent, data.draw(st.sampled_from([None, *among])))
    field = Field(name, PLACE)
    moved = PLAN.with_changes([FieldChange(field, wanted)])
    assert value_of(moved, field) == wanted
    assert sorted(address_of(record) for record in held_by(moved, "plan")) == sorted(ALL)
    assert moved.with_changes([FieldChange(field, place_of(PLAN, name))]) == PLAN
    for objective in moved.objectives:
        assert {indicator.objective for indicator in objective.indicators} <= {objective.number}


@given(st.sampled_from([name for name in ALL if Node(name).kind == INDICATOR]))
def test_taking_out_and_putting_back_gives_the_same_plan(name: str) -> None:
    was = placed(PLAN, name)
    without = PLAN.with_changes([NodeChange(Node(name), None)])
    assert without.indicator(name) is None
    assert set(homeless(PLAN, without)) == {cell for cell in PLAN.values if node_of(cell) == name}
    assert without.with_changes([NodeChange(Node(name), was)]) == PLAN


@pytest.mark.parametrize(
    "change",
    [
        NodeChange(Node("99"), None),
        NodeChange(Node("plan"), None),
        NodeChange(Node("objective.1"), None),
        NodeChange(Node("4"), placed(PLAN, "4")),
        NodeChange(Node("44"), placed(PLAN, "4")),
        FieldChange(Field("4", PLACE), Place("4", None)),
        FieldChange(Field("action.1.1", PLACE), Place("action.1.2", None)),
        FieldChange(Field("objective.1", PLACE), Place("objective.2", None)),
        FieldChange(Field("plan", PLACE), Place("plan", None)),
    ],
    ids=str,
)
def test_what_no_tree_has_is_refused(change: NodeChange | FieldChange) -> None:
    with pytest.raises(StructureError):
        PLAN.with_changes([change])


def new(id_: str) -> NodeChange:
    node = placed(PLAN, "4")
    assert plan_2024().indicator("4") is not None
    return NodeChange(Node(id_), node._replace(record=node.record._replace(id=id_)))  # type: ignore[call-arg]  # it is an indicator


@pytest.mark.parametrize("id_", ["plan", "Objective", "action", "R1", "r2x", "a b", "a@b", "a.b"])
def test_an_id_that_reads_as_another_address_is_refused(id_: str) -> None:
    with pytest.raises(PlanError, match=r"dirección|no puede|Ya hay"):
        accept(PLAN, [new(id_)])
    accept(PLAN, [new("R")])


def test_a_direction_that_the_kind_does_not_have_is_refused_and_opened() -> None:
    wrong = FieldChange(Field("7", "direction"), Direction.AT_MOST)
    with pytest.raises(RefusedDefinitionError, match=r"indicador 7: .*reducción"):
        accept(PLAN, [wrong])
    opened: Plan = PLAN.with_changes([wrong])
    accept(opened, [FieldChange(Field("4", "name"), "otro")])
    accept(PLAN, [wrong], again=True)
