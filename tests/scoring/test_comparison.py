"""What has risen and fallen against the month before."""

from decimal import Decimal

import pytest

from plans import indicator, monthly, objective, plan_of, plan_with, worked_example
from scoring.arithmetic.comparison import against_month_before
from scoring.arithmetic.rollup import score
from scoring.precision import round_half_up
from scoring.text.numbers import format_points
from scoring.text.words import name_within

SHOWN = Decimal("0.001")


def test_what_has_changed_is_the_difference_of_what_both_months_show() -> None:
    plan = worked_example()
    february, march = score(plan, 2), score(plan, 3)
    found = against_month_before(march)
    assert found is not None
    shown = [round_half_up(whole.figures.compliance or Decimal(0), SHOWN) for whole in (february, march)]
    assert found.month == 2
    assert found.plan == shown[1] - shown[0] == Decimal("-0.023")
    assert found.objectives == {1: Decimal("0.012"), 2: Decimal("-0.070"), 3: Decimal("0.006")}
    assert found.indicators["6"] == Decimal("-0.329")
    assert {"3", "8", "13"}.isdisjoint(found.indicators), "as in February"


@pytest.mark.parametrize("month", [0, 1])
def test_there_is_nothing_before_january(month: int) -> None:
    assert against_month_before(score(worked_example(), month)) is None


def test_what_begins_this_month_has_nothing_to_be_compared_with() -> None:
    late = indicator("2", start=indicator().start.replace(month=2))
    found = against_month_before(score(plan_of([indicator("1"), late], monthly("1", "a", 10, 10)), 2))
    assert found is not None
    assert found.indicators == {}
    assert found.plan == Decimal("-0.5")


def test_a_change_too_small_to_be_shown_is_none() -> None:
    plan = plan_with((objective(1, own=(indicator("1", target=Decimal(120_000)),)),), monthly("1", "a", 9_000, 9_001))
    found = against_month_before(score(plan, 2))
    assert found is not None
    assert (found.plan, found.objectives, found.indicators) == (None, {}, {})


@pytest.mark.parametrize(
    ("difference", "written"), [("0.012", "+1,2"), ("-0.3294", "-32,9"), ("1", "+100,0"), ("0", "0,0")]
)
def test_points_are_written_with_their_sign(difference: str, written: str) -> None:
    assert format_points(Decimal(difference), "es_CO") == written


@pytest.mark.parametrize(
    ("name", "short", "width", "shown"),
    [
        ("2.205 usuarios nuevos", "Altas", 21, "2.205 usuarios nuevos"),
        ("2.205 usuarios nuevos", "Altas", 20, "Altas"),
        ("2.205 usuarios nuevos", "Altas acueducto", 10, "Altas acu…"),
        ("2.205 usuarios nuevos", "", 10, "2.205 usu…"),
        ("35%", "Suspensiones", 20, "Suspensiones"),
        ("35%", "", 20, "35%"),
    ],
)
def test_a_name_is_whole_where_it_fits_and_says_something(name: str, short: str, width: int, shown: str) -> None:
    assert name_within(name, short, width, "…") == shown
