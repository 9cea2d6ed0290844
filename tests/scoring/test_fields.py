"""Every field of the definition: named, read, changed, and refused where it cannot hold what it is given."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import worked_example
from scoring.entry.acceptance import accept
from scoring.entry.addresses import EntryError, parse_address
from scoring.entry.values import format_held
from scoring.model import Cell, CellChange, Kind, Mark, Plan, Thresholds, Variable
from scoring.model.fields import FIELDS, Change, Field, FieldChange, FieldError, read_plain, value_of
from scoring.model.plain_values import plain, read_plan
from scoring.model.validation import InvalidPlanError


def nodes(plan: Plan) -> dict[str, list[str]]:
    """Return the nodes of a plan by kind, as their fields' addresses begin."""
    actions = [action for objective in plan.objectives for action in objective.actions]
    return {
        "plan": ["plan"],
        "objective": [f"objective.{objective.number}" for objective in plan.objectives],
        "action": [f"action.{action.number}" for action in actions],
        "indicator": [indicator.id for indicator in plan.indicators],
    }


PLAN = worked_example()
ALL = [Field(node, name) for kind, found in nodes(PLAN).items() for node in found for name in FIELDS[kind]]
fields = st.sampled_from(ALL)


@given(fields)
def test_an_address_reads_back(field: Field) -> None:
    assert Field.parse(str(field)) == field
    assert parse_address(PLAN, f" {field} ") == field


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("4.weight", Field("4", "weight")),
        ("4.text.goal", Field("4", "text.goal")),
        ("objective.2.weight", Field("objective.2", "weight")),
        ("objective.2.text.goal", Field("objective.2", "text.goal")),
        ("action.1.2.text", Field("action.1.2", "text")),
        ("plan.process", Field("plan", "process")),
    ],
)
def test_addresses_of_fields(text: str, field: Field) -> None:
    assert Field.parse(text) == field


@pytest.mark.parametrize(
    "text", ["", "4", "4.", ".weight", "plan", "objective.weight", "objective.x.weight", "action.text", "4.efectivas@3"]
)
def test_what_names_no_field_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no es un campo"):
        Field.parse(text)


def test_a_cell_comes_before_a_field_of_the_same_name() -> None:
    assert parse_address(PLAN, "7.base") == Cell("7", "base")
    with pytest.raises(FieldError, match=r"el plan no tiene «objective\.9»"):
        parse_address(PLAN, "objective.9.weight")
    with pytest.raises(EntryError, match="falta el mes"):
        parse_address(PLAN, "4.efectivas")


@given(fields, fields)
def test_a_field_takes_what_another_of_its_type_holds_and_nothing_else_changes(field: Field, other: Field) -> None:
    if (field.name, field.node.partition(".")[0] == "action") != (other.name, other.node.partition(".")[0] == "action"):
        return
    value = value_of(PLAN, other)
    changed = PLAN.with_changes([FieldChange(field, value)])
    assert value_of(changed, field) == value
    assert {f for f in ALL if value_of(changed, f) != value_of(PLAN, f)} <= {field}
    assert changed.values == PLAN.values
    assert changed.with_changes([FieldChange(field, value_of(PLAN, field))]) == PLAN


@given(fields)
def test_a_value_is_read_back_from_its_plain_form(field: Field) -> None:
    value = value_of(PLAN, field)
    assert read_plain(field, plain(value)) == value


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("4.weight", "0.5"),
        ("4.weight", 0.5),
        ("4.weight", None),
        ("4.weight", Decimal("NaN")),
        ("4.kind", "suma"),
        ("4.start", "2024-01-16"),
        ("4.variables", [Variable("a", "", "")]),
        ("4.target", Mark.NP),
        ("plan.year", True),
        ("plan.process", Decimal(1)),
    ],
)
def test_what_a_field_cannot_hold_is_refused(address: str, value: Any) -> None:
    with pytest.raises(FieldError, match=f"«{address}» no puede ser"):
        PLAN.with_changes([FieldChange(Field.parse(address), value)])


@pytest.mark.parametrize("address", ["4.id", "4.objective", "4.action", "4.wheight", "objective.1.number", "plan.id"])
def test_what_cannot_be_changed_is_refused_with_what_can(address: str) -> None:
    with pytest.raises(FieldError, match="se pueda cambiar; hay: "):
        PLAN.with_changes([FieldChange(Field.parse(address), "x")])


@pytest.mark.parametrize("address", ["99.weight", "objective.9.weight", "action.9.9.text", "plan.x.process"])
def test_a_node_that_is_not_in_the_plan_is_refused(address: str) -> None:
    with pytest.raises(FieldError):
        PLAN.with_changes([FieldChange(Field.parse(address), "x")])


def test_values_are_judged_by_the_plan_that_the_whole_batch_gives() -> None:
    value = CellChange(Cell("4", "dobles", 3), Decimal(5))
    with pytest.raises(EntryError, match="no es una celda"):
        accept(PLAN, [value])
    variables = (*value_of(PLAN, Field("4", "variables")), Variable("dobles", "", ""))
    added: list[Change] = [FieldChange(Field("4", "variables"), variables)]
    with pytest.raises(InvalidPlanError, match="no usa el dato «dobles»"):
        accept(PLAN, added)
    formula = f"{value_of(PLAN, Field('4', 'formula'))}"
    added.append(FieldChange(Field("4", "formula"), formula.replace("efectivas", "(efectivas + dobles)")))
    changed = accept(PLAN, [value, *added])
    assert changed.values[Cell("4", "dobles", 3)] == 5
    back: list[Change] = [
        FieldChange(field, value_of(PLAN, field)) for field in (Field("4", "variables"), Field("4", "formula"))
    ]
    with pytest.raises(EntryError, match="no es una celda"):
        accept(changed, [*back, value])
    assert accept(changed, [*back, CellChange(value.cell, None)]) == PLAN


def test_a_definition_that_is_not_sound_is_refused() -> None:
    with pytest.raises(InvalidPlanError, match="negativo"):
        accept(PLAN, [FieldChange(Field("4", "weight"), Decimal(-1))])
    with pytest.raises(InvalidPlanError, match="no caben en el año"):
        accept(PLAN, [FieldChange(Field("plan", "year"), 2025)])


def test_the_whole_definition_can_be_written_field_by_field() -> None:
    blank = read_plan(plain(PLAN._replace(values={})))
    assert blank.with_changes([FieldChange(field, value_of(PLAN, field)) for field in ALL]) == blank


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("0.12"), "0,12"),
        (Mark.NP, "NP"),
        (Kind.SUM, "sum"),
        (date(2024, 2, 1), "01/02/2024"),
        (Thresholds(), "0,9/0,7/1,25"),
        ((Decimal(1), Decimal("0.5")), "1/0,5"),
        ((Variable("a", "A", "u"), Variable("b", "B", "u")), "a, b"),
        ((), ""),
    ],
)
def test_what_a_field_holds_is_written_as_the_plan_writes(value: object, text: str) -> None:
    assert format_held(value, "es_CO") == text
