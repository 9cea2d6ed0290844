"""The cut-off month is the last one that has ended where the plan is."""

from datetime import UTC, datetime

import pytest

from plans import indicator, plan_of
from scoring.arithmetic.cutoff import last_ended_month


@pytest.mark.parametrize(
    ("now", "month"),
    [
        (datetime(2026, 11, 24, tzinfo=UTC), 12),
        (datetime(2025, 1, 1, 4, 59, tzinfo=UTC), 11),  # still 31 December in Bogotá
        (datetime(2025, 1, 1, 5, 0, tzinfo=UTC), 12),
        (datetime(2024, 4, 1, 4, 59, tzinfo=UTC), 2),
        (datetime(2024, 4, 1, 5, 0, tzinfo=UTC), 3),
        (datetime(2024, 1, 20, tzinfo=UTC), 0),
        (datetime(2023, 12, 31, tzinfo=UTC), 0),
    ],
)
def test_the_cut_off_is_the_last_month_that_has_ended(now: datetime, month: int) -> None:
    assert last_ended_month(plan_of([indicator()]), now) == month
