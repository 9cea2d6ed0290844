"""The columns share any width without gaps, and what matters most keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.grid.columns import columns, shown_months


@given(width=st.integers(60, 260), first=st.integers(1, 12), year=st.booleans())
def test_columns_stand_side_by_side_and_fill_no_more_than_the_line(width: int, first: int, *, year: bool) -> None:
    placed = columns(width, first, year=year)
    assert placed.label >= 6
    x = placed.label + placed.weight
    for column in placed.months:
        assert column.x == x
        x += column.width
    assert x + placed.progress + placed.compliance <= width
    months = [column.month for column in placed.months]
    assert months == list(range(months[0], months[0] + len(months)))
    assert months[-1] <= 12


@pytest.mark.parametrize(("width", "count"), [(80, 2), (120, 4), (160, 7), (200, 12), (250, 12)])
def test_months_in_full_by_width(width: int, count: int) -> None:
    assert shown_months(width) == count == len(columns(width, 1, year=False).months)


@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_the_year_view_holds_all_months_from_eighty_columns(width: int) -> None:
    assert len(columns(width, 7, year=True).months) == 12


def test_both_views_are_one_from_two_hundred_columns() -> None:
    assert columns(200, 5, year=True) == columns(200, 1, year=False)
