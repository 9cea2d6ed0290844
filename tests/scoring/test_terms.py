"""The terms of a plan: which changes are major, and which are recorded and make no new version."""

from decimal import Decimal
from typing import Any

import pytest

from plans import indicator, monthly, plan_of
from scoring.model import Cell, CellChange, Direction, Kind, Plan
from scoring.model.acts import Act, ActKind, Approval
from scoring.model.fields import PLACE, Change, Field, FieldChange
from scoring.model.plan import Thresholds, Variable
from scoring.model.policy import Policy, Role
from scoring.model.structure import Node, NodeChange, Place
from scoring.year.amending import check_reason
from scoring.year.moment import RefusedActError
from scoring.year.terms import concerns_terms, terms_digest

LABELLED = (Variable("a", "Otra etiqueta", "u"),)
PLAN = plan_of([indicator("1"), indicator("2")], monthly("1", "a", 1))


def in_force(plan: Plan) -> Plan:
    return plan._replace(acts={Act(None, ActKind.APPROVAL): Approval(1, terms_digest(plan))})


MAJOR: dict[str, Change] = {
    "weight": FieldChange(Field("1", "weight"), Decimal("0.5")),
    "objective": FieldChange(Field("objective.1", "weight"), Decimal("0.5")),
    "target": FieldChange(Field("1", "target"), Decimal(9)),
    "kind": FieldChange(Field("1", "kind"), Kind.LEVEL),
    "direction": FieldChange(Field("1", "direction"), Direction.AT_MOST),
    "formula": FieldChange(Field("1", "formula"), "a * 2"),
    "start": FieldChange(Field("1", "start"), PLAN.indicators[0].start.replace(month=2)),
    "programme": FieldChange(Field("1", "programme"), (Decimal(1),) * 12),
    "thresholds": FieldChange(Field("plan", "thresholds"), Thresholds(Decimal("0.8"))),
    "unit": FieldChange(Field("1", "unit"), "%"),
    "lines": NodeChange(Node("2"), None),
    "roles": FieldChange(Field("plan", "roles"), (Role("Elaboró", ("ana",)),)),
    "policy": FieldChange(Field("plan", "policy"), Policy(version_roles=("Elaboró",))),
    "budget": CellChange(Cell("R1", "propios"), Decimal(1000)),
}
MINOR: dict[str, Change] = {
    "name": FieldChange(Field("1", "name"), "Otro"),
    "text": FieldChange(Field("1", "text.goal"), "Otra"),
    "responsible": FieldChange(Field("1", "responsible"), "Otra"),
    "label": FieldChange(Field("1", "variables"), LABELLED),
    "order": FieldChange(Field("1", PLACE), Place("objective.1", "2")),
    "assumptions": FieldChange(Field("1", "assumptions"), ("leído así",)),
    "figure": CellChange(Cell("1", "a", 3), Decimal(1)),
    "executed": CellChange(Cell("R1", "propios", 3), Decimal(1000)),
    "number": FieldChange(Field("1", "weight"), Decimal("1.00")),
}


@pytest.mark.parametrize("change", MAJOR.values(), ids=MAJOR)
def test_a_major_change_in_force_asks_for_a_reason(change: Any) -> None:
    before = in_force(PLAN)
    after = before.with_changes([change])
    assert concerns_terms(change[0])
    assert terms_digest(after) != terms_digest(before)
    with pytest.raises(RefusedActError, match="pide un motivo"):
        check_reason(before, after, [change], " ")
    check_reason(before, after, [change], "comité")
    check_reason(PLAN, PLAN.with_changes([change]), [change], "")


@pytest.mark.parametrize("change", MINOR.values(), ids=MINOR)
def test_a_minor_change_makes_no_new_version(change: Any) -> None:
    before = in_force(PLAN)
    after = before.with_changes([change])
    assert terms_digest(after) == terms_digest(before)
    check_reason(before, after, [change], "")
