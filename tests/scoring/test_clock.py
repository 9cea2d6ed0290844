"""Moments as people write them, in the plan's time zone and language."""

from datetime import UTC, datetime

import pytest

from scoring.text.clock import date_and_time, date_of

LATE = datetime(2026, 11, 29, 4, 19, 31, tzinfo=UTC)
"""Still the 28th in Bogotá."""


def test_a_moment_reads_as_people_write_it() -> None:
    assert date_and_time(LATE, "America/Bogota", "es_CO") == "28 nov 2026 23:19:31"
    assert date_and_time(LATE.isoformat(), "America/Bogota", "es_CO", seconds=False) == "28 nov 2026 23:19"
    assert date_and_time(LATE, "UTC", "en_US") == "29 Nov 2026 04:19:31"


@pytest.mark.parametrize(("year", "day"), [(2026, "28 nov"), (2024, "28 nov 2026")])
def test_a_day_of_the_plans_own_year_does_without_it(year: int, day: str) -> None:
    assert date_of(LATE, "America/Bogota", "es_CO", year=year) == day


def test_a_text_that_is_no_moment_stays() -> None:
    assert date_and_time("ayer", "UTC", "es_CO") == date_of("ayer", "UTC", "es_CO", year=2026) == "ayer"
