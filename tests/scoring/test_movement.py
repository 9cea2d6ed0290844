"""What moved a plan: the points of its indicators add up to the plan's, whatever differs, and say why."""

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans import indicator, objective, plan_of, plan_with, random_plan, ratio
from scoring.arithmetic import movement as module
from scoring.arithmetic.apportioned import apportioned
from scoring.arithmetic.movement import Movement, movement
from scoring.arithmetic.rollup import score
from scoring.model import Cell, Mark, Plan
from scoring.model.fields import Field, FieldChange
from scoring.model.structure import Node, NodeChange, Place, Placed
from scoring.precision import PRECISION

EXACT = Decimal("1e-80")
"""Quotients are computed to 90 digits."""
JANUARY, FEBRUARY = Cell("1", "a", 1), Cell("1", "a", 2)

seeds = st.integers(0, 2**32)
"""Of random plans, whose own texts are too long to be shown."""
months = st.integers(0, 12)


def moved(before: Plan, after: Plan, months: tuple[int, int] = (2, 2)) -> Movement:
    return movement(score(before, months[0]), score(after, months[1]))


def faults(found: Movement) -> list[str]:
    """Return what does not add up in a movement."""
    with localcontext(PRECISION):
        then, now = (whole.figures.compliance or Decimal(0) for whole in (found.before, found.after))
        own = sum((each.points for each in found.indicators), Decimal(0))
        apart = (
            [] if max(abs(own - (now - then)), abs(own - found.points)) <= EXACT else ["the points are not the plan's"]
        )
        for each in found.indicators:
            was, is_ = each.before.compliance, each.after.compliance
            result = ((is_ or 0) - (was or 0)) * (each.before.share + each.after.share) / 2
            if was is not None and is_ is not None and abs(result + each.by_weights - each.points) > EXACT:
                apart.append(f"{each.indicator.id}: result and weights are not its points")
    sizes = [abs(each.points) for each in found.indicators]
    return apart + ([] if sizes == sorted(sizes, reverse=True) else ["not the heaviest first"])


@settings(deadline=None)
@given(seeds, seeds, months, months)
def test_the_points_add_up_between_any_two_scores(one: int, other: int, then: int, now: int) -> None:
    before, after = random_plan(Random(one)), random_plan(Random(other))
    assert faults(moved(before, after, (then, now))) == []
    assert faults(moved(before, before, (then, now))) == []


def test_points_of_other_shares_are_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of([indicator("1"), indicator("2", weight=Decimal(3))], {JANUARY: Decimal(7)})
    held = module._sides
    monkeypatch.setattr(
        module,
        "_sides",
        lambda whole: (
            side._replace(standing=side.standing._replace(share=side.scored.weight / 2)) for side in held(whole)
        ),
    )
    assert faults(moved(plan_of(plan.indicators), plan)) == ["the points are not the plan's"]


@settings(deadline=None)
@given(seeds, months)
def test_nothing_moves_a_plan_that_is_the_same(seed: int, month: int) -> None:
    plan = random_plan(Random(seed))
    found = moved(plan, plan, (month, month))
    assert found.points == 0
    assert not found.indicators
    assert not found.fields


def test_a_value_that_was_corrected_is_named_with_what_it_was() -> None:
    plan = plan_of([indicator("1"), indicator("2")], {JANUARY: Decimal(10), Cell("2", "a", 1): Decimal(10)})
    after = plan._replace(values={**plan.values, JANUARY: Decimal(5), FEBRUARY: Mark.NP})
    [own] = moved(plan, after).indicators
    assert own.indicator.id == "1"
    assert [(each.cell, each.before, each.after) for each in own.cells] == [
        (JANUARY, Decimal(10), Decimal(5)),
        (FEBRUARY, None, Mark.NP),
    ]


def test_from_month_to_month_what_was_reported_counts_and_what_was_not() -> None:
    held = {JANUARY: Decimal(10), FEBRUARY: Decimal(10), Cell("2", "a", 1): Decimal(1), Cell("2", "b", 1): Decimal(1)}
    plan = plan_of([indicator("1"), ratio("2"), indicator("3")], held)
    found = {each.indicator.id: each for each in moved(plan, plan, (1, 2)).indicators}
    assert [(str(each.cell), each.before, each.after) for each in found["1"].cells] == [("1.a@2", None, Decimal(10))]
    assert [(str(each.cell), each.after) for each in found["2"].cells] == [("2.a@2", None), ("2.b@2", None)]
    assert found["2"].points < 0
    assert found["3"].points == 0, "it had reported nothing, and still has not"
    back = {each.indicator.id: each for each in moved(plan, plan, (2, 1)).indicators}
    assert [(each.before, each.after) for each in back["1"].cells] == [(Decimal(10), None)]


def weighed(plan: Plan, node: str, weight: str) -> Plan:
    return plan.with_changes([FieldChange(Field(node, "weight"), Decimal(weight))])


def test_a_weight_moves_its_own_indicator_and_those_beside_it() -> None:
    plan = plan_of([indicator("1"), indicator("2")], {JANUARY: Decimal(10), Cell("2", "a", 1): Decimal(10)})
    found = moved(plan, weighed(plan, "1", "3"))
    own, beside = found.indicators
    assert found.points == 0
    assert [(str(each.field), each.before, each.after) for each in own.fields] == [("1.weight", 1, 3)]
    assert own.points == own.by_weights == Decimal("0.125")
    assert beside.fields == ()
    assert beside.points == beside.by_weights == Decimal("-0.125")
    assert (beside.before.share, beside.after.share) == (Decimal("0.5"), Decimal("0.25"))


def test_the_weight_of_an_objective_is_told_of_the_plan() -> None:
    plan = plan_with((objective(1, own=(indicator("1"),)), objective(2, own=(indicator("2", objective=2),))), {})
    found = moved(plan, weighed(plan, "objective.2", "9"))
    assert [str(each.field) for each in found.fields] == ["objective.2.weight"]


@pytest.mark.parametrize(
    ("field", "value", "is_told"),
    [
        ("target", Decimal(240), True),
        ("programme", (Decimal(1), *[Decimal(0)] * 11), True),
        ("responsible", "Otra", False),
        ("name", "Otro", False),
        ("text.goal", "Otra", False),
    ],
)
def test_only_fields_that_scoring_reads_are_causes(field: str, value: object, *, is_told: bool) -> None:
    plan = plan_of([indicator("1")], {JANUARY: Decimal(10)})
    after = plan.with_changes([FieldChange(Field("1", field), value)])
    named = [str(each.field) for own in moved(plan, after).indicators for each in own.fields]
    assert named == ([f"1.{field}"] if is_told else [])


def test_what_is_new_and_what_is_gone_is_said_with_its_points() -> None:
    plan = plan_of([indicator("1"), indicator("2")], {JANUARY: Decimal(20)})
    added = NodeChange(Node("3"), Placed(indicator("3"), Place("objective.1", "1")))
    after = plan.with_changes([NodeChange(Node("2"), None), added])
    found = {each.indicator.id: each for each in moved(plan, after).indicators}
    assert [id_ for id_, each in found.items() if each.is_new] == ["3"]
    assert [id_ for id_, each in found.items() if each.is_gone] == ["2"]
    assert "1" not in found, "that it has another sibling before it is no cause"


def rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), ROUND_HALF_EVEN) * step


@given(st.lists(st.decimals(-1, 1, places=9), max_size=20), st.integers(-1, 1))
def test_rounded_parts_add_up_to_the_rounded_whole(parts: list[Decimal], off: int) -> None:
    step = Decimal("0.0001")
    whole = rounded(sum(parts, Decimal(0)), step) + (off * step if any(parts) else 0)
    shown = apportioned(parts, whole, step)
    assert sum(shown, Decimal(0)) == whole
    assert all(each == rounded(each, step) for each in shown)
    assert all(abs(each - part) < 3 * step for each, part in zip(shown, parts, strict=True))
    assert all(each == 0 for each, part in zip(shown, parts, strict=True) if part == 0)
