"""The kinds of indicator, each against the table of docs/scoring.md."""

from datetime import date
from decimal import Decimal

import pytest

from plans import YEAR, floats, indicator, monthly, ratio
from scoring.arithmetic.measure import TARGET, measure, month_value
from scoring.model import Aggregate, Cell, Constant, Direction, Kind, Variable

BASE = {Cell("1", "base"): Decimal(1000)}


def test_a_sum_is_held_against_the_share_of_the_target_that_was_due() -> None:
    measured = measure(indicator(), monthly("1", "a", 10, 5, None), 3)
    assert floats(measured.result, measured.raw, measured.compliance) == [15, 0.5, 0.5]
    assert measured.progress == Decimal("0.125")
    assert (measured.programmed, measured.due, measured.reported_months) == (Decimal("0.25"), (1, 2, 3), (1, 2))


def test_more_than_the_target_counts_as_the_target_and_the_raw_value_is_kept() -> None:
    measured = measure(indicator(), monthly("1", "a", 90), 3)
    assert floats(measured.raw, measured.compliance, measured.progress) == [3, 1, 0.75]


def test_a_sum_divides_by_its_constant() -> None:
    one = indicator(
        formula="(a + b) / 2205", variables=(Variable("a", "", ""), Variable("b", "", "")), target=Decimal(1)
    )
    measured = measure(one, monthly("1", "a", 100) | monthly("1", "b", 50), 1)
    assert floats(measured.numerator, measured.denominator, measured.raw) == [150, 2205, 150 * 12 / 2205]


def test_a_ratio_pools_its_months_and_is_not_a_mean_of_percentages() -> None:
    measured = measure(ratio(), monthly("1", "a", 1, 90) | monthly("1", "b", 10, 90), 2)
    assert measured.result == Decimal("0.91")


def test_what_is_not_reported_lowers_a_ratio_by_its_share() -> None:
    values = monthly("1", "a", 5, None) | monthly("1", "b", 10, 10)
    measured = measure(ratio(), values, 2)
    assert floats(measured.result, measured.reported, measured.compliance) == [0.5, 0.5, 0.25]
    assert floats(measured.progress) == [0.25 * 2 / 12]


def test_zero_over_zero_is_not_programmed_and_zero_over_something_is_nothing() -> None:
    nothing_to_do = measure(ratio(), monthly("1", "a", 5, 0) | monthly("1", "b", 10, 0), 2)
    assert floats(nothing_to_do.compliance, nothing_to_do.programmed) == [0.5, 1 / 11]
    assert nothing_to_do.due == (1,)
    assert measure(ratio(), monthly("1", "a", 0) | monthly("1", "b", 10), 1).compliance == 0


@pytest.mark.parametrize(("aggregate", "result"), [(Aggregate.LAST, 30), (Aggregate.MEAN, 20)])
def test_a_level_is_the_last_value_or_the_mean(aggregate: Aggregate, result: int) -> None:
    one = indicator(kind=Kind.LEVEL, aggregate=aggregate, target=Decimal(40))
    measured = measure(one, monthly("1", "a", 10, 20, 30), 3)
    assert floats(measured.result, measured.raw) == [result, result / 40]


def test_a_reduction_is_of_the_mean_against_the_baseline() -> None:
    one = indicator(kind=Kind.REDUCTION, target=Decimal("0.02"))
    measured = measure(one, BASE | monthly("1", "a", 1020, 960, 972), 3)
    assert floats(measured.result, measured.raw, measured.compliance) == [0.016, 0.8, 0.8]
    assert measure(one, BASE | monthly("1", "a", 1100), 1).compliance == 0


@pytest.mark.parametrize(("saldo", "raw"), [(1040, 1), (1050, 1), (1075, "0.5"), (1100, 0), (1200, -2)])
def test_a_ceiling_is_linear_above_the_growth_allowed(saldo: int, raw: str | int) -> None:
    one = indicator(kind=Kind.CEILING, target=Decimal("0.05"))
    assert measure(one, BASE | monthly("1", "a", 500, saldo), 2).raw == Decimal(raw)


def test_a_milestone_is_due_once_in_its_last_active_month() -> None:
    one = indicator(kind=Kind.MILESTONE, target=None, end=date(YEAR, 6, 30))
    before = measure(one, monthly("1", "a", 1), 5)
    assert floats(before.programmed, before.compliance, before.progress) == [0, None, 0]
    assert measure(one, monthly("1", "a", None, None, 1), 6).compliance == 1
    assert measure(one, monthly("1", "a", 0, 0, 0, 0, 0, 0), 6).compliance == 0
    late = measure(one, {}, 6)
    assert floats(late.result, late.compliance, late.progress) == [None, 0, 0]


@pytest.mark.parametrize(("value", "raw"), [(5, 1), (10, 1), (15, "0.5"), (20, 0)])
def test_a_limit_is_kept_up_to_it_and_lost_at_twice_it(value: int, raw: str | int) -> None:
    for kind in (Kind.LEVEL, Kind.SUM):
        target = Decimal(10 if kind is Kind.LEVEL else 120)
        one = indicator(kind=kind, direction=Direction.AT_MOST, target=target)
        measured = measure(one, monthly("1", "a", value), 1)
        assert measured.raw == Decimal(raw)
        assert floats(measured.progress) == [float(measured.compliance or 0) / 12]


def test_a_limit_of_zero_is_kept_only_by_nothing() -> None:
    one = indicator(kind=Kind.LEVEL, direction=Direction.AT_MOST, target=Decimal(0))
    assert measure(one, monthly("1", "a", 0), 1).compliance == 1
    assert measure(one, monthly("1", "a", 1), 1).compliance == 0


def test_a_sum_that_must_not_grow_is_not_rewarded_for_silence() -> None:
    one = indicator(direction=Direction.AT_MOST)
    assert measure(one, monthly("1", "a", 10), 2).compliance == Decimal("0.5")


def test_a_programme_says_what_is_due_when() -> None:
    one = indicator(programme=tuple(map(Decimal, (0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 20))))
    assert measure(one, {}, 2).compliance is None
    measured = measure(one, monthly("1", "a", 30, 15, 0), 3)
    assert floats(measured.programmed, measured.result, measured.raw) == [0.75, 45, 0.5]
    assert measured.due == (3,)


def test_months_marked_np_and_months_outside_the_dates_are_not_due() -> None:
    one = indicator(start=date(YEAR, 2, 20), end=date(YEAR, 5, 1))
    measured = measure(one, monthly("1", "a", 7, 30, "NP"), 3)
    assert floats(measured.programmed, measured.result) == [1 / 3, 30]
    assert measured.due == (2,)


def test_a_line_that_is_never_active_has_nothing_to_say() -> None:
    one = indicator(end=date(YEAR, 1, 31))
    measured = measure(one, monthly("1", "a", "NP"), 12)
    assert floats(measured.compliance, measured.progress) == [None, 0]
    assert (measured.active, measured.due) == (False, ())


@pytest.mark.parametrize("base", [{}, {Cell("1", "base"): Decimal(0)}, {Cell("1", "base"): Decimal(-1)}])
def test_without_a_baseline_there_is_no_result_and_no_compliance(base: dict[Cell, Decimal]) -> None:
    measured = measure(indicator(kind=Kind.CEILING), monthly("1", "a", 5) | base, 1)
    assert floats(measured.result, measured.compliance) == [None, 0]
    assert measured.missing == ("base",)


def test_without_a_target_there_is_no_result_and_no_compliance() -> None:
    measured = measure(indicator(target=None), monthly("1", "a", 5), 1)
    assert floats(measured.result, measured.compliance) == [None, 0]
    assert measured.missing == (TARGET,)


def test_a_constant_to_divide_by_may_not_be_zero() -> None:
    one = indicator(formula="a / k", constants=(Constant("k", "", ""),))
    measured = measure(one, monthly("1", "a", 5) | {Cell("1", "k"): Decimal(0)}, 1)
    assert measured.missing == ("k",)
    assert measured.compliance == 0


def test_before_the_first_month_has_ended_nothing_is_due() -> None:
    measured = measure(indicator(), monthly("1", "a", 5), 0)
    assert floats(measured.compliance, measured.progress, measured.programmed) == [None, 0, 0]


def test_the_provisional_view_looks_at_reported_months_only() -> None:
    values = monthly("1", "a", 5, None) | monthly("1", "b", 10, 10)
    assert measure(ratio(), values, 2, provisional=True).compliance == Decimal("0.5")
    assert measure(indicator(), monthly("1", "a", 5, None), 2, provisional=True).compliance == Decimal("0.5")
    assert measure(indicator(), {}, 2, provisional=True).compliance is None


def test_a_month_has_a_value_of_its_own() -> None:
    values = monthly("1", "a", 5, 0, "NP") | monthly("1", "b", 10, 0, "NP")
    assert [month_value(ratio(), values, month) for month in (1, 2, 3, 4)] == [Decimal("0.5"), None, None, None]


def test_a_month_has_no_value_while_what_it_is_divided_by_is_missing() -> None:
    one = indicator(formula="a / k", constants=(Constant("k", "K", "u"),))
    values = monthly("1", "a", 10)
    assert month_value(one, values, 1) is None
    assert month_value(one, values | {Cell("1", "k"): Decimal(4)}, 1) == Decimal("2.5")
