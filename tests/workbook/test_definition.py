"""The plan that travels in a hidden sheet: whole, and of no use once it was tampered with."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.errors import PlanError
from scoring.model import Aggregate, Cell, Direction, Mark, Plan, Thresholds, Value
from workbook.model.definition import LENGTH, definition_rows, plan_of


def pieces(plan: Plan) -> list[str]:
    return [text for _number, text in definition_rows(plan)]


def test_every_field_travels_and_monthly_values_do_not(plan: Plan) -> None:
    objective = plan.objectives[0]
    indicator = objective.own[0]._replace(
        name="=1+1 «x»\u2028" * 4000,
        direction=Direction.AT_MOST,
        aggregate=Aggregate.MEAN,
        programme=(Decimal("0.5"),) * 12,
        thresholds=Thresholds(over=Decimal(2)),
        target=None,
    )
    changed = plan._replace(objectives=(objective._replace(own=(indicator,)), *plan.objectives[1:]))
    monthly: dict[Cell, Value] = {Cell("4", "efectivas", 3): Decimal(7), Cell("4", "programadas", 3): Mark.NP}
    assert plan_of(pieces(changed._replace(values={**plan.values, **monthly}))) == changed
    assert len(pieces(changed)) > 1
    assert max(map(len, pieces(changed))) == LENGTH


@settings(max_examples=50)
@given(data=st.data())
def test_what_was_tampered_with_gives_a_plan_or_a_sentence(plan: Plan, data: st.DataObject) -> None:
    (text,) = pieces(plan)
    at = data.draw(st.integers(0, len(text) - 1))
    junk = data.draw(st.sampled_from(["", "null", "[", "}", '"', "-", "NaN", "9" * 40, "[" * 5000, "\\ud800"]))
    spoilt = text[:at] + junk + text[at + data.draw(st.integers(0, 30)) :]
    try:
        read = plan_of([spoilt])
    except PlanError as error:
        assert str(error).endswith(".")  # noqa: PT017 most spoilt texts raise, but not all
    else:
        assert isinstance(read, Plan)


@pytest.mark.parametrize("text", ["", "[]", "7", "{}", json.dumps({"id": "x"}), "[" * 100_000])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanError, match="alterada"):
        plan_of([text])
