"""Weights, levels and what is pending."""

from datetime import date
from decimal import Decimal

import pytest

from plans import YEAR, floats, indicator, monthly, objective, plan_of, plan_with, ratio
from scoring.arithmetic.pending import pending
from scoring.arithmetic.rollup import rescored, score
from scoring.arithmetic.thresholds import level_of
from scoring.model import Action, Cell, CellChange, Kind, Level, Mark, Thresholds


def test_weights_are_normalised_at_each_level() -> None:
    first = objective(1, Decimal(40), own=(indicator("1", weight=Decimal(100)), indicator("2", weight=Decimal(100))))
    second = objective(2, Decimal(40), own=(indicator("3", weight=Decimal(7)),))
    whole = score(plan_with((first, second), monthly("1", "a", 10)), 1)
    assert [line.global_weight for line in whole.indicators] == [Decimal("0.25"), Decimal("0.25"), Decimal("0.5")]
    assert whole.figures.compliance == Decimal("0.25")
    assert whole.objectives[0].figures.compliance == Decimal("0.5")


def test_compliance_is_weighed_over_what_is_due_and_progress_over_everything() -> None:
    late = indicator("2", start=date(YEAR, 7, 1))
    whole = score(plan_of([indicator("1"), late], monthly("1", "a", 10)), 1)
    assert whole.figures.compliance == 1
    assert floats(whole.figures.progress, whole.figures.programmed) == [1 / 24, 1 / 24]


def test_a_line_without_an_active_month_leaves_its_weight_to_the_others() -> None:
    idle = indicator("2", end=date(YEAR, 1, 31))
    whole = score(plan_of([indicator("1"), idle], monthly("1", "a", *[10] * 12) | monthly("2", "a", "NP")), 12)
    assert floats(whole.figures.compliance, whole.figures.progress) == [1, 1]
    assert [indicator.weight for indicator in whole.indicators] == [1, 0]


def test_an_objective_without_an_active_month_leaves_its_weight_to_the_others_as_soon_as_it_is_marked_so() -> None:
    idle = objective(2, own=(indicator("2", end=date(YEAR, 1, 31)),))
    before = score(plan_with((objective(1, own=(indicator("1"),)), idle), {}), 12)
    after = rescored(before, [CellChange(Cell("2", "a", 1), Mark.NP)])
    assert [item.weight for item in before.objectives] == [Decimal("0.5"), Decimal("0.5")]
    assert [item.weight for item in after.objectives] == [1, 0]
    assert after == score(after.plan, 12)


def test_an_action_shows_the_roll_up_of_its_goals() -> None:
    lines = (indicator("1", weight=Decimal(1)), indicator("2", weight=Decimal(3)))
    plan = plan_with((objective(1, actions=(Action("1.1", "1.1 Hacer", lines),)),), monthly("2", "a", 10))
    action = score(plan, 1).objectives[0].actions[0]
    assert floats(action.weight, action.figures.compliance) == [1, 0.75]


def test_the_reported_share_is_weighed_over_what_is_due() -> None:
    values = monthly("1", "a", 1) | monthly("1", "b", 1)
    whole = score(plan_of([ratio("1", weight=Decimal(3)), ratio("2")], values), 2)
    assert whole.figures.reported == Decimal("0.375")


@pytest.mark.parametrize(
    ("compliance", "expected"),
    [
        ("0.9", "green"),
        ("0.8995", "green"),
        ("0.89949", "yellow"),
        ("0.6995", "yellow"),
        ("0.699", "red"),
        ("0", "red"),
    ],
)
def test_levels_are_computed_from_the_compliance_that_is_shown(compliance: str, expected: str) -> None:
    assert level_of(Decimal(compliance), Thresholds()) is Level(expected)


def test_a_quotient_a_hair_below_a_half_rounds_as_the_half_it_stands_for() -> None:
    assert level_of(Decimal("0.8995") - Decimal("1e-80"), Thresholds()) is Level.GREEN


def test_nothing_due_is_grey() -> None:
    assert level_of(None, Thresholds()) is Level.GREY
    assert score(plan_of([indicator()]), 0).figures.level is Level.GREY


def test_an_indicator_may_have_levels_of_its_own_and_shows_what_is_far_over() -> None:
    own = Thresholds(Decimal("0.5"), Decimal("0.2"), Decimal(2))
    lines = [indicator("1"), indicator("2", thresholds=own), indicator("3")]
    whole = score(plan_of(lines, monthly("1", "a", 6) | monthly("2", "a", 6) | monthly("3", "a", 13)), 1)
    assert [line.level for line in whole.indicators] == [Level.RED, Level.GREEN, Level.GREEN]
    assert [line.over for line in whole.indicators] == [False, False, True]


def test_pending_is_what_is_due_and_blank_heaviest_first() -> None:
    plan = plan_of(
        [indicator("1"), ratio("2", weight=Decimal(5)), indicator("3", weight=Decimal(2))],
        monthly("1", "a", 1, 0) | monthly("2", "a", 1, "NP") | monthly("2", "b", None, "NP"),
    )
    assert [str(item.cell) for item in pending(plan, 2)] == ["2.b@1", "3.a@1", "3.a@2"]


def test_a_milestone_reached_early_asks_for_nothing_more() -> None:
    line = indicator(kind=Kind.MILESTONE, target=None)
    assert pending(plan_of([line], monthly("1", "a", None, 1)), 12) == ()
    assert [item.cell for item in pending(plan_of([line]), 12)] == [Cell("1", "a", 12)]
