"""What holds of every plan, whatever is missing from it."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plans import indicator, random_plan, ratio
from scoring.arithmetic.measure import is_limit, measure
from scoring.arithmetic.rollup import Figures, PlanScore, rescored, score
from scoring.model import Cell, CellChange, Kind, Mark, Plan, Value
from scoring.model.validation import validate

NEAR = Decimal("1e-25")
"""Quotients are computed to 90 digits; the comparisons here are made with 28."""

plans = st.integers(0, 2**32).map(lambda seed: random_plan(Random(seed)))
months = st.integers(0, 12)
numbers = st.decimals(0, 1_000_000, places=2)


def nodes(whole: PlanScore) -> list[Figures]:
    objectives = [objective.figures for objective in whole.objectives]
    actions = [action.figures for objective in whole.objectives for action in objective.actions]
    return [whole.figures, *objectives, *actions]


@given(plans)
def test_at_the_end_of_the_year_compliance_is_progress_at_every_node(plan: Plan) -> None:
    whole = score(plan, 12)
    for scored in whole.indicators:
        assert abs((scored.measure.compliance or Decimal(0)) - scored.measure.progress) <= NEAR
    for node in nodes(whole):
        assert abs((node.compliance or Decimal(0)) - node.progress) <= NEAR


@given(plans, months)
def test_every_figure_stays_within_its_bounds(plan: Plan, month: int) -> None:
    whole = score(plan, month)
    for scored in whole.indicators:
        assert 0 <= scored.measure.progress <= 1
        assert scored.measure.compliance is None or 0 <= scored.measure.compliance <= 1
        assert scored.measure.reported is None or 0 <= scored.measure.reported <= 1
        assert set(scored.measure.due) >= {m for m in scored.measure.reported_months if m in scored.measure.due}
    for node in nodes(whole):
        assert 0 <= node.programmed <= 1 + NEAR
        assert 0 <= node.progress <= 1 + NEAR
        assert node.compliance is None or 0 <= node.compliance <= 1 + NEAR


@given(plans, months, st.sampled_from(["0.01", "3", "100"]))
def test_weights_count_only_relative_to_each_other(plan: Plan, month: int, scale: str) -> None:
    scaled = plan._replace(objectives=tuple(o._replace(weight=o.weight * Decimal(scale)) for o in plan.objectives))
    for one, other in zip(nodes(score(plan, month)), nodes(score(scaled, month)), strict=True):
        assert abs(one.progress - other.progress) <= NEAR
        assert abs((one.compliance or Decimal(0)) - (other.compliance or Decimal(0))) <= NEAR


@given(plans, months)
def test_the_lines_of_a_plan_share_all_of_it(plan: Plan, month: int) -> None:
    whole = score(plan, month)
    if any(scored.measure.active for scored in whole.indicators):
        assert abs(sum((scored.global_weight for scored in whole.indicators), Decimal(0)) - 1) <= NEAR


@given(st.lists(st.none() | numbers, min_size=12, max_size=12), st.integers(1, 12), st.integers(1, 12), numbers)
def test_more_is_never_worse_where_more_is_good(
    held: list[Decimal | None], cut_off: int, month: int, more: Decimal
) -> None:
    for one in (indicator(), indicator(kind=Kind.LEVEL), indicator(kind=Kind.MILESTONE)):
        values: dict[Cell, Value] = {Cell("1", "a", m): v for m, v in enumerate(held, 1) if v is not None}
        before = measure(one, values, cut_off)
        raised = dict(values)
        cell = Cell("1", "a", month)
        if isinstance(old := values.get(cell), Decimal):
            raised[cell] = old + more
        after = measure(one, raised, cut_off)
        assert (after.compliance or Decimal(0)) >= (before.compliance or Decimal(0))
        assert after.progress >= before.progress


@given(st.lists(st.none() | numbers, min_size=12, max_size=12), st.integers(1, 12), st.integers(1, 12), numbers)
def test_less_is_never_worse_under_a_ceiling(
    held: list[Decimal | None], cut_off: int, month: int, less: Decimal
) -> None:
    one = indicator(kind=Kind.CEILING, target=Decimal("0.05"))
    values: dict[Cell, Value] = {Cell("1", "a", m): v for m, v in enumerate(held, 1) if v is not None}
    values[Cell("1", "base")] = Decimal(1000)
    before = measure(one, values, cut_off)
    cell = Cell("1", "a", month)
    lowered = dict(values)
    if isinstance(old := values.get(cell), Decimal):
        lowered[cell] = old - less
    after = measure(one, lowered, cut_off)
    assert (after.compliance or Decimal(0)) >= (before.compliance or Decimal(0))
    assert after.progress >= before.progress


@given(st.lists(st.none() | numbers, min_size=12, max_size=12), st.integers(1, 12))
def test_a_blank_is_not_a_zero(held: list[Decimal | None], cut_off: int) -> None:
    line = ratio()
    values: dict[Cell, Value] = {}
    for month, figure in enumerate(held, 1):
        if figure is not None:
            values |= {Cell("1", "a", month): figure, Cell("1", "b", month): Decimal(1_000_000)}
    blank = next((month for month in range(1, cut_off + 1) if held[month - 1] is None), None)
    before = measure(line, values, cut_off)
    if blank is None or not before.reported_months or not any(held[:cut_off]):
        return
    zero = values | {Cell("1", "a", blank): Decimal(0), Cell("1", "b", blank): Decimal(1_000_000)}
    after = measure(line, zero, cut_off)
    assert before.result is not None
    assert after.result is not None
    assert before.reported is not None
    assert after.reported is not None
    assert after.result < before.result, "a zero is a result"
    assert after.reported > before.reported, "a zero is a report"


@given(plans, st.integers(1, 12))
def test_marking_an_empty_month_as_not_programmed_never_costs_compliance(plan: Plan, month: int) -> None:
    for item in plan.indicators:
        if any(cell in plan.values for cell in item.cells(month)) or item.kind is Kind.MILESTONE:
            continue
        if item.kind is Kind.SUM:  # a sum then has to reach its target in the months that are left
            continue
        marked = {**plan.values, **dict.fromkeys(item.cells(month), Mark.NP)}
        before, after = measure(item, plan.values, 12), measure(item, marked, 12)
        if after.active:
            assert (after.compliance or Decimal(0)) >= (before.compliance or Decimal(0)) - NEAR


@given(plans, months, st.data())
def test_scoring_what_changes_touch_gives_the_same_as_scoring_everything(
    plan: Plan, month: int, data: st.DataObject
) -> None:
    provisional = data.draw(st.booleans())
    cells = [cell for line in plan.indicators for m in range(1, 13) for cell in line.cells(m)]
    values = st.one_of(st.none(), st.just(Mark.NP), st.integers(0, 9).map(Decimal))
    changes = data.draw(st.lists(st.builds(CellChange, st.sampled_from(cells), values), max_size=4))
    before = score(plan, month, provisional=provisional)
    after = score(plan.with_changes(tuple(changes)), month, provisional=provisional)
    assert rescored(before, changes) == after


@given(plans)
def test_the_provisional_view_is_never_below_the_official_one_at_the_end_of_the_year(plan: Plan) -> None:
    official, provisional = score(plan, 12), score(plan, 12, provisional=True)
    for one, other in zip(official.indicators, provisional.indicators, strict=True):
        if other.measure.compliance is not None and not is_limit(one.indicator):
            assert other.measure.compliance >= (one.measure.compliance or Decimal(0)) - NEAR


@given(plans)
def test_random_plans_are_usable_plans(plan: Plan) -> None:
    validate(plan)
