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


@pytest.mark.parametrize(("width", "count"), [(80, 2), (100, 3), (120, 4), (160, 6), (200, 9), (240, 12)])
def test_months_in_full_by_width(width: int, count: int) -> None:
    assert shown_months(width) == count == len(columns(width, 1, year=False).months)


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200])
def test_the_year_view_holds_all_months_from_eighty_columns(width: int) -> None:
    assert len(columns(width, 7, year=True).months) == 12


def test_both_views_are_one_where_twelve_full_months_fit() -> None:
    assert columns(240, 5, year=True) == columns(240, 1, year=False)


@pytest.mark.parametrize("width", [80, 100, 120, 160, 200, 240])
def test_the_month_view_has_room_for_billions_with_every_digit(width: int) -> None:
    assert {column.width for column in columns(width, 1, year=False).months} == {15}


@pytest.mark.parametrize(("width", "label"), [(80, 28), (120, 38), (160, 48), (200, 43)])
def test_names_have_more_room_on_a_wider_screen_than_on_the_usual_one(width: int, label: int) -> None:
    assert columns(width, 1, year=False).label == label
